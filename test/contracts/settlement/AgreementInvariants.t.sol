// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {Reward} from "../../../contracts/maths/Reward.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, CorrectionHeader} from "../../../contracts/types/TypedData.sol";
import {Quarter, WattHourQuarters, WattHours} from "../../../contracts/types/Units.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

/// @title Two agreements of one site: lines, corrections, rulings, slashes, ends, in any order
contract AgreementHandler is SettlementChecks {
    struct Kept {
        Terms terms;
        AgreementLine last;
        uint256 most;
        uint256 paid;
        bool isCorrected;
    }

    Kept[2] private kept;
    uint32 private corrections;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(settlement) != address(0)) return;
        super.setUp();
        for (uint64 i; i < 2; ++i) {
            kept[i].terms = _open(i + 1);
            kept[i].last.agreement = i + 1;
            kept[i].last.upTo = Quarter.wrap(TEN);
        }
    }

    function settle(uint256 which, uint256 reserved, uint256 stored, uint256 returned, uint256 off) external {
        Kept storage one = kept[which % 2];
        AgreementLine memory line = _more(one.last, reserved, stored, returned, off);
        BatchHeader memory header = _next(4);
        header.agreementsRoot = _leaf(header.sequence, line);
        _postInTime(header);
        vm.warp(block.timestamp + 15 days);
        try book.settleLines(header, _proven(one.terms, line)) {
            one.last = line;
            _see(one, line);
        } catch {} // disputed, closing, expired
        _compare();
    }

    function correct(uint256 which, uint256 reserved, uint256 returned) external {
        Kept storage one = kept[which % 2];
        if (one.last.upTo.raw() == TEN) return;
        AgreementLine memory line = one.last;
        line.reserved = WattHourQuarters.wrap(uint96(_between(reserved, 0, line.reserved.raw() + 1_000_000)));
        line.returned = WattHours.wrap(uint64(_between(returned, 0, line.returned.raw() + 10_000)));
        CorrectionHeader memory header;
        (header.site, header.correction) = (site, ++corrections);
        (header.fromQuarter, header.toQuarter) = (TEN, uint32(line.upTo.raw()));
        header.agreementsRoot = _leaf(header.correction | CORRECTION, line);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("controller"), _digest(header));
        try settlement.postCorrection(header, r, vs) {}
        catch {
            corrections--;
            return; // older than 400 days
        }
        vm.warp(block.timestamp + 15 days);
        try book.settleCorrection(header, _proven(one.terms, line)) {
            (one.last, one.isCorrected) = (line, true);
            _see(one, line);
        } catch {}
        _compare();
    }

    function rule(uint256 which, uint256 stored) external {
        Kept storage one = kept[which % 2];
        Terms memory terms = one.terms;
        AgreementLine memory posted = one.last;
        AgreementLine memory ruled = posted;
        ruled.stored = WattHourQuarters.wrap(uint96(_between(stored, 0, posted.stored.raw())));
        vm.startPrank(desk);
        try book.freezeAgreement(terms, uint32(posted.upTo.raw())) {
            book.settleRuled(terms, posted, ruled, 0, false);
            (uint256 earned, uint256 penalised) = Reward.account(terms, ruled);
            uint256 lower = earned > penalised ? earned - penalised : 0;
            if (_paid(one) > lower && _paid(one) != one.paid) broken = "17: paid beyond the lower claim";
            book.settleRuled(terms, posted, ruled, 0, true);
            one.isCorrected = true;
        } catch {}
        vm.stopPrank();
        _compare();
    }

    function slash(uint256 which) external {
        vm.prank(desk);
        try book.slashBond(kept[which % 2].terms, verifier) {} catch {}
        _compare();
    }

    function end(uint256 which) external {
        Kept storage one = kept[which % 2];
        ISettlementAgreements.Agreement memory agreement = book.agreementOf(one.terms.agreement);
        vm.warp(block.timestamp + 113 days);
        if (agreement.state == ISettlementAgreements.AgreementState.Closing) book.closeAgreement(one.terms);
        else if (agreement.state == ISettlementAgreements.AgreementState.Open) book.expireAgreement(one.terms);
        _compare();
    }

    function paidOf(uint64 agreement) external view returns (uint256) {
        return book.agreementOf(agreement).paid;
    }

    function stillHeld() external view returns (uint256 held) {
        (, held) = vault.totals();
    }

    function settleWhilePaused(uint256 which) external {
        vm.prank(verifier);
        try settlement.pause() {}
        catch {
            return;
        }
        (uint256 free, uint256 held) = vault.totals();
        Kept storage one = kept[which % 2];
        BatchHeader memory header;
        bytes memory lines = abi.encodeCall(book.settleLines, (header, _proven(one.terms, one.last)));
        bytes[4] memory calls;
        calls[0] = lines;
        calls[1] = abi.encodeCall(book.closeAgreement, (one.terms));
        calls[2] = abi.encodeCall(book.expireAgreement, (one.terms));
        calls[3] = abi.encodeCall(book.slashBond, (one.terms, verifier));
        for (uint256 i; i < 4; ++i) {
            vm.prank(desk);
            (bool isDone,) = address(book).call(calls[i]);
            if (isDone) broken = "27: moved while paused";
        }
        (uint256 freeNow, uint256 heldNow) = vault.totals();
        if (freeNow != free || heldNow != held) broken = "27: value moved while paused";
        vm.prank(admin);
        settlement.unpause();
    }

    function _see(Kept storage one, AgreementLine memory line) private {
        (uint256 earned, uint256 penalised) = Reward.account(one.terms, line);
        uint256 due = earned > penalised ? earned - penalised : 0;
        if (due > one.most) one.most = due;
    }

    function _compare() private {
        for (uint256 i; i < 2; ++i) {
            Kept storage one = kept[i];
            Terms memory terms = one.terms;
            ISettlementAgreements.Agreement memory now_ = book.agreementOf(terms.agreement);
            if (now_.termsHash != terms.hash()) broken = "30: terms changed";
            if (now_.paid > terms.escrow) broken = "13: paid beyond the escrow";
            if (now_.paid < one.paid) broken = "15: paid fell";
            if (!one.isCorrected && now_.paid != one.most) broken = "14: parts are not the whole";
            if (now_.owed > uint256(terms.bond) + now_.paid) broken = "15: owed more than there ever was";
            bool isOver = now_.state == ISettlementAgreements.AgreementState.Closed
                || now_.state == ISettlementAgreements.AgreementState.Expired;
            uint256 due = isOver ? 0 : uint256(terms.escrow) + terms.bond - now_.paid - now_.slashed;
            if (vault.heldIn(address(book), book.purseOf(terms.agreement)) != due) broken = "16: purse";
            one.paid = now_.paid;
        }
    }

    function _paid(Kept storage one) private view returns (uint256) {
        return book.agreementOf(one.terms.agreement).paid;
    }

    /// @dev The next cumulative line: every quantity grows, the last of some is final.
    function _more(AgreementLine memory line, uint256 reserved, uint256 stored, uint256 returned, uint256 off)
        private
        view
        returns (AgreementLine memory)
    {
        line.upTo = Quarter.wrap(settlement.laneOf(site).coveredTo + 4);
        line.reserved = WattHourQuarters.wrap(uint96(line.reserved.raw() + _between(reserved, 0, 5_000_000)));
        line.stored = WattHourQuarters.wrap(uint96(line.stored.raw() + _between(stored, 0, 5_000_000)));
        line.returned = WattHours.wrap(uint64(line.returned.raw() + _between(returned, 0, 200_000)));
        line.deviation = WattHours.wrap(uint64(line.deviation.raw() + _between(off, 0, 60_000)));
        line.isFinal = off % 16 == 0;
        return line;
    }
}

contract AgreementInvariantsTest is SettlementChecks {
    AgreementHandler private handler;

    function setUp() public override {
        handler = new AgreementHandler();
        handler.setUp();
        _target(address(handler));
    }

    function test_theHandlerReachesEveryEnd() public {
        handler.settle(0, 3_000_000, 1_000_000, 100_000, 1);
        handler.settle(0, 3_000_000, 1_000_000, 100_000, 1);
        vm.assertEq(handler.paidOf(1), 30e18 + 5e18 + 600e18 - 0.002e18);
        handler.rule(0, 0);
        handler.slash(0);
        handler.settle(0, 0, 0, 0, 16);
        handler.correct(0, 0, 0);
        handler.settleWhilePaused(1);
        handler.end(0);
        handler.end(1);
        vm.assertEq(handler.stillHeld(), 0);
        vm.assertEq(handler.broken(), "");
    }

    /// @notice Invariants 5, 13 to 17, 27 and 30.
    function invariant_13_to_17_27_30_anAgreementPaysWhatWasEarnedAndEndsEmpty() public view {
        vm.assertEq(handler.broken(), "");
    }
}
