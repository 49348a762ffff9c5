// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {Reward} from "../../../contracts/maths/Reward.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {WattHours} from "../../../contracts/types/Units.sol";
import {Examples} from "../maths/Examples.sol";
import {DisputeChecks} from "./DisputeDesk.t.sol";

/// @title Disputes about agreement 42, one after the other, with answers, rulings, appeals and silence in any order
contract DisputeHandler is DisputeChecks {
    uint256 private dispute;
    AgreementLine private posted;
    AgreementLine private claimed;
    AgreementLine private ruled;
    uint256 private sum;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;
    /// @notice How many disputes came to their end.
    uint256 public ended;

    function setUp() public override {
        if (address(settlement) != address(0)) return;
        super.setUp();
        sum = _everything();
    }

    function open(uint256 returned, uint256 missing, bool byPayer) external {
        if (_state() != IDisputeDesk.DisputeState.None && _state() != IDisputeDesk.DisputeState.Executed) return;
        posted = Examples.delivered();
        claimed = Examples.delivered();
        claimed.returned = WattHours.wrap(uint64(_between(returned, 0, 500_000)));
        claimed.short = WattHours.wrap(uint64(_between(missing, 0, 500_000)));
        BatchHeader memory batch = _next(1);
        batch.agreementsRoot = _leaf(batch.sequence, posted);
        _postInTime(batch);
        Terms memory terms = _terms(42);
        (AgreementLine memory theirs, AgreementLine memory ours) = (posted, claimed);
        uint256 paid = book.agreementOf(42).paid;
        vm.prank(byPayer ? bob : alice);
        try disputes.open(batch, terms, theirs, ours, new bytes32[](0), 1, 0) returns (uint256 id) {
            dispute = id;
            uint256 lower = _worth(theirs) < _worth(ours) ? _worth(theirs) : _worth(ours);
            uint256 now_ = book.agreementOf(42).paid;
            if (now_ != paid && now_ > lower) broken = "17: paid beyond the lower claim";
        } catch {} // the bond is larger than what is free
        _compare();
    }

    function respond() external {
        address opponent = disputes.disputeOf(dispute).opponent;
        vm.prank(opponent);
        try disputes.respond(dispute) {} catch {}
        _compare();
    }

    function rule(uint256 returned, uint256 missing, uint16 ppk) external {
        ruled = posted;
        ruled.returned = WattHours.wrap(uint64(_between(returned, 0, 500_000)));
        ruled.short = WattHours.wrap(uint64(_between(missing, 0, 500_000)));
        (Terms memory terms, AgreementLine memory line) = (_terms(42), ruled);
        bool isAppeal = _state() == IDisputeDesk.DisputeState.Appealed;
        vm.prank(isAppeal ? secondArbiter : arbiter);
        try disputes.rule(dispute, terms, posted, claimed, line, ppk % 1001) {
            if (!_isBetween(line.returned, posted.returned, claimed.returned)) broken = "18: returned";
            if (!_isBetween(line.short, posted.short, claimed.short)) broken = "18: short";
        } catch {}
        _compare();
    }

    /// @dev A ruling that the claims allow: halfway between them.
    function ruleBetween(uint16 ppk) external {
        if (_state() == IDisputeDesk.DisputeState.Evidence) _wait(7 days + 1);
        this.rule((posted.returned.raw() + claimed.returned.raw()) / 2, claimed.short.raw() / 2, ppk);
    }

    function appeal(bool byChallenger) external {
        IDisputeDesk.Dispute memory opened = disputes.disputeOf(dispute);
        vm.prank(byChallenger ? opened.challenger : opened.opponent);
        try disputes.appeal(dispute) {} catch {}
        _compare();
    }

    function execute() external {
        (Terms memory terms, AgreementLine memory line) = (_terms(42), ruled);
        try disputes.execute(dispute, terms, posted, claimed, line) {
            ended++;
            if (vault.heldIn(address(disputes), keccak256(abi.encode("dispute", dispute))) != 0) broken = "19: purse";
        } catch {}
        _compare();
    }

    function pass(uint256 time) external {
        _wait(_between(time, 1 hours, 10 days));
    }

    function _compare() private {
        if (_everything() != sum) broken = "19: bonds in are not bonds out";
        IDisputeDesk.Dispute memory opened = disputes.disputeOf(dispute);
        uint256 held = vault.heldIn(address(disputes), keccak256(abi.encode("dispute", dispute)));
        if (_state() == IDisputeDesk.DisputeState.Opened && held != opened.bond) broken = "19: bond of one";
        if (_state() == IDisputeDesk.DisputeState.Evidence && held != 2 * uint256(opened.bond)) broken = "19: of both";
    }

    function _state() private view returns (IDisputeDesk.DisputeState) {
        return disputes.disputeOf(dispute).state;
    }

    function _everything() private view returns (uint256) {
        (uint256 free, uint256 held) = vault.totals();
        return free + held;
    }

    function _worth(AgreementLine memory line) private view returns (uint256) {
        (uint256 earned, uint256 penalised) = Reward.account(_terms(42), line);
        return earned > penalised ? earned - penalised : 0;
    }

    function _isBetween(WattHours value, WattHours a, WattHours b) private pure returns (bool) {
        (uint256 low, uint256 high) = a.raw() < b.raw() ? (a.raw(), b.raw()) : (b.raw(), a.raw());
        return value.raw() >= low && value.raw() <= high;
    }
}

contract DisputeInvariantsTest is DisputeChecks {
    DisputeHandler private handler;

    function setUp() public override {
        handler = new DisputeHandler();
        handler.setUp();
        _target(address(handler));
    }

    function test_theHandlerComesToRulingsAppealsAndEnds() public {
        handler.open(440_000, 15_400, true);
        handler.respond();
        handler.ruleBetween(600);
        handler.appeal(false);
        handler.ruleBetween(300);
        handler.execute();
        handler.open(100_000, 0, false);
        handler.pass(4 days);
        handler.execute();
        vm.assertEq(handler.ended(), 2);
        vm.assertEq(handler.broken(), "");
    }

    /// @notice Invariants 17 to 19: nothing beyond the lower claim, rulings between the claims, bonds in are bonds out.
    function invariant_17_18_19_disputesKeepTheirBounds() public view {
        vm.assertEq(handler.broken(), "");
    }
}
