// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {TariffSwitch} from "../../../contracts/types/BillingData.sol";
import {PartyTotal, PaymentList} from "../../../contracts/types/BillingRecords.sol";
import {PayChecks} from "./PayBill.t.sol";

/// @title What retail billing costs, as whole transactions (limits of the specification, 2.8)
/// forge-config: default.isolate = true
contract BillingGasTest is PayChecks {
    function test_gas_runs() public {
        vm.startPrank(supplier);
        billing.postConsumption(_run(1, keccak256("root")));
        _atMost("a run of consumption", 90_000);
        billing.postBills(_run(1, keccak256("root")));
        _atMost("a run of bills", 90_000);
    }

    function test_gas_aPaymentListOfEightParties() public {
        PaymentList memory list;
        (list.list, list.collector, list.day, list.count) = (keccak256("file"), BANK, 20_389, 312);
        (list.root, list.partyTotals) = (keccak256("root"), new PartyTotal[](8));
        for (uint32 i; i < 8; ++i) {
            vm.prank(admin);
            billing.setParty(100 + i, IRetailBilling.PartyKind.Other, address(uint160(100 + i)));
            list.partyTotals[i] = PartyTotal(100 + i, 250_000);
            list.total += 250_000;
        }
        vm.prank(bank);
        billing.postPayments(list);
        _atMost("a list of eight parties", 90_000);
    }

    function test_gas_aSwitch() public {
        _signContract(_contract(1));
        TariffSwitch memory content = _switch(uint40(vm.getBlockTimestamp() + 60 days), 2);
        billing.switchPlan(content, _sign("alice", _billed(content.hash())));
        _atMost("a switch of plan", 75_000);
    }

    /// @dev A view is no transaction: what one would cost besides (21,000 and the call data) is added.
    function test_gas_aSplitOfThreeParties() public {
        uint256[] memory weights = _shares(412_500, 537_500, 50_000);
        billing.split(118_067, weights);
        uint256 gas = 21_000 + vm.lastCallGas().gasTotalUsed;
        bytes memory data = abi.encodeCall(billing.split, (118_067, weights));
        for (uint256 i; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
        vm.snapshotValue("billing", "a split of three parties", gas);
        vm.assertLe(gas, 30_000);
    }

    function test_gas_payments() public {
        _issueTheBill();
        _pay(50_000);
        _atMost("a first payment to three parties", 300_000);
        outstanding = _shares(28_078, 36_586, 3403);
        _pay(68_067);
        _atMost("a later payment to three parties", 200_000);
    }

    function _atMost(string memory what, uint256 limit) private {
        uint256 gas = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("billing", what, gas);
        vm.assertLe(gas, limit, what);
    }
}
