// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../interfaces/IRetailBilling.sol";
import {PartyTotal, PaymentList, Run} from "../types/BillingRecords.sol";
import {QUARTER_SECONDS} from "../types/Units.sol";
import {Supplies} from "./Supplies.sol";

/// @title Roots and totals of what was metered, billed and paid at banks
abstract contract Runs is Supplies {
    uint256 private constant MOST_LEAVES = 65_536;

    /// @dev What is kept of a run: two slots. Supplier and number are its key.
    struct Kept {
        bytes32 root;
        uint128 total;
        uint32 fromQuarter;
        uint32 toQuarter;
        uint32 count;
        uint32 corrects;
    }

    mapping(RunKind kind => mapping(uint32 supplier => mapping(uint32 run => Kept))) private _runs;
    mapping(bytes32 list => bytes32 root) private _lists;

    /// @inheritdoc IRetailBilling
    function postConsumption(Run calldata run) external override {
        if (run.toQuarter * QUARTER_SECONDS > block.timestamp) revert BillingNotYetOver(run.toQuarter);
        _requireRun(run);
        _keep(_runs[RunKind.Consumption][run.supplier], run);
        emit ConsumptionPosted(run.supplier, run.run, run);
    }

    /// @inheritdoc IRetailBilling
    function postBills(Run calldata run) external override {
        _requireRun(run);
        _keep(_runs[RunKind.Bills][run.supplier], run);
        emit BillsPosted(run.supplier, run.run, run);
    }

    /// @inheritdoc IRetailBilling
    function postPayments(PaymentList calldata list) external override {
        PartyKind kind = _kindOf(list.collector);
        bool mayCollect = kind == PartyKind.Bank || kind == PartyKind.Collector;
        if (!mayCollect || !_actsFor(list.collector)) revert BillingNotParty(msg.sender);
        if (_lists[list.list] != 0) revert BillingListUsed(list.list);
        if (list.root == 0 || list.count == 0 || list.count > MOST_LEAVES) revert BillingBadRun();
        _requireTotals(list);
        _lists[list.list] = list.root;
        emit PaymentsPosted(list.list, list.collector, list);
    }

    /// @inheritdoc IRetailBilling
    function runOf(RunKind kind, uint32 supplier, uint32 number) external view override returns (Run memory run) {
        Kept memory kept = _runs[kind][supplier][number];
        return Run({
            supplier: supplier,
            fromQuarter: kept.fromQuarter,
            toQuarter: kept.toQuarter,
            count: kept.count,
            run: number,
            corrects: kept.corrects,
            total: kept.total,
            root: kept.root
        });
    }

    /// @inheritdoc IRetailBilling
    function listOf(bytes32 list) external view override returns (bytes32 root) {
        return _lists[list];
    }

    /// @dev Root of a run of bills, 0 when there is none.
    function _billsRoot(uint32 supplier, uint32 run) internal view returns (bytes32) {
        return _runs[RunKind.Bills][supplier][run].root;
    }

    function _requireRun(Run calldata run) private view {
        _requireParty(run.supplier, PartyKind.Supplier);
        bool isSized = run.count > 0 && run.count <= MOST_LEAVES && run.fromQuarter < run.toQuarter;
        if (!isSized || run.run == 0 || run.root == 0) revert BillingBadRun();
    }

    function _keep(mapping(uint32 run => Kept) storage runs, Run calldata run) private {
        Kept storage kept = runs[run.run];
        if (kept.root != 0) revert BillingRunUsed(run.supplier, run.run);
        bool isEarlier = run.corrects < run.run && runs[run.corrects].root != 0;
        if (run.corrects != 0 && !isEarlier) revert BillingBadRun();
        (kept.root, kept.total, kept.fromQuarter) = (run.root, run.total, run.fromQuarter);
        (kept.toQuarter, kept.count, kept.corrects) = (run.toQuarter, run.count, run.corrects);
    }

    /// @dev Parties ascend, so none comes twice.
    function _requireTotals(PaymentList calldata list) private view {
        uint256 count = list.partyTotals.length;
        if (count > MOST_PARTIES) revert BillingBadSplit();
        uint256 sum;
        uint32 last;
        for (uint256 i; i < count; ++i) {
            PartyTotal calldata part = list.partyTotals[i];
            if (part.party <= last || _kindOf(part.party) == PartyKind.None) revert BillingBadSplit();
            sum += part.amount;
            last = part.party;
        }
        if (sum != list.total) revert BillingBadSplit();
    }
}
