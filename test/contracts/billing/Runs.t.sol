// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {PartyTotal, PaymentList, Run} from "../../../contracts/types/BillingRecords.sol";
import {BillingChecks} from "./BillingChecks.sol";

contract RunsTest is BillingChecks {
    bytes32 private constant ROOT = keccak256("root");
    bytes32 private constant LIST = keccak256("camt.053 of 2025-10-28");

    function test_runsAreKeptBySupplierKindAndNumber() public {
        Run memory run = _run(1, ROOT);
        vm.startPrank(supplier);
        vm.expectEmit();
        emit IRetailBilling.ConsumptionPosted(SUPPLIER, 1, run);
        billing.postConsumption(run);
        vm.expectEmit();
        emit IRetailBilling.BillsPosted(SUPPLIER, 1, run);
        billing.postBills(run);
        vm.stopPrank();
        Run memory kept = billing.runOf(IRetailBilling.RunKind.Bills, SUPPLIER, 1);
        vm.assertEq(keccak256(abi.encode(kept)), keccak256(abi.encode(run)));
        vm.assertEq(billing.runOf(IRetailBilling.RunKind.Bills, SUPPLIER, 2).root, bytes32(0));
    }

    function test_aRunIsPostedOnceByItsSupplier() public {
        _postBills(_run(1, ROOT));
        _refuse(
            _run(1, keccak256("other")), abi.encodeWithSelector(IRetailBilling.BillingRunUsed.selector, SUPPLIER, 1)
        );
        vm.expectRevert(_refused(bob));
        vm.prank(bob);
        billing.postBills(_run(2, ROOT));
        vm.expectRevert(_refused(bob));
        vm.prank(bob);
        billing.postConsumption(_run(2, ROOT));
        Run memory others = _run(2, ROOT);
        others.supplier = GRID;
        vm.expectRevert(_refused(grid));
        vm.prank(grid);
        billing.postBills(others);
    }

    function test_aCorrectionNamesAnEarlierRun() public {
        Run memory run = _run(2, ROOT);
        run.corrects = 1;
        _refuseShape(run); // not there
        run.corrects = 2;
        _refuseShape(run); // itself
        _postBills(_run(1, ROOT));
        _postBills(_run(3, ROOT));
        run.corrects = 3;
        _refuseShape(run); // later
        run.corrects = 1;
        _postBills(run);
        vm.assertEq(billing.runOf(IRetailBilling.RunKind.Bills, SUPPLIER, 2).corrects, 1);
    }

    function test_sizesOfARun() public {
        Run memory run = _run(1, ROOT);
        run.count = 0;
        _refuseShape(run);
        run.count = 65_537;
        _refuseShape(run);
        (run.count, run.toQuarter) = (65_536, run.fromQuarter);
        _refuseShape(run);
        (run.toQuarter, run.run) = (FROM, 0);
        _refuseShape(run);
        (run.run, run.root) = (1, 0);
        _refuseShape(run);
        run.root = ROOT;
        _postBills(run);
    }

    function test_A17_consumptionOfTheFutureIsRefused() public {
        Run memory run = _run(1, ROOT);
        run.toQuarter = FROM + 1;
        vm.expectRevert(_error(IRetailBilling.BillingNotYetOver.selector, FROM + 1));
        vm.prank(supplier);
        billing.postConsumption(run);
        vm.warp((uint256(FROM) + 1) * 900);
        vm.prank(supplier);
        billing.postConsumption(run);
    }

    function test_A37_aPaymentListIsTakenOnce() public {
        PaymentList memory list = _list(99_000);
        vm.expectEmit();
        emit IRetailBilling.PaymentsPosted(LIST, BANK, list);
        _post(list);
        vm.assertEq(billing.listOf(LIST), ROOT);
        _refuse(list, abi.encodeWithSelector(IRetailBilling.BillingListUsed.selector, LIST));
        list.root = keccak256("another root for the same file");
        _refuse(list, abi.encodeWithSelector(IRetailBilling.BillingListUsed.selector, LIST));
        vm.prank(admin);
        billing.setParty(6, IRetailBilling.PartyKind.Collector, bob);
        list.collector = 6;
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingListUsed.selector, LIST));
        vm.prank(bob);
        billing.postPayments(list);
        list.list = keccak256("another file");
        vm.prank(bob);
        billing.postPayments(list);
    }

    function test_A37_aTotalOffByOneIsRefused() public {
        PaymentList memory list = _list(99_000);
        list.total += 1;
        _refuse(list, abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector));
        list.total -= 2;
        _refuse(list, abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector));
        list.total += 1;
        _post(list);
    }

    /// @notice Invariant 25: what the parties get is the total, for any amounts.
    function testFuzz_invariant25_partyTotalsAreTheTotal(uint128[3] memory amounts, uint128 total) public {
        PaymentList memory list = _list(0);
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            list.partyTotals[i].amount = amounts[i];
            sum += amounts[i];
        }
        list.total = total;
        if (sum != total) _refuse(list, abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector));
        if (sum > type(uint128).max) return;
        list.total = uint128(sum);
        _post(list);
    }

    function test_partiesOfAListAscendAndAreKnown() public {
        bytes memory why = abi.encodeWithSelector(IRetailBilling.BillingBadSplit.selector);
        PaymentList memory list = _list(99_000);
        list.partyTotals[2].party = GRID; // twice
        _refuse(list, why);
        list.partyTotals[2].party = 77;
        _refuse(list, why);
        list = _list(99_000);
        list.partyTotals[0].party = 0;
        _refuse(list, why);
        list.partyTotals = new PartyTotal[](9);
        _refuse(list, why);
        list.partyTotals = new PartyTotal[](0);
        _refuse(list, why); // nobody gets the total
    }

    function test_listsComeFromBanksAndCollectorsOnly() public {
        PaymentList memory list = _list(99_000);
        vm.expectRevert(_refused(supplier));
        vm.prank(supplier);
        billing.postPayments(list);
        list.collector = SUPPLIER;
        vm.expectRevert(_refused(supplier));
        vm.prank(supplier);
        billing.postPayments(list);
        bytes memory shape = abi.encodeWithSelector(IRetailBilling.BillingBadRun.selector);
        list = _list(99_000);
        list.root = 0;
        _refuse(list, shape);
        (list.root, list.count) = (ROOT, 0);
        _refuse(list, shape);
        list.count = 65_537;
        _refuse(list, shape);
    }

    /// @dev A list of the bank for three parties, the second and third get 40,000 and 9,000 when that is in it.
    function _list(uint128 total) private pure returns (PaymentList memory list) {
        (list.list, list.collector, list.day, list.count) = (LIST, BANK, 20_389, 312);
        (list.total, list.root) = (total, ROOT);
        list.partyTotals = new PartyTotal[](3);
        list.partyTotals[0] = PartyTotal(SUPPLIER, total == 0 ? 0 : total - 49_000);
        list.partyTotals[1] = PartyTotal(GRID, total == 0 ? 0 : 40_000);
        list.partyTotals[2] = PartyTotal(TAX, total == 0 ? 0 : 9000);
    }

    function _post(PaymentList memory list) private {
        vm.prank(bank);
        billing.postPayments(list);
    }

    function _refuse(PaymentList memory list, bytes memory why) private {
        vm.expectRevert(why);
        vm.prank(bank);
        billing.postPayments(list);
    }

    function _postBills(Run memory run) private {
        vm.prank(supplier);
        billing.postBills(run);
    }

    function _refuse(Run memory run, bytes memory why) private {
        vm.expectRevert(why);
        vm.prank(supplier);
        billing.postBills(run);
    }

    function _refuseShape(Run memory run) private {
        _refuse(run, abi.encodeWithSelector(IRetailBilling.BillingBadRun.selector));
    }
}
