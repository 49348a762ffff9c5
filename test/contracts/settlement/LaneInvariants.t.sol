// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../../../contracts/interfaces/IDeliverySettlement.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

/// @title One lane with a ring of 16: batches, repetitions, pauses, other windows, rejections, in any order
contract LaneHandler is SettlementChecks {
    struct Kept {
        BatchHeader header;
        bytes32 digest;
        uint256 endsAt;
        bool isRejected;
        bool isGone;
    }

    Kept[] private kept;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(settlement) == address(0)) super.setUp();
    }

    function post(uint32 quarters) external {
        BatchHeader memory header = _next(uint32(_between(quarters, 1, 96)));
        uint256 over = uint256(header.toQuarter) * 900;
        if (block.timestamp < over) vm.warp(over);
        IDeliverySettlement.Lane memory before = settlement.laneOf(site);
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        try settlement.postBatch(header, r, vs) {
            IDeliverySettlement.Lane memory lane = settlement.laneOf(site);
            bytes32 digest = _digest(header);
            if (lane.sequence != before.sequence + 1) broken = "08: sequence";
            if (lane.coveredTo < before.coveredTo) broken = "08: coverage fell";
            if (header.fromQuarter < before.coveredTo) broken = "09: overlap";
            for (uint256 i; i < kept.length; ++i) {
                if (kept[i].digest == digest) broken = "10: a digest twice";
            }
            kept.push(Kept(header, digest, settlement.windowEnd(site, header.sequence, digest), false, false));
        } catch {} // paused, or the ring is full
        _compare();
    }

    function postAgain(uint256 which) external {
        if (kept.length == 0) return;
        BatchHeader memory header = kept[which % kept.length].header;
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        try settlement.postBatch(header, r, vs) {
            broken = "10: posted twice";
        } catch {}
        header.sequence = settlement.laneOf(site).sequence + 1;
        header.previous = bytes32(uint256(settlement.laneOf(site).digest));
        (r, vs) = _signed(header, "controller");
        try settlement.postBatch(header, r, vs) {
            broken = "09: quarters twice";
        } catch {}
    }

    function reject(uint256 which) external {
        if (kept.length == 0) return;
        Kept storage one = kept[which % kept.length];
        vm.prank(desk);
        try settlement.rejectBatch(site, one.header.sequence, one.digest) {
            if (one.isRejected || one.isGone) broken = "11: rejected again";
            one.isRejected = true;
        } catch {}
        _compare();
    }

    function sequence() external view returns (uint32) {
        return settlement.laneOf(site).sequence;
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + _between(time, 1 hours, 5 days));
        _compare();
    }

    function setWindow(uint256 windowHours) external {
        vm.prank(admin);
        settlement.setWindow(_between(windowHours, 72, 720));
        _compare();
    }

    function pause(uint256 time) external {
        vm.prank(verifier);
        try settlement.pause() {}
        catch {
            return; // not again so soon
        }
        uint256 clock = settlement.settlementClock();
        time = _between(time, 1 hours, 20 days);
        vm.warp(block.timestamp + time);
        uint256 stood = time < 14 days ? 0 : time - 14 days;
        if (settlement.settlementClock() != clock + stood) broken = "12: the clock ran while paused";
        if (time < 14 days) {
            vm.prank(admin);
            settlement.unpause();
        }
        _compare();
    }

    /// @dev What was posted stands with its window until that is over; then its place may be used again.
    function _compare() private {
        for (uint256 i; i < kept.length; ++i) {
            Kept storage one = kept[i];
            ISettlementLanes.Posted memory place = settlement.postedOf(site, one.header.sequence);
            bool stands = place.digest == uint192(uint256(one.digest));
            if (one.isGone && stands) broken = "11: came back";
            if (!stands && !one.isGone) {
                if (!one.isRejected && settlement.settlementClock() <= one.endsAt) broken = "11: pushed out undecided";
                one.isGone = true;
            }
            if (!stands) continue;
            bool isRejected = place.state == ISettlementLanes.PostedState.Rejected;
            if (isRejected != one.isRejected) broken = "11: state";
            if (isRejected) continue;
            if (settlement.windowEnd(site, one.header.sequence, one.digest) < one.endsAt) broken = "12: window";
        }
    }
}

contract LaneInvariantsTest is SettlementChecks {
    LaneHandler private handler;

    function setUp() public override {
        handler = new LaneHandler();
        handler.setUp();
        _target(address(handler));
    }

    function test_theHandlerFillsAndReusesTheRing() public {
        for (uint256 i; i < 20; ++i) {
            handler.post(4);
            handler.pass(4 days);
        }
        vm.assertEq(handler.sequence(), 20);
        handler.reject(19);
        handler.reject(0);
        handler.pause(2 days);
        handler.postAgain(3);
        vm.assertEq(handler.broken(), "");
    }

    /// @notice Invariants 8 to 12 and 30: order, coverage, one digest once, states forward, windows never shorter.
    function invariant_08_to_12_aLaneKeepsItsOrderAndItsWindows() public view {
        vm.assertEq(handler.broken(), "");
    }
}
