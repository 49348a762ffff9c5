// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {SplitFormula} from "../../../contracts/types/BillingData.sol";
import {BillingChecks} from "./BillingChecks.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title A contract wallet that takes one digest as signed
contract SigningWallet {
    bytes32 private immutable APPROVED;

    constructor(bytes32 digest) {
        APPROVED = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == APPROVED ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

contract PartiesTest is BillingChecks {
    function test_aPartyIsAdmittedMovedAndRetired() public {
        vm.assertEq(billing.partyAt(supplier), SUPPLIER);
        vm.assertTrue(billing.partyOf(SUPPLIER).kind == IRetailBilling.PartyKind.Supplier);
        vm.startPrank(admin);
        vm.expectEmit();
        emit IRetailBilling.PartySet(SUPPLIER, IRetailBilling.PartyKind.Supplier, bob);
        billing.setParty(SUPPLIER, IRetailBilling.PartyKind.Supplier, bob);
        vm.assertEq(billing.partyAt(supplier), 0);
        vm.assertEq(billing.partyAt(bob), SUPPLIER);
        billing.setParty(SUPPLIER, IRetailBilling.PartyKind.Supplier, address(0));
        vm.assertEq(billing.partyAt(bob), 0);
        vm.assertEq(billing.partyAt(address(0)), 0);
        vm.stopPrank();
        vm.expectRevert(_refused(bob));
        vm.prank(bob);
        billing.publishPlan(12, keccak256("plan"), 0);
    }

    function test_partiesThatMakeNoSenseAreRefused() public {
        _refuseParty(0, IRetailBilling.PartyKind.Other, bob);
        _refuseParty(9, IRetailBilling.PartyKind.None, bob);
        _refuseParty(9, IRetailBilling.PartyKind.Other, address(0)); // nothing to retire
        _refuseParty(9, IRetailBilling.PartyKind.Other, grid); // acts for another party
        _refuseParty(GRID, IRetailBilling.PartyKind.Supplier, bob); // another kind than before
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, supplier, bytes32(0))
        );
        vm.prank(supplier);
        billing.setParty(9, IRetailBilling.PartyKind.Other, bob);
    }

    function test_aPlanIsPublishedOnceBySuppliersOnly() public {
        vm.startPrank(supplier);
        vm.expectEmit();
        emit IRetailBilling.PlanPublished(SUPPLIER, 12, keccak256("flat"), 77);
        billing.publishPlan(12, keccak256("flat"), 77);
        (bytes32 planHash, uint40 validFrom) = billing.planOf(SUPPLIER, 12);
        vm.assertEq(planHash, keccak256("flat"));
        vm.assertEq(validFrom, 77);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingPlanExists.selector, SUPPLIER, 12));
        billing.publishPlan(12, keccak256("dearer"), 77);
        bytes memory unknown = abi.encodeWithSelector(IRetailBilling.BillingPlanUnknown.selector, SUPPLIER, 0);
        vm.expectRevert(unknown);
        billing.publishPlan(0, keccak256("flat"), 77);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingPlanUnknown.selector, SUPPLIER, 13));
        billing.publishPlan(13, 0, 77);
        vm.stopPrank();
        vm.expectRevert(_refused(grid));
        vm.prank(grid);
        billing.publishPlan(14, keccak256("flat"), 77);
    }

    function test_aFormulaCountsWhenAllSigned() public {
        SplitFormula memory formula = _formula(1);
        bytes[] memory signatures = _threeSign(formula);
        vm.expectEmit();
        emit IRetailBilling.FormulaAgreed(FORMULA, 1, formula.hash(), formula);
        vm.prank(bob); // anybody brings it
        billing.agreeFormula(formula, signatures);
        vm.assertEq(billing.formulaOf(FORMULA, 1), formula.hash());
        vm.assertEq(billing.formulaOf(FORMULA, 2), bytes32(0));
        _agree(_formula(2));
        vm.assertEq(billing.formulaOf(FORMULA, 2), _formula(2).hash());
        vm.assertEq(billing.formulaOf(FORMULA, 1), formula.hash());
    }

    function test_aMissingOrForeignSignatureIsNamed() public {
        SplitFormula memory formula = _formula(1);
        bytes[] memory signatures = _threeSign(formula);
        (signatures[1], signatures[2]) = (signatures[2], signatures[1]);
        _refuse(formula, signatures, _error(IRetailBilling.BillingFormulaUnsigned.selector, 1));
        _refuse(formula, new bytes[](2), _error(IRetailBilling.BillingFormulaUnsigned.selector, 2));
        signatures = _threeSign(formula);
        formula.weightsPpm[0] -= 1;
        formula.weightsPpm[1] += 1;
        _refuse(formula, signatures, _error(IRetailBilling.BillingFormulaUnsigned.selector, 0));
    }

    function test_aContractWalletAndAKeyWithCodeSign() public {
        SplitFormula memory formula = _formula(1);
        bytes[] memory signatures = _threeSign(formula);
        vm.etch(grid, hex"ef01000000000000000000000000000000000000000001"); // EIP-7702: its plain signature counts on
        vm.etch(tax, address(new SigningWallet(_billed(formula.hash()))).code);
        signatures[2] = "";
        billing.agreeFormula(formula, signatures);
        vm.assertEq(billing.formulaOf(FORMULA, 1), formula.hash());
        _refuseNext(signatures);
    }

    function _refuseNext(bytes[] memory signatures) private {
        SplitFormula memory next = _formula(2);
        signatures = _threeSign(next);
        signatures[2] = "";
        _refuse(next, signatures, _error(IRetailBilling.BillingFormulaUnsigned.selector, 2));
    }

    function test_versionsCountOnWithTheSameParties() public {
        _refuse(_formula(2), 1);
        _refuse(_formula(0), 1);
        _agree(_formula(1));
        _refuse(_formula(1), 2);
        _refuse(_formula(3), 2);
        SplitFormula memory other = _formula(2);
        (other.parties[0], other.parties[1]) = (grid, supplier);
        _refuse(other, 2);
    }

    function test_formulasThatSplitNothingAreRefused() public {
        SplitFormula memory formula = _formula(1);
        formula.formula = 0;
        _refuseSplit(formula);
        formula = _formula(1);
        formula.weightsPpm[2] += 1; // sum 1,000,001
        _refuseSplit(formula);
        formula.weightsPpm[2] -= 2; // sum 999,999
        _refuseSplit(formula);
        formula = _formula(1);
        formula.weightsPpm = new uint32[](2);
        _refuseSplit(formula);
        formula = _formula(1);
        formula.kind = 3;
        _refuseSplit(formula);
        formula.kind = 2; // has weights
        _refuseSplit(formula);
        formula = _formula(1);
        formula.parties[2] = supplier;
        _refuseSplit(formula);
        formula = _formula(1);
        (formula.parties, formula.weightsPpm) = (new address[](0), new uint32[](0));
        _refuseSplit(formula);
        (formula.parties, formula.weightsPpm) = (new address[](9), new uint32[](9));
        _refuseSplit(formula);
        formula = _formula(1);
        formula.parties[2] = bob;
        _refuse(formula, new bytes[](3), _refused(bob));
    }

    function test_aFormulaByComponentsHasNoWeights() public {
        SplitFormula memory formula = _formula(1);
        (formula.kind, formula.weightsPpm) = (2, new uint32[](0));
        _agree(formula);
        vm.assertEq(billing.formulaOf(FORMULA, 1), formula.hash());
    }

    function _refuseParty(uint32 party, IRetailBilling.PartyKind kind, address account) private {
        vm.expectRevert(IRetailBilling.BillingBadParty.selector);
        vm.prank(admin);
        billing.setParty(party, kind, account);
    }

    function _refuseSplit(SplitFormula memory formula) private {
        _refuse(formula, new bytes[](3), abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector));
    }

    function _refuse(SplitFormula memory formula, uint32 expected) private {
        bytes memory why = _error(IRetailBilling.BillingBadVersion.selector, expected);
        _refuse(formula, _threeSign(formula), why);
    }

    function _refuse(SplitFormula memory formula, bytes[] memory signatures, bytes memory why) private {
        vm.expectRevert(why);
        billing.agreeFormula(formula, signatures);
    }
}
