// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {LargestRemainder} from "../../../contracts/maths/LargestRemainder.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {ConsumerContract, SplitFormula, TariffSwitch} from "../../../contracts/types/BillingData.sol";
import {Bill, BillingRecords, PartyTotal, PaymentList, RateFix, Run} from "../../../contracts/types/BillingRecords.sol";
import {Checks} from "../base/Checks.sol";

/// @title A street's year in any order: contracts, switches, bills, payments, lists, rates; keeps books of its own
contract BillingHandler is Checks {
    uint32 private constant POINTS = 4;
    IRetailBilling private immutable BILLING;
    bytes32 private immutable DOMAIN;
    SplitFormula private formula;

    struct Issued {
        Bill bill;
        uint256[] outstanding;
        uint256[] paid;
    }

    Issued[] private _issued;
    RateFix private _rate;
    uint256[3] public unitsPaid;
    mapping(uint256 point => uint256) public signatures;
    mapping(bytes32 list => uint256) public timesPosted;
    bytes32[] public lists;
    bool public hasBrokenStay;

    constructor(IRetailBilling billing, SplitFormula memory agreed, uint128 unitsPerMinor) {
        (BILLING, DOMAIN, formula) = (billing, billing.domainSeparator(), agreed);
        _tryRate(unitsPerMinor);
    }

    function issue(uint32 amount) external {
        uint256[] memory weights = new uint256[](3);
        (weights[0], weights[1], weights[2]) = (412_500, 537_500, 50_000);
        Issued storage issued = _issued.push();
        issued.outstanding = LargestRemainder.split(uint256(amount) + 1, weights);
        issued.paid = new uint256[](3);
        Bill memory bill;
        (bill.supplier, bill.run, bill.amount) = (1, uint32(_issued.length), uint128(amount) + 1);
        (bill.formula, bill.version, bill.plan) = (formula.formula, formula.version, 10);
        bill.sharesHash = BillingRecords.hashOf(issued.outstanding);
        issued.bill = bill;
        bytes32 root = Trees.node(bill.leaf(DOMAIN), Trees.EMPTY);
        vm.prank(vm.addr(_key("supplier")));
        BILLING.postBills(Run(1, 1, 2, 1, bill.run, 0, bill.amount, root));
    }

    function pay(uint256 which, uint256 amount) external {
        if (_issued.length == 0) return;
        Issued storage issued = _issued[which % _issued.length];
        uint256 left = issued.outstanding[0] + issued.outstanding[1] + issued.outstanding[2];
        if (left == 0) return;
        amount = _between(amount, 1, left);
        if (block.timestamp > _rate.at) _tryRate(_rate.unitsPerMinor);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = Trees.EMPTY;
        uint256[] memory shares = LargestRemainder.split(amount, issued.outstanding);
        vm.prank(vm.addr(_key("alice")));
        BILLING.payBill(issued.bill, formula, issued.outstanding, proof, amount * _rate.unitsPerMinor, _rate);
        for (uint256 i; i < 3; ++i) {
            issued.outstanding[i] -= shares[i];
            issued.paid[i] += shares[i];
            unitsPaid[i] += shares[i] * _rate.unitsPerMinor;
        }
    }

    function supply(uint256 point) external {
        point %= POINTS;
        IRetailBilling.MeterPointState memory state = BILLING.stateOf(bytes32(point));
        if (state.supplier != 0 && state.endsAt == 0) return;
        ConsumerContract memory content;
        (content.meterPoint, content.consumer, content.supplier, content.plan) =
        (bytes32(point), vm.addr(_key("alice")), 1, 10);
        content.startsAt = state.endsAt > block.timestamp ? state.endsAt : uint40(block.timestamp);
        (content.nonce, content.deadline) = (signatures[point] + 1, uint40(block.timestamp));
        bytes32 digest = _typed(content.hash());
        BILLING.signContract(content, _sign("alice", digest), _sign("supplier", digest));
        signatures[point]++;
    }

    function switchPlan(uint256 point, uint40 aheadDays) external {
        point %= POINTS;
        IRetailBilling.MeterPointState memory state = BILLING.stateOf(bytes32(point));
        if (state.supplier == 0) return;
        TariffSwitch memory content;
        (content.meterPoint, content.fromPlan) = (bytes32(point), state.plan);
        content.toPlan = state.plan == 10 ? 11 : 10;
        content.effectiveAt = uint40(block.timestamp + _between(aheadDays, 1, 365) * 1 days);
        (content.nonce, content.deadline) = (signatures[point] + 1, uint40(block.timestamp));
        try BILLING.switchPlan(content, _sign("alice", _typed(content.hash()))) {
            signatures[point]++;
            if (content.effectiveAt < state.planSince + 28 days) hasBrokenStay = true;
        } catch {}
    }

    function end(uint256 point, uint40 aheadDays) external {
        bytes32 meterPoint = bytes32(point % POINTS);
        vm.prank(vm.addr(_key("alice")));
        try BILLING.endContract(meterPoint, uint40(block.timestamp + _between(aheadDays, 0, 366) * 1 days)) {} catch {}
    }

    function postList(uint8 id, uint64[3] calldata amounts, uint8 off) external {
        PaymentList memory list;
        (list.list, list.collector, list.count, list.root) = (bytes32(uint256(id % 16) + 1), 4, 3, bytes32("root"));
        list.partyTotals = new PartyTotal[](3);
        for (uint32 i; i < 3; ++i) {
            list.partyTotals[i] = PartyTotal(i + 1, amounts[i]);
            list.total += amounts[i];
        }
        list.total += off % 4 == 0 ? 1 : 0;
        vm.prank(vm.addr(_key("bank")));
        try BILLING.postPayments(list) {
            if (timesPosted[list.list]++ == 0) lists.push(list.list);
            if (off % 4 == 0) timesPosted[list.list] += 100; // taken with a wrong total
        } catch {}
    }

    function moveRate(uint256 ppm) external {
        uint256 moved = uint256(_rate.unitsPerMinor) * _between(ppm, 700_000, 1_300_000) / 1e6;
        vm.warp(block.timestamp + 1);
        _tryRate(uint128(moved));
    }

    function wait(uint32 time) external {
        vm.warp(block.timestamp + _between(time, 1, 40 days));
    }

    function issuedCount() external view returns (uint256) {
        return _issued.length;
    }

    function issuedAt(uint256 which) external view returns (Issued memory) {
        return _issued[which];
    }

    function listCount() external view returns (uint256) {
        return lists.length;
    }

    function _tryRate(uint128 unitsPerMinor) private {
        RateFix memory rate = RateFix(unitsPerMinor, bytes32("source"), uint40(block.timestamp));
        vm.prank(vm.addr(_key("fixer")));
        try BILLING.fixRate(rate) {
            _rate = rate;
        } catch {}
    }

    function _typed(bytes32 content) private view returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", DOMAIN, content));
    }
}
