// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {AgreementKind, AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, CorrectionHeader} from "../../../contracts/types/TypedData.sol";
import {Price, Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {Examples} from "../maths/Examples.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

contract AgreementBookTest is SettlementChecks {
    function test_example1_paidAfterTheWindowAndClosedAfterTheGrace() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _batchOf(Examples.delivered());
        _postInTime(header);
        uint256 end = settlement.windowEnd(site, 1, _digest(header));
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementWindowOpen.selector, end));
        book.settleLines(header, _proven(terms, Examples.delivered()));
        vm.warp(end + 1);
        vm.expectEmit();
        emit ISettlementAgreements.LineSettled(
            42, TEN + 40, 1520.35e18, 0, 0, _digest(header), ISettlementAgreements.AgreementState.Closing
        );
        book.settleLines(header, _proven(terms, Examples.delivered()));
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
        uint256 until = uint256(TEN + 40) * 900 + 45 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementNotClosable.selector, until));
        book.closeAgreement(terms);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementNotClosable.selector, until));
        book.closeAgreement(terms);
        vm.warp(until + 1);
        book.closeAgreement(terms);
        vm.assertEq(vault.freeOf(alice), 1520.35e18 + 330e18);
        vm.assertEq(vault.freeOf(bob), 129.65e18);
        _expectEmpty(42);
        vm.assertEq(registry.usesOf(site).committedWh, 0);
    }

    function test_example2_halfwayAndTheRestAreTheWhole() public {
        Terms memory terms = _open(42);
        _postAndSettle(terms, Examples.halfway());
        vm.assertEq(vault.freeOf(alice), 69.375e18);
        vm.assertFalse(book.agreementOf(42).isFinal);
        vm.assertFalse(book.agreementOf(42).isAccepted);
        _postAndSettle(terms, Examples.delivered());
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
        vm.assertEq(book.agreementOf(42).paid, 1520.35e18);
        vm.assertTrue(book.agreementOf(42).isFinal);
        vm.assertFalse(book.agreementOf(42).isRuled);
    }

    function test_aSingleUnitIsPaid() public {
        Terms memory terms = _terms(42);
        (terms.capacityPrice, terms.holdPrice, terms.returnPrice) = (Price.wrap(0), Price.wrap(0), Price.wrap(1));
        _fillPurse(42, uint256(terms.escrow) + terms.bond);
        vm.prank(marketRole);
        book.openAgreement(terms);
        AgreementLine memory line = Examples.halfway();
        line.returned = WattHours.wrap(1000);
        _postAndSettle(terms, line);
        vm.assertEq(vault.freeOf(alice), 1);
    }

    function test_example3_missingEnergyIsTakenFromTheReward() public {
        Terms memory terms = _open(42);
        _postAndSettle(terms, Examples.deliveredShort());
        vm.assertEq(vault.freeOf(alice), 1337.15e18);
        _close(terms);
        vm.assertEq(vault.freeOf(alice), 1337.15e18 + 330e18);
        vm.assertEq(vault.freeOf(bob), 1650e18 - 1337.15e18);
        _expectEmpty(42);
    }

    function test_example7_fault75_aCorrectionIsTakenFromTheBond() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _postAndSettle(terms, Examples.delivered());
        (CorrectionHeader memory correction, AgreementLine memory line) = _correct(header, Examples.deliveredShort());
        uint256 end = settlement.windowEnd(site, 1 | CORRECTION, _digest(correction));
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementWindowOpen.selector, end));
        book.settleCorrection(correction, _proven(terms, line));
        vm.warp(end + 1);
        book.settleCorrection(correction, _proven(terms, line));
        vm.assertEq(book.agreementOf(42).owed, 183.2e18);
        vm.assertEq(book.agreementOf(42).paid, 1520.35e18, "what was paid stays paid");
        _close(terms);
        vm.assertEq(vault.freeOf(alice), 1520.35e18 + 146.8e18);
        _expectEmpty(42);
    }

    function test_fault75_aCorrectionUpwardsPaysTheDifference() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _postAndSettle(terms, Examples.deliveredShort());
        (CorrectionHeader memory correction, AgreementLine memory line) = _correct(header, Examples.delivered());
        vm.warp(block.timestamp + 14 days + 1);
        book.settleCorrection(correction, _proven(terms, line));
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
        vm.assertEq(book.agreementOf(42).owed, 0);
    }

    function test_A14_A34_aThousandfoldLineEarnsTheEscrowAtMost() public {
        Terms memory terms = _open(42);
        AgreementLine memory line = Examples.quantities(20_000_000_000, 16_140_000_000, 460_000_000);
        line.upTo = Quarter.wrap(TEN + 40);
        line.isFinal = true;
        _postAndSettle(terms, line);
        vm.assertEq(vault.freeOf(alice), 1650e18);
        _close(terms);
        vm.assertEq(vault.freeOf(bob), 0);
        _expectEmpty(42);
    }

    function test_aLineIsSettledOnceAndOnlyForwards() public {
        Terms memory terms = _open(42);
        BatchHeader memory first = _postAndSettle(terms, Examples.halfway());
        vm.expectRevert(
            abi.encodeWithSelector(ISettlementAgreements.SettlementStaleLine.selector, uint64(42), TEN + 20)
        );
        book.settleLines(first, _proven(terms, Examples.halfway()));
        BatchHeader memory last = _postAndSettle(terms, Examples.delivered());
        vm.expectRevert(_wrongState(ISettlementAgreements.AgreementState.Closing));
        book.settleLines(last, _proven(terms, Examples.delivered()));
    }

    function test_aLineBelongsToItsSiteItsTermsAndItsBatch() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _batchOf(Examples.halfway());
        _postInTime(header);
        vm.warp(settlement.windowEnd(site, 1, _digest(header)) + 1);
        vm.expectRevert(ISettlementAgreements.SettlementBadProof.selector);
        book.settleLines(header, _proven(terms, Examples.delivered()));
        Terms memory changed = _terms(42);
        changed.escrow += 1;
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementUnknownTerms.selector, uint64(42)));
        book.settleLines(header, _proven(changed, Examples.halfway()));
        changed = _terms(42);
        changed.site += 1;
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementForeignSite.selector, uint64(42)));
        book.settleLines(header, _proven(changed, Examples.halfway()));
        changed = _terms(43);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementForeignSite.selector, uint64(43)));
        book.settleLines(header, _proven(changed, Examples.halfway()));
        header.lineCount += 1;
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, _digest(header)));
        book.settleLines(header, _proven(terms, Examples.halfway()));
    }

    function test_aLineCannotReachBeyondItsBatch() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _batchOf(Examples.halfway());
        AgreementLine memory line = Examples.halfway();
        line.upTo = Quarter.wrap(TEN + 21);
        header.agreementsRoot = _leaf(1, line);
        _postInTime(header);
        vm.warp(block.timestamp + 8 days);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementBeyondBatch.selector, uint64(42)));
        book.settleLines(header, _proven(terms, line));
    }

    function test_linesAreCountedAndMatched() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _batchOf(Examples.halfway());
        _postInTime(header);
        vm.warp(block.timestamp + 8 days);
        ISettlementAgreements.ProvenLines memory proven = _proven(terms, Examples.halfway());
        proven.terms = new Terms[](2);
        vm.expectRevert(ISettlementAgreements.SettlementBadProof.selector);
        book.settleLines(header, proven);
        proven.lines = new AgreementLine[](128);
        vm.expectRevert(ISettlementAgreements.SettlementBadProof.selector);
        book.settleLines(header, proven);
        proven.lines = new AgreementLine[](0);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementTooManyLines.selector, 0));
        book.settleLines(header, proven);
        proven.lines = new AgreementLine[](129);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementTooManyLines.selector, 129));
        book.settleLines(header, proven);
    }

    function test_A54_aRejectedBatchSettlesNothing() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _batchOf(Examples.delivered());
        _postInTime(header);
        vm.prank(desk);
        settlement.rejectBatch(site, 1, _digest(header));
        vm.warp(block.timestamp + 8 days);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBatchRejected.selector, _digest(header)));
        book.settleLines(header, _proven(terms, Examples.delivered()));
    }

    function test_invariant27_pausedMovesNoValue() public {
        Terms memory terms = _open(42);
        BatchHeader memory header = _batchOf(Examples.delivered());
        _postInTime(header);
        vm.warp(block.timestamp + 8 days);
        vm.prank(verifier);
        settlement.pause();
        bytes memory paused = abi.encodeWithSelector(ISettlementAgreements.SettlementPaused.selector);
        vm.expectRevert(paused);
        book.settleLines(header, _proven(terms, Examples.delivered()));
        vm.expectRevert(paused);
        book.closeAgreement(terms);
        vm.expectRevert(paused);
        book.expireAgreement(terms);
        vm.expectRevert(paused);
        vm.prank(marketRole);
        book.openAgreement(terms);
    }

    function test_A47_expiryPaysBackWhenNothingWasProven() public {
        Terms memory terms = _open(42);
        uint256 until = uint256(TEN + 40) * 900 + 45 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementStillProvable.selector, until));
        book.expireAgreement(terms);
        vm.warp(until + 1);
        book.expireAgreement(terms);
        vm.assertEq(vault.freeOf(bob), 1650e18 + 66e18);
        vm.assertEq(vault.freeOf(alice), 264e18);
        _expectEmpty(42);
        vm.expectRevert(_wrongState(ISettlementAgreements.AgreementState.Expired));
        book.expireAgreement(terms);
    }

    function test_A47_aCoveredAgreementStaysProvableUntilTheLongestWindowIsOver() public {
        Terms memory terms = _open(42);
        _postAndSettle(terms, Examples.halfway());
        _postInTime(_next(40));
        uint256 until = uint256(TEN + 40) * 900 + 112 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementStillProvable.selector, until));
        book.expireAgreement(terms);
        vm.warp(until + 1);
        book.expireAgreement(terms);
        vm.assertEq(vault.freeOf(bob), 1650e18 - 69.375e18 + 66e18);
        vm.assertEq(vault.freeOf(alice), 69.375e18 + 264e18);
    }

    function test_openingNeedsSoundTermsAndAFilledPurse() public {
        Terms memory terms = _terms(42);
        vm.expectRevert();
        book.openAgreement(terms);
        vm.startPrank(marketRole);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementPurseMissing.selector, 0, 1980e18));
        book.openAgreement(terms);
        vm.stopPrank();
        _open(42);
        vm.expectRevert(_wrongState(ISettlementAgreements.AgreementState.Open));
        vm.prank(marketRole);
        book.openAgreement(terms);
        for (uint256 i; i < 15; ++i) {
            terms = _terms(43);
            if (i == 0) terms.accumulateTo = terms.accumulateFrom;
            if (i == 1) terms.accumulateTo = Quarter.wrap(uint32(terms.supplyTo.raw() + 1));
            if (i == 2) terms.supplyFrom = terms.supplyTo;
            if (i == 3) terms.supplyFrom = Quarter.wrap(uint32(terms.accumulateFrom.raw() - 1));
            if (i == 4) terms.volume = WattHours.wrap(0);
            if (i == 5) (terms.volume, terms.escrow) = (WattHours.wrap(1 << 40), type(uint104).max);
            if (i == 6) terms.permittedLossPpm = 1_000_001;
            if (i == 7) terms.kind = AgreementKind.None;
            if (i == 8) terms.payer = terms.payee;
            if (i == 9) terms.arbiter = address(0);
            if (i == 10) terms.site += 1;
            if (i == 11) terms.escrow -= 1;
            if (i == 12) terms.payer = address(0);
            if (i == 13) terms.payee = address(0);
            if (i == 14) (terms.kindPpm, terms.escrow) = (5_000_001, type(uint104).max);
            _refuseTerms(terms);
        }
        terms = _terms(43);
        (terms.volume, terms.kindPpm, terms.escrow) = (WattHours.wrap(1), 5_000_000, type(uint104).max);
        vm.prank(marketRole);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISettlementAgreements.SettlementPurseMissing.selector, 0, uint256(terms.escrow) + terms.bond
            )
        );
        book.openAgreement(terms);
        terms = _terms(43);
        vm.warp(uint256(TEN + 40) * 900);
        _refuseTerms(terms);
    }

    function test_theDeskFreezesSettlesAndResolves() public {
        Terms memory terms = _open(42);
        vm.prank(desk);
        book.freezeAgreement(terms, TEN + 40);
        BatchHeader memory header = _batchOf(Examples.delivered());
        _postInTime(header);
        vm.warp(block.timestamp + 8 days);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementDisputed.selector, uint64(42)));
        book.settleLines(header, _proven(terms, Examples.delivered()));
        vm.startPrank(desk);
        vm.expectRevert(_wrongState(ISettlementAgreements.AgreementState.Disputed));
        book.freezeAgreement(terms, TEN + 40);
        book.settleRuled(terms, Examples.delivered(), Examples.deliveredShort(), _digest(header), false);
        vm.assertEq(vault.freeOf(alice), 1337.15e18);
        vm.assertTrue(book.agreementOf(42).state == ISettlementAgreements.AgreementState.Disputed);
        book.settleRuled(terms, Examples.delivered(), Examples.delivered(), _digest(header), true);
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
        vm.assertTrue(book.agreementOf(42).state == ISettlementAgreements.AgreementState.Closing);
        vm.expectRevert(_wrongState(ISettlementAgreements.AgreementState.Closing));
        book.settleRuled(terms, Examples.delivered(), Examples.delivered(), _digest(header), true);
        vm.expectRevert(
            abi.encodeWithSelector(ISettlementAgreements.SettlementStaleLine.selector, uint64(42), TEN + 40)
        );
        book.freezeAgreement(terms, TEN + 39);
    }

    function test_onlyTheDeskFreezesAndRules() public {
        Terms memory terms = _open(42);
        vm.startPrank(alice);
        vm.expectRevert();
        book.freezeAgreement(terms, TEN + 40);
        vm.expectRevert();
        book.settleRuled(terms, Examples.delivered(), Examples.delivered(), 0, true);
        vm.expectRevert(_wrongState(ISettlementAgreements.AgreementState.Open));
        book.closeAgreement(terms);
    }

    function _refuseTerms(Terms memory terms) private {
        vm.expectRevert(ISettlementAgreements.SettlementBadTerms.selector);
        vm.prank(marketRole);
        book.openAgreement(terms);
    }

    function _postAndSettle(Terms memory terms, AgreementLine memory line) private returns (BatchHeader memory header) {
        header = _batchOf(line);
        _postInTime(header);
        vm.warp(settlement.windowEnd(site, header.sequence, _digest(header)) + 1);
        book.settleLines(header, _proven(terms, line));
    }

    function _correct(BatchHeader memory header, AgreementLine memory line)
        private
        returns (CorrectionHeader memory correction, AgreementLine memory)
    {
        bytes32 root = _leaf(1 | CORRECTION, line);
        bytes32 digest = _digest(header);
        correction =
            CorrectionHeader(site, 1, header.fromQuarter, header.toQuarter, 1, 1, header.statementsRoot, root, digest);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("controller"), _digest(correction));
        settlement.postCorrection(correction, r, vs);
        return (correction, line);
    }

    function _close(Terms memory terms) private {
        vm.warp(uint256(TEN + 40) * 900 + 45 days + 1);
        book.closeAgreement(terms);
    }

    function _expectEmpty(uint64 agreement) private view {
        vm.assertEq(vault.heldIn(address(book), book.purseOf(agreement)), 0, "invariant 16: purse 0 at closing");
    }

    function _wrongState(ISettlementAgreements.AgreementState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISettlementAgreements.SettlementWrongState.selector, uint64(42), state);
    }
}
