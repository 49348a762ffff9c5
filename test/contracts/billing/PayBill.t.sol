// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPauseClock} from "../../../contracts/interfaces/IPauseClock.sol";
import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {LargestRemainder} from "../../../contracts/maths/LargestRemainder.sol";
import {SplitFormula} from "../../../contracts/types/BillingData.sol";
import {Bill, BillingRecords, RateFix} from "../../../contracts/types/BillingRecords.sol";
import {BillingChecks} from "./BillingChecks.sol";

/// @title Alice pays bills of the street's supplier
abstract contract PayChecks is BillingChecks {
    RateFix internal rate;
    Bill internal bill;
    bytes32[] internal proof;
    uint256[] internal outstanding;

    function setUp() public virtual override {
        super.setUp();
        _agree(_formula(1));
        _deposit(alice, 500_000e18);
        _allow(alice, address(billing), type(uint128).max);
        rate = _fixRate(CENT);
    }

    /// @dev The bill of the specification's table: 118,067 minor units in three shares.
    function _issueTheBill() internal {
        outstanding = _shares(48_703, 63_461, 5903);
        bill = _bill(118_067, outstanding);
        proof = _issue(bill);
    }

    function _pay(uint256 amount) internal {
        vm.prank(alice);
        billing.payBill(bill, _formula(bill.version), outstanding, proof, amount * rate.unitsPerMinor, rate);
    }

    function _refuse(uint256 amount, bytes memory why) internal {
        vm.expectRevert(why);
        _pay(amount);
    }
}

