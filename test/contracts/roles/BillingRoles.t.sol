// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {ConsumerContract, SplitFormula, TariffSwitch} from "../../../contracts/types/BillingData.sol";
import {PartyTotal, PaymentList} from "../../../contracts/types/BillingRecords.sol";
import {BillingChecks} from "../billing/BillingChecks.sol";
import {AdminRows} from "./AdminRows.sol";

/// @title Who may what at retail billing; alice, with a contract, is its consumer
contract BillingRolesTest is BillingChecks, AdminRows {
    bytes32 private constant PAPER = keccak256("paper");

    function test_invariant28_retailBilling() public {
        _signContract(_contract(1));
        ConsumerContract memory attested = _contract(1);
        (attested.meterPoint, attested.consumer) = (keccak256("attested"), address(0));
        vm.prank(supplier);
        billing.attestContract(attested);
        _grant(address(billing), RATE, _person("clearing"));
        _adminRows();
        _partyRows();
        _supplierRows(attested);
        _maySign(OWNER, _signedContract);
        _maySign(OWNER, _signedSwitch);
        _maySign(SUPPLIERS, _signedFormula);
        _check(address(billing));
        _finish("RetailBilling");
    }

    function _partyRows() private {
        _may(TIMELOCK, abi.encodeCall(billing.setParty, (9, IRetailBilling.PartyKind.Other, address(9))));
        _may(CLEARINGS, abi.encodeCall(billing.fixRate, (_rate(CENT))));
        _may(CLEARINGS, abi.encodeCall(billing.proposeRate, (_rate(CENT))));
        PaymentList memory list;
        (list.list, list.collector, list.count, list.total, list.root) = (PAPER, BANK, 1, 5, PAPER);
        list.partyTotals = new PartyTotal[](1);
        list.partyTotals[0] = PartyTotal(GRID, 5);
        _may(BANKS, abi.encodeCall(billing.postPayments, (list)));
        _may(OWNER | SUPPLIERS | TIMELOCK, abi.encodeCall(billing.endContract, (POINT, _contract(1).startsAt + 9)));
    }

    function _supplierRows(ConsumerContract memory attested) private {
        _may(SUPPLIERS, abi.encodeCall(billing.publishPlan, (99, PAPER, 0)));
        _may(SUPPLIERS, abi.encodeCall(billing.postConsumption, (_run(1, PAPER))));
        _may(SUPPLIERS, abi.encodeCall(billing.postBills, (_run(1, PAPER))));
        TariffSwitch memory change = _switch(_contract(1).startsAt + 28 days, 2);
        change.meterPoint = attested.meterPoint;
        _may(SUPPLIERS, abi.encodeCall(billing.attestSwitch, (change, PAPER)));
        attested.meterPoint = keccak256("another attested");
        _may(SUPPLIERS, abi.encodeCall(billing.attestContract, (attested)));
        // Anybody may pay any bill, with his own free units: here the bill is not posted.
        bytes memory pay = abi.encodeCall(
            billing.payBill, (_bill(1, _shares(1, 0, 0)), _formula(1), _shares(1, 0, 0), new bytes32[](0), 1, _rate(1))
        );
        _may(EVERYBODY, pay, IRetailBilling.BillingRateStale.selector);
    }

    /// @dev A new contract for alice at another meter point, signed by `signer` in her place.
    function _signedContract(string memory signer) private view returns (bytes memory) {
        ConsumerContract memory content = _contract(1);
        content.meterPoint = keccak256("next door");
        bytes32 digest = _billed(content.hash());
        return abi.encodeCall(billing.signContract, (content, _sign(signer, digest), _sign("supplier", digest)));
    }

    function _signedSwitch(string memory signer) private view returns (bytes memory) {
        TariffSwitch memory content = _switch(_contract(1).startsAt + 28 days, 2);
        return abi.encodeCall(billing.switchPlan, (content, _sign(signer, _billed(content.hash()))));
    }

    /// @dev A formula of three whose first signature, the supplier's, is by `signer`.
    function _signedFormula(string memory signer) private view returns (bytes memory) {
        SplitFormula memory formula = _formula(1);
        bytes[] memory signatures = _threeSign(formula);
        signatures[0] = _sign(signer, _billed(formula.hash()));
        return abi.encodeCall(billing.agreeFormula, (formula, signatures));
    }
}
