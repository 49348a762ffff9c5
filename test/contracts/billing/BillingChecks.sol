// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {ConsumerContract, SplitFormula, TariffSwitch} from "../../../contracts/types/BillingData.sol";
import {Bill, BillingRecords, RateFix, Run} from "../../../contracts/types/BillingRecords.sol";
import {RegistryChecks} from "../registry/RegistryChecks.sol";

/// @title Retail billing with a supplier, a grid company, a tax office and a bank; alice is a household
abstract contract BillingChecks is RegistryChecks {
    bytes32 internal constant RATE = keccak256("powerchain.rate");
    bytes32 internal constant POINT = keccak256("meter point 7");
    uint32 internal constant SUPPLIER = 1;
    uint32 internal constant GRID = 2;
    uint32 internal constant TAX = 3;
    uint32 internal constant BANK = 4;
    uint32 internal constant PLAN = 10;
    uint32 internal constant NIGHT_PLAN = 11;
    uint32 internal constant FORMULA = 5;
    uint32 internal constant FROM = 1_957_440; // 2025-10-29T00:00Z
    uint128 internal constant CENT = 2e16; // units for a minor unit

    IRetailBilling internal billing;
    address internal settlement;
    address internal supplier = _person("supplier");
    address internal grid = _person("grid");
    address internal tax = _person("tax");
    address internal bank = _person("bank");
    address internal fixer = _person("fixer");
    address internal secondFixer = _person("second fixer");

    function setUp() public virtual override {
        super.setUp();
        settlement = vm.deployCode("DeliverySettlement.sol:DeliverySettlement", abi.encode(registry, admin, address(0)));
        billing = IRetailBilling(vm.deployCode("RetailBilling.sol:RetailBilling", abi.encode(vault, settlement, admin)));
        _addModule(address(billing));
        _grant(address(billing), RATE, fixer);
        _grant(address(billing), RATE, secondFixer);
        vm.startPrank(admin);
        billing.setParty(SUPPLIER, IRetailBilling.PartyKind.Supplier, supplier);
        billing.setParty(GRID, IRetailBilling.PartyKind.Grid, grid);
        billing.setParty(TAX, IRetailBilling.PartyKind.Other, tax);
        billing.setParty(BANK, IRetailBilling.PartyKind.Bank, bank);
        vm.stopPrank();
        vm.startPrank(supplier);
        billing.publishPlan(PLAN, keccak256("day and night"), uint40(block.timestamp));
        billing.publishPlan(NIGHT_PLAN, keccak256("night only"), uint40(block.timestamp + 10 days));
        vm.stopPrank();
    }

    function _formula(uint32 version) internal view returns (SplitFormula memory formula) {
        formula.formula = FORMULA;
        (formula.version, formula.kind) = (version, 1);
        (formula.parties, formula.weightsPpm) = (new address[](3), new uint32[](3));
        (formula.parties[0], formula.parties[1], formula.parties[2]) = (supplier, grid, tax);
        (formula.weightsPpm[0], formula.weightsPpm[1], formula.weightsPpm[2]) = (412_500, 537_500, 50_000);
    }

    /// @dev Signatures of supplier, grid company and tax office.
    function _threeSign(SplitFormula memory formula) internal view returns (bytes[] memory signatures) {
        bytes32 digest = _billed(formula.hash());
        signatures = new bytes[](3);
        (signatures[0], signatures[1], signatures[2]) =
        (_sign("supplier", digest), _sign("grid", digest), _sign("tax", digest));
    }

    function _agree(SplitFormula memory formula) internal {
        billing.agreeFormula(formula, _threeSign(formula));
    }

    function _contract(uint256 nonce) internal view returns (ConsumerContract memory content) {
        (content.meterPoint, content.consumer) = (POINT, alice);
        (content.supplier, content.plan, content.document) = (SUPPLIER, PLAN, keccak256("terms"));
        (content.startsAt, content.nonce) = (uint40(vm.getBlockTimestamp() + 1 days), nonce);
        content.deadline = uint40(vm.getBlockTimestamp() + 7 days);
    }

    function _signContract(ConsumerContract memory content) internal {
        bytes32 digest = _billed(content.hash());
        billing.signContract(content, _sign("alice", digest), _sign("supplier", digest));
    }

    function _switch(uint40 effectiveAt, uint256 nonce) internal view returns (TariffSwitch memory content) {
        (content.meterPoint, content.fromPlan, content.toPlan) = (POINT, PLAN, NIGHT_PLAN);
        (content.effectiveAt, content.nonce) = (effectiveAt, nonce);
        content.deadline = uint40(vm.getBlockTimestamp() + 7 days);
    }

    function _run(uint32 number, bytes32 root) internal pure returns (Run memory run) {
        (run.supplier, run.run) = (SUPPLIER, number);
        (run.fromQuarter, run.toQuarter, run.count) = (FROM - 96, FROM, 1);
        (run.total, run.root) = (118_067, root);
    }

    /// @dev A bill of `amount` in run 1, with its shares' hash.
    function _bill(uint128 amount, uint256[] memory shares) internal view returns (Bill memory bill) {
        (bill.supplier, bill.run, bill.index, bill.meterPoint, bill.plan) = (SUPPLIER, 1, 0, POINT, PLAN);
        (bill.amount, bill.componentsHash) = (amount, keccak256("components"));
        bill.sharesHash = BillingRecords.hashOf(shares);
        (bill.formula, bill.version, bill.salt) = (FORMULA, 1, keccak256("salt"));
        bill.dueAt = uint40(vm.getBlockTimestamp() + 14 days);
    }

    /// @dev Posts the bill as the only one of its run, with one EMPTY beside it.
    function _issue(Bill memory bill) internal returns (bytes32[] memory proof) {
        Run memory run = _run(bill.run, Trees.node(billing.billLeaf(bill), Trees.EMPTY));
        vm.prank(supplier);
        billing.postBills(run);
        proof = new bytes32[](1);
        proof[0] = Trees.EMPTY;
    }

    function _rate(uint128 unitsPerMinor) internal view returns (RateFix memory) {
        return
            RateFix({unitsPerMinor: unitsPerMinor, source: keccak256("exchange"), at: uint40(vm.getBlockTimestamp())});
    }

    function _fixRate(uint128 unitsPerMinor) internal returns (RateFix memory rate) {
        rate = _rate(unitsPerMinor);
        vm.prank(fixer);
        billing.fixRate(rate);
    }

    function _shares(uint256 a, uint256 b, uint256 c) internal pure returns (uint256[] memory shares) {
        shares = new uint256[](3);
        (shares[0], shares[1], shares[2]) = (a, b, c);
    }

    /// @dev Digest in the domain of retail billing.
    function _billed(bytes32 content) internal view returns (bytes32) {
        return _typedFor(address(billing), "Powerchain Billing", content);
    }

    function _error(bytes4 selector, uint256 value) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, value);
    }

    function _refused(address who) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRetailBilling.BillingNotParty.selector, who);
    }
}