contract PayBillTest is PayChecks {
    function test_fault73_theTableOfTheSpecificationIsPaidToTheUnit() public {
        _issueTheBill();
        bytes32 leaf = billing.billLeaf(bill);
        uint256 before = vault.freeOf(alice);
        vm.expectEmit();
        emit IRetailBilling.BillPaid(
            leaf, alice, POINT, 50_000, CENT, _shares(20_625, 26_875, 2500), _shares(28_078, 36_586, 3403)
        );
        _pay(50_000);
        _expectFree(20_625, 26_875, 2500);
        outstanding = _shares(28_078, 36_586, 3403);
        vm.assertEq(billing.outstandingOf(leaf), BillingRecords.hashOf(outstanding));
        vm.expectEmit();
        emit IRetailBilling.BillPaid(leaf, alice, POINT, 68_067, CENT, _shares(28_078, 36_586, 3403), _shares(0, 0, 0));
        _pay(68_067);
        _expectFree(48_703, 63_461, 5903);
        vm.assertEq(vault.freeOf(alice), before - uint256(118_067) * CENT);
        outstanding = _shares(0, 0, 0);
        _refuse(1, _error(IRetailBilling.BillingOverpaid.selector, 0));
        vm.assertEq(vault.heldIn(address(billing), leaf), 0);
    }

    function test_overpayingIsRefused() public {
        _issueTheBill();
        _refuse(118_068, _error(IRetailBilling.BillingOverpaid.selector, 118_067));
        _pay(118_067);
        _expectFree(48_703, 63_461, 5903);
    }

    function test_wholeMinorUnitsAreTakenTheRestStays() public {
        _issueTheBill();
        uint256 before = vault.freeOf(alice);
        vm.startPrank(alice);
        vm.expectRevert(_error(IRetailBilling.BillingTooLittle.selector, CENT));
        billing.payBill(bill, _formula(1), outstanding, proof, CENT - 1, rate);
        billing.payBill(bill, _formula(1), outstanding, proof, 2 * uint256(CENT) - 1, rate);
        vm.assertEq(vault.freeOf(alice), before - CENT);
    }

    function test_onlyBillsOfAPostedRunArePaid() public {
        _issueTheBill();
        bytes memory why = abi.encodeWithSelector(IRetailBilling.BillingNotIssued.selector);
        bill.amount += 1;
        _refuse(1, why);
        bill.amount -= 1;
        bill.run = 2;
        _refuse(1, why);
        (bill.run, bill.supplier) = (1, GRID);
        _refuse(1, why);
        bill.supplier = SUPPLIER;
        proof = new bytes32[](0);
        _refuse(1, why);
    }

    function test_A36_aBillKeepsTheFormulaItWasIssuedWith() public {
        _issueTheBill();
        SplitFormula memory next = _formula(2);
        (next.weightsPpm[0], next.weightsPpm[1]) = (537_500, 412_500);
        _agree(next);
        vm.expectRevert(_error(IRetailBilling.BillingFormulaUnsigned.selector, 0)); // the new split for the old bill
        vm.prank(alice);
        billing.payBill(bill, next, outstanding, proof, CENT, rate);
        bill.version = 2; // the bill as if it named the new one
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingNotIssued.selector));
        bill.version = 1;
        _pay(118_067);
        _expectFree(48_703, 63_461, 5903);
    }

    function test_A36_sharesThatTheSignedFormulaDoesNotGiveAreRefused() public {
        outstanding = _shares(48_704, 63_460, 5903); // one unit from the grid company to the supplier
        bill = _bill(118_067, outstanding);
        proof = _issue(bill);
        _refuse(118_067, abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector));
    }

    function test_sharesThatAreNotTheAmountAreRefused() public {
        SplitFormula memory formula = _formula(2);
        (formula.kind, formula.weightsPpm) = (2, new uint32[](0));
        _agree(formula);
        outstanding = _shares(50_000, 60_000, 8067);
        bill = _bill(118_068, outstanding);
        bill.version = 2;
        proof = _issue(bill);
        vm.prank(alice);
        vm.expectRevert(IRetailBilling.BillingBadSplit.selector);
        billing.payBill(bill, formula, outstanding, proof, CENT, rate);
        (bill.amount, bill.run) = (118_067, 2);
        proof = _issue(bill);
        vm.prank(alice);
        billing.payBill(bill, formula, outstanding, proof, 118_067 * uint256(CENT), rate);
        _expectFree(50_000, 60_000, 8067);
    }

    function test_aFormulaNobodySignedPaysNobody() public {
        _issueTheBill();
        bill.formula = 6;
        bill.run = 2;
        proof = _issue(bill);
        SplitFormula memory formula = _formula(1);
        formula.formula = 6;
        vm.prank(alice);
        vm.expectRevert(_error(IRetailBilling.BillingFormulaUnsigned.selector, 0));
        billing.payBill(bill, formula, outstanding, proof, CENT, rate);
    }

    function test_whatIsOutstandingIsWhatTheBillOrTheLastPaymentSays() public {
        _issueTheBill();
        outstanding = _shares(63_461, 48_703, 5903);
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingOutstandingChanged.selector, bytes32(0)));
        outstanding = new uint256[](2);
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector));
        outstanding = _shares(48_703, 63_461, 5903);
        _pay(1);
        bytes32 kept = billing.outstandingOf(billing.billLeaf(bill));
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingOutstandingChanged.selector, kept));
    }

    function test_A39_payingNeedsTheNewestRateOfTheLastDay() public {
        _issueTheBill();
        vm.warp(rate.at + 24 hours);
        _pay(1);
        outstanding = _shares(48_703, 63_460, 5903);
        vm.warp(rate.at + 24 hours + 1);
        bytes memory stale = abi.encodeWithSelector(IRetailBilling.BillingRateStale.selector, rate.at);
        _refuse(1, stale);
        RateFix memory newer = _fixRate(CENT * 11 / 10);
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingRateStale.selector, newer.at));
        rate.at = newer.at; // the old price with the new time
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingRateStale.selector, newer.at));
        rate = newer;
        _pay(1);
    }

    function test_A39_withoutAnyRateNothingIsPaid() public {
        _issueTheBill();
        billing = IRetailBilling(vm.deployCode("RetailBilling.sol:RetailBilling", abi.encode(vault, settlement, admin)));
        rate = RateFix(0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingRateStale.selector, 0));
        vm.prank(alice);
        billing.payBill(bill, _formula(1), outstanding, proof, CENT, rate);
    }

    function test_invariant27_thePauseOfTheSettlementStopsPayments() public {
        _issueTheBill();
        _grant(settlement, GUARDIAN, verifier);
        vm.prank(verifier);
        IPauseClock(settlement).pause();
        _refuse(1, abi.encodeWithSelector(IRetailBilling.BillingPaused.selector));
        vm.prank(admin);
        IPauseClock(settlement).unpause();
        _pay(1);
    }

    function test_billsOfTwoSuppliersWithTheSameNumbersAreTwo() public {
        _issueTheBill();
        bytes32 first = billing.billLeaf(bill);
        vm.prank(admin);
        billing.setParty(8, IRetailBilling.PartyKind.Supplier, bob);
        bill.supplier = 8;
        vm.assertNotEq(first, billing.billLeaf(bill));
        vm.assertEq(BillingRecords.leaf(bill, billing.domainSeparator()), billing.billLeaf(bill));
    }

    /// @notice Invariant 26 on chain: any payments until the bill is paid; every share is closed exactly, nobody gets a unit more.
    function testFuzz_invariant26_fault73_anyPaymentsCloseEveryShare(uint40 amount, uint64[5] memory seeds) public {
        amount = uint40(_between(amount, 1, 1e6));
        uint256[] memory weights = _shares(412_500, 537_500, 50_000);
        uint256[] memory shares = LargestRemainder.split(amount, weights);
        (outstanding, bill) = (shares, _bill(amount, shares));
        proof = _issue(bill);
        uint256 left = amount;
        for (uint256 i; i < 6 && left > 0; ++i) {
            uint256 part = i == 5 ? left : _between(seeds[i], 1, left);
            uint256[] memory expected = LargestRemainder.split(part, outstanding);
            _pay(part);
            left -= part;
            for (uint256 j; j < 3; ++j) {
                outstanding[j] -= expected[j];
            }
        }
        _expectFree(shares[0], shares[1], shares[2]);
        vm.assertEq(shares[0] + shares[1] + shares[2], amount);
    }

    function test_fault73_splitsAreThoseOfTheTable() public {
        vm.assertEq(billing.split(1, _shares(1, 1, 1)), _shares(1, 0, 0));
        vm.assertEq(billing.split(100, _shares(1, 1, 1)), _shares(34, 33, 33));
        vm.assertEq(billing.split(10_001, _shares(33_333, 33_333, 33_334)), _shares(3334, 3333, 3334));
        vm.assertEq(billing.split(123_457, _shares(412_500, 537_500, 50_000)), _shares(50_926, 66_358, 6173));
        vm.expectRevert(IRetailBilling.BillingBadSplit.selector);
        billing.split(1, new uint256[](9));
    }

    function _expectFree(uint256 ofSupplier, uint256 ofGrid, uint256 ofTax) private view {
        vm.assertEq(vault.freeOf(supplier), ofSupplier * CENT);
        vm.assertEq(vault.freeOf(grid), ofGrid * CENT);
        vm.assertEq(vault.freeOf(tax), ofTax * CENT);
    }
}
