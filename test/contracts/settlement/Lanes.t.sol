// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../../../contracts/interfaces/IDeliverySettlement.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

contract LanesTest is SettlementChecks {
    function test_aBatchMovesTheLaneOnAndTellsWhatItHolds() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        uint256 contents = uint256(TEN) | uint256(TEN + 96) << 32 | uint256(1920) << 64 | uint256(1_234_567) << 96
            | uint256(1_204_321) << 160;
        vm.expectEmit();
        emit ISettlementLanes.BatchPosted(
            site, 1, _digest(header), header.statementsRoot, header.agreementsRoot, contents
        );
        settlement.postBatch(header, r, vs);
        ISettlementLanes.Lane memory lane = settlement.laneOf(site);
        vm.assertEq(lane.sequence, 1);
        vm.assertEq(lane.coveredTo, TEN + 96);
        vm.assertEq(lane.digest, uint192(uint256(_digest(header))));
        vm.assertEq(settlement.windowEnd(site, 1, _digest(header)), block.timestamp + 7 days);
    }

    function test_A2_fault72_theSameBatchTwiceIsRefused() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementSequenceGap.selector, 2));
    }

    function test_A3_fault72_anOverlapOfOneQuarterIsRefused() public {
        _postInTime(_next(96));
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        header.fromQuarter -= 1;
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementQuarterAlreadyCovered.selector, TEN + 96));
        header.fromQuarter += 2;
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementQuarterGap.selector, TEN + 96));
        header.fromQuarter -= 1;
        _post(header);
    }

    function test_A40_aStationRestoredToThreeDaysAgoPostsNothingAgainAndGoesOnByWhatTheLaneSays() public {
        BatchHeader[] memory past = new BatchHeader[](4);
        for (uint256 i; i < 4; ++i) {
            past[i] = _next(96);
            _postInTime(past[i]);
        }
        ISettlementLanes.Lane memory lane = settlement.laneOf(site);
        for (uint256 i = 1; i < 4; ++i) {
            BatchHeader memory again = past[i];
            _refusePost(again, abi.encodeWithSelector(ISettlementLanes.SettlementSequenceGap.selector, 5));
            again.statementsRoot = keccak256("made anew after the restore");
            _refusePost(again, abi.encodeWithSelector(ISettlementLanes.SettlementSequenceGap.selector, 5));
            again.sequence = 5; // numbered behind the chain, with the quarters of the backup
            again.previous = bytes32(uint256(lane.digest));
            _refusePost(
                again, abi.encodeWithSelector(ISettlementLanes.SettlementQuarterAlreadyCovered.selector, TEN + 384)
            );
        }
        vm.assertEq(abi.encode(settlement.laneOf(site)), abi.encode(lane));
        _postInTime(_next(96)); // sequence, quarter and digest of the lane are all that it needs
        vm.assertEq(settlement.laneOf(site).sequence, 5);
    }

    function test_A42_aForgedLogNamesABatchThatTheContractDoesNotHold() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        bytes32 digest = _digest(header);
        header.statementsRoot = keccak256("forged");
        bytes32 claimed = _digest(header);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, claimed));
        settlement.windowEnd(site, 1, claimed);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, claimed));
        settlement.windowEnd(site, 2, claimed);
        vm.assertEq(settlement.laneOf(site).digest, uint192(uint256(digest)));
        vm.warp(block.timestamp + 365 days);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, claimed));
        settlement.requireWindowOver(site, 1, claimed); // no payment can be led on by it, however late
    }

    function test_A17_quartersOfTheFutureAreRefused() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900 - 1);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementNotYetOver.selector, TEN + 96));
        vm.warp(block.timestamp + 1);
        _post(header);
    }

    function test_previousBindsTheChain() public {
        _postInTime(_next(96));
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        uint192 expected = uint192(uint256(header.previous));
        header.previous = bytes32(uint256(expected) ^ 1);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementWrongPrevious.selector, expected));
        header.previous = bytes32(uint256(expected) | uint256(77) << 192); // only 192 bits are kept and compared (A9)
        _post(header);
    }

    function test_sizesAreLimited() public {
        vm.warp(uint256(TEN + 5000) * 900);
        _refusePost(_next(4097), abi.encodeWithSelector(ISettlementLanes.SettlementBadSize.selector, 4097, 81_940));
        _refusePost(_next(0), abi.encodeWithSelector(ISettlementLanes.SettlementBadSize.selector, 0, 0));
        BatchHeader memory header = _next(4096);
        header.lineCount = 65_537;
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementBadSize.selector, 4096, 65_537));
        header.lineCount = 65_536;
        _post(header);
    }

    function test_A1_aHeaderOfAnotherChainOrDeploymentIsRefused() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        vm.chainId(4242);
        vm.expectPartialRevert(ISettlementLanes.SettlementBadSigner.selector);
        settlement.postBatch(header, r, vs);
        vm.chainId(31337);
        bytes32 foreign = _typedFor(address(book), "Powerchain Settlement", header.hash());
        (r, vs) = vm.signCompact(_key("controller"), foreign);
        vm.expectPartialRevert(ISettlementLanes.SettlementBadSigner.selector);
        settlement.postBatch(header, r, vs);
    }

    function test_A8_malleableAndEmptySignaturesAreRefused() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        vm.expectRevert();
        settlement.postBatch(header, 0, 0);
        uint256 n = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        uint256 s = uint256(vs) & (type(uint256).max >> 1);
        vm.expectRevert(); // high s
        settlement.postBatch(header, r, bytes32(n - s));
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBadSigner.selector, _person("stranger")));
        (r, vs) = _signed(header, "stranger");
        settlement.postBatch(header, r, vs);
    }

    function test_manyBatchesGoInOneCall() public {
        (BatchHeader[] memory headers, bytes32[2][] memory signatures) = _month(14);
        vm.warp(uint256(headers[13].toQuarter) * 900);
        settlement.postBatches(headers, signatures);
        vm.assertEq(settlement.laneOf(site).sequence, 14);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementTooManyBatches.selector, 14));
        settlement.postBatches(headers, new bytes32[2][](13));
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementTooManyBatches.selector, 65));
        settlement.postBatches(new BatchHeader[](65), new bytes32[2][](65));
    }

    function test_A19_anUndecidedBatchIsNotPushedOutOfTheRing() public {
        (BatchHeader[] memory headers, bytes32[2][] memory signatures) = _month(16);
        vm.warp(uint256(headers[15].toQuarter) * 900);
        settlement.postBatches(headers, signatures);
        uint256 freeAt = settlement.windowEnd(site, 1, _digest(headers[0]));
        BatchHeader memory header = _next(96);
        vm.warp(freeAt);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementLaneFull.selector, freeAt));
        vm.warp(freeAt + 1);
        _post(header);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, _digest(headers[0])));
        settlement.windowEnd(site, 1, _digest(headers[0]));
    }

    function test_windowsOfLateBatchesAreDoubled() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900 + 7 days + 1);
        _post(header);
        vm.assertEq(settlement.windowEnd(site, 1, _digest(header)), block.timestamp + 14 days);
    }

    function test_A20_fault74_aPauseEatsNoWindowAndTheLastSecondIsOpen() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        uint256 end = settlement.windowEnd(site, 1, _digest(header));
        vm.warp(block.timestamp + 1 days);
        vm.prank(verifier);
        settlement.pause();
        vm.warp(block.timestamp + 3 days);
        vm.assertEq(settlement.settlementClock(), block.timestamp - 3 days);
        vm.prank(admin);
        settlement.unpause();
        vm.warp(end + 3 days);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementWindowOpen.selector, end));
        settlement.requireWindowOver(site, 1, _digest(header));
        vm.warp(end + 3 days + 1);
        settlement.requireWindowOver(site, 1, _digest(header));
    }

    function test_fault74_aPauseEndsByItselfAndCannotBeRenewedAtOnce() public {
        vm.prank(verifier);
        settlement.pause();
        uint256 started = vm.getBlockTimestamp();
        BatchHeader memory header = _next(1);
        vm.warp(started + 14 days - 1);
        vm.assertTrue(settlement.paused());
        _refusePost(header, abi.encodeWithSignature("EnforcedPause()"));
        vm.warp(started + 20 days);
        vm.assertFalse(settlement.paused());
        vm.assertEq(settlement.settlementClock(), started + 6 days);
        vm.expectRevert(abi.encodeWithSignature("PauseTooSoon(uint256)", started + 44 days));
        vm.prank(verifier);
        settlement.pause();
        vm.warp(started + 44 days);
        vm.prank(verifier);
        settlement.pause();
        vm.warp(started + 45 days);
        vm.assertEq(settlement.settlementClock(), started + 30 days);
        vm.prank(admin);
        settlement.unpause();
        vm.assertEq(settlement.settlementClock(), started + 30 days);
    }

    function test_invariant12_aNewWindowLengthMovesNoPostedBatch() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        uint256 end = settlement.windowEnd(site, 1, _digest(header));
        vm.startPrank(admin);
        settlement.setWindow(72);
        vm.assertEq(settlement.windowEnd(site, 1, _digest(header)), end);
        vm.expectRevert(abi.encodeWithSignature("WindowOutOfBounds(uint256)", 71));
        settlement.setWindow(71);
        vm.expectRevert(abi.encodeWithSignature("WindowOutOfBounds(uint256)", 721));
        settlement.setWindow(721);
    }

    function test_lanesOpenOnceByTheOwnerNotBeforeTheRegistration() public {
        uint32 other = _verified(alice, "second controller");
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementForbidden.selector, bob));
        vm.prank(bob);
        settlement.openLane(other, 16, TEN);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementLaneExists.selector, site));
        settlement.openLane(site, 16, TEN);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBadRing.selector, 15));
        settlement.openLane(other, 15, TEN);
        uint32 registered = uint32(block.timestamp / 900);
        vm.expectRevert(
            abi.encodeWithSelector(ISettlementLanes.SettlementQuarterAlreadyCovered.selector, registered - 1)
        );
        settlement.openLane(other, 32, registered - 1);
        settlement.openLane(other, 32, registered);
    }

    function test_aSiteWithoutALaneHasNoBatches() public {
        BatchHeader memory header = _next(1);
        header.site = 99;
        vm.warp(uint256(header.toQuarter) * 900);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementNoLane.selector, 99));
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, bytes32(0)));
        settlement.windowEnd(99, 1, 0);
    }

    function test_warmSlotsStayEmpty() public {
        settlement.warmLane(site, 16);
        vm.assertEq(settlement.postedOf(site, 3).windowHours, 1);
        vm.assertTrue(settlement.postedOf(site, 3).state == ISettlementLanes.PostedState.None);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, bytes32(0)));
        settlement.requireWindowOver(site, 3, 0);
        _postInTime(_next(96));
        settlement.warmLane(site, 16);
        vm.assertEq(settlement.postedOf(site, 1).windowHours, 168);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBadRing.selector, 17));
        settlement.warmLane(site, 17);
    }

    function test_A51_aLaneMovesToALaterContractAndIsClosedHere() public {
        _postInTime(_next(96));
        IDeliverySettlement later = _deploySettlement(address(settlement));
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementForbidden.selector, address(later)));
        vm.prank(alice);
        later.openLane(site, 16, TEN);
        vm.prank(admin);
        settlement.setSuccessor(address(later));
        BatchHeader memory header = _next(96);
        vm.prank(alice);
        later.openLane(site, 16, TEN);
        vm.assertEq(later.laneOf(site).coveredTo, TEN + 96);
        vm.assertEq(later.laneOf(site).sequence, 1);
        vm.warp(uint256(header.toQuarter) * 900);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementNoLane.selector, site));
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementNoLane.selector, site));
        vm.prank(address(later));
        settlement.closeLane(site);
        uint32 other = _verified(alice, "second controller");
        vm.prank(alice);
        later.openLane(other, 16, uint32(block.timestamp / 900)); // a site the old contract never knew
    }

    function test_theDeskRejectsAStandingBatchOnce() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        bytes32 digest = _digest(header);
        vm.expectRevert();
        vm.prank(alice);
        settlement.rejectBatch(site, 1, digest);
        vm.startPrank(desk);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, bytes32(uint256(9))));
        settlement.rejectBatch(site, 1, bytes32(uint256(9)));
        settlement.rejectBatch(site, 1, digest);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBatchRejected.selector, digest));
        settlement.rejectBatch(site, 1, digest);
        vm.assertEq(settlement.laneOf(site).coveredTo, TEN + 96); // its quarters stay covered
    }

    function test_strangersSetNothing() public {
        vm.startPrank(alice);
        vm.expectRevert();
        settlement.pause();
        vm.expectRevert();
        settlement.unpause();
        vm.expectRevert();
        settlement.setWindow(100);
        vm.expectRevert();
        settlement.setSuccessor(alice);
    }

    function _month(uint256 days_) private view returns (BatchHeader[] memory headers, bytes32[2][] memory signatures) {
        headers = new BatchHeader[](days_);
        signatures = new bytes32[2][](days_);
        for (uint32 i; i < days_; ++i) {
            headers[i] = _next(96);
            headers[i].sequence += i;
            headers[i].fromQuarter += 96 * i;
            headers[i].toQuarter += 96 * i;
            if (i > 0) headers[i].previous = _digest(headers[i - 1]);
            (signatures[i][0], signatures[i][1]) = _signed(headers[i], "controller");
        }
    }
}
