// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IKeyListener} from "../../../contracts/interfaces/IRegistryKeys.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {KeyRotation} from "../../../contracts/types/RegistryData.sol";
import {BatchHeader, CorrectionHeader, Reattestation} from "../../../contracts/types/TypedData.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

contract LaneKeysTest is SettlementChecks {
    function test_A16_aBatchNeverStraddlesARotation() public {
        _rotate(TEN + 96);
        BatchHeader memory header = _next(97);
        vm.warp(uint256(header.toQuarter) * 900);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementStraddlesRotation.selector, TEN + 96));
        _post(_next(96)); // the old key signs its own quarters, also after the rotation
        header = _next(1);
        _refusePost(
            header, abi.encodeWithSelector(ISettlementLanes.SettlementBadSigner.selector, _person("controller"))
        );
        (bytes32 r, bytes32 vs) = _signed(header, "new");
        settlement.postBatch(header, r, vs);
    }

    function test_A15_aStolenKeyPostsNothingMoreNotEvenBackDated() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        vm.prank(alice);
        registry.revokeKey(site, 1, TEN + 96);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementKeyRevoked.selector, 1));
        _rotate(TEN + 96);
        _refusePost(header, abi.encodeWithSelector(ISettlementLanes.SettlementKeyRevoked.selector, 1));
    }

    function test_theNewKeyVouchesForWhatTheRevokedOneSigned() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        vm.prank(alice);
        registry.revokeKey(site, 1, TEN + 96);
        Reattestation memory vouched = Reattestation(site, 1, _digest(header), 1);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementKeyRevoked.selector, 1));
        _reattest(header, vouched, "new"); // there is no new key yet
        _rotate(TEN + 96);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBadSigner.selector, _person("controller")));
        _reattest(header, vouched, "controller");
        vouched.revokedEpoch = 2;
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, vouched.batch));
        _reattest(header, vouched, "new");
        vouched.revokedEpoch = 1;
        vm.warp(block.timestamp + 1);
        vm.expectEmit();
        emit ISettlementLanes.BatchReattested(site, 1, 1);
        _reattest(header, vouched, "new");
        vm.assertEq(settlement.windowEnd(site, 1, _digest(header)), block.timestamp + 14 days);
    }

    function test_revokedQuartersAreNotReattested() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        vm.prank(alice);
        registry.revokeKey(site, 1, TEN + 95);
        _rotate(TEN + 96);
        Reattestation memory vouched = Reattestation(site, 1, _digest(header), 1);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementKeyRevoked.selector, 1));
        _reattest(header, vouched, "new");
    }

    function test_aGoodKeyNeedsNoReattestation() public {
        BatchHeader memory header = _next(96);
        vm.warp(uint256(header.toQuarter) * 900);
        Reattestation memory vouched = Reattestation(site, 1, _digest(header), 1);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementKeyRevoked.selector, 1));
        _reattest(header, vouched, "controller");
    }

    function test_aRevocationGivesBatchesInTheirWindowOneMore() public {
        BatchHeader memory first = _next(96);
        _postInTime(first);
        uint256 end = settlement.windowEnd(site, 1, _digest(first));
        vm.warp(end + 1);
        BatchHeader memory second = _next(96);
        _post(second);
        vm.prank(alice);
        registry.revokeKey(site, 1, TEN + 300);
        vm.assertEq(settlement.windowEnd(site, 1, _digest(first)), end); // final stays final
        uint256 window = uint256(settlement.postedOf(site, 2).windowHours) * 1 hours;
        vm.assertEq(settlement.windowEnd(site, 2, _digest(second)), block.timestamp + 2 * window);
    }

    function test_onlyTheRegistryTellsOfKeys() public {
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementForbidden.selector, alice));
        vm.prank(alice);
        IKeyListener(address(settlement)).refreshKey(site);
        uint32 other = _verified(alice, "second controller");
        vm.prank(alice);
        registry.revokeKey(other, 1, TEN); // a site without a lane: nothing to do
        vm.assertEq(settlement.laneOf(other).ringSize, 0);
    }

    function test_correctionsGoInOrderOverCoveredQuartersOfTheLast400Days() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        CorrectionHeader memory correction = _correction(TEN, TEN + 97, _digest(header));
        _refuse(correction, abi.encodeWithSelector(ISettlementLanes.SettlementNothingToCorrect.selector, TEN + 96));
        correction.toQuarter = TEN;
        _refuse(correction, abi.encodeWithSelector(ISettlementLanes.SettlementNothingToCorrect.selector, TEN + 96));
        correction.toQuarter = TEN + 96;
        correction.correction = 2;
        _refuse(correction, abi.encodeWithSelector(ISettlementLanes.SettlementSequenceGap.selector, 1));
        correction.correction = 1;
        vm.expectEmit();
        emit ISettlementLanes.BatchCorrected(site, 1, _digest(correction), correction);
        _correct(correction, "controller");
        vm.assertEq(settlement.laneOf(site).coveredTo, TEN + 96);
        vm.assertEq(settlement.windowEnd(site, 1 | CORRECTION, _digest(correction)), block.timestamp + 7 days);
        correction.correction = 2;
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBadSigner.selector, _person("stranger")));
        _correct(correction, "stranger");
        vm.warp(uint256(TEN) * 900 + 400 days + 1);
        _refuse(correction, abi.encodeWithSelector(ISettlementLanes.SettlementCorrectionTooLate.selector));
        correction.site = 99;
        _refuse(correction, abi.encodeWithSelector(ISettlementLanes.SettlementNoLane.selector, 99));
    }

    function test_aRevokedKeyCorrectsNothing() public {
        BatchHeader memory header = _next(96);
        _postInTime(header);
        vm.prank(alice);
        registry.revokeKey(site, 1, TEN + 96);
        CorrectionHeader memory correction = _correction(TEN, TEN + 96, _digest(header));
        _refuse(correction, abi.encodeWithSelector(ISettlementLanes.SettlementKeyRevoked.selector, 1));
    }

    function _correction(uint32 from, uint32 to, bytes32 corrects) private view returns (CorrectionHeader memory) {
        return CorrectionHeader(site, 1, from, to, 1920, 1, keccak256("s"), keccak256("a"), corrects);
    }

    function _correct(CorrectionHeader memory correction, string memory key) private {
        (bytes32 r, bytes32 vs) = vm.signCompact(_key(key), _digest(correction));
        settlement.postCorrection(correction, r, vs);
    }

    function _refuse(CorrectionHeader memory correction, bytes memory why) private {
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("controller"), _digest(correction));
        vm.expectRevert(why);
        settlement.postCorrection(correction, r, vs);
    }

    function _reattest(BatchHeader memory header, Reattestation memory vouched, string memory key) private {
        bytes32[2] memory signature;
        bytes32[2] memory newSignature;
        (signature[0], signature[1]) = _signed(header, "controller");
        bytes32 digest = _typedFor(address(settlement), "Powerchain Settlement", vouched.hash());
        (newSignature[0], newSignature[1]) = vm.signCompact(_key(key), digest);
        settlement.reattest(header, signature, vouched, newSignature);
    }

    /// @dev The owner names the key "new", as after a loss.
    function _rotate(uint32 fromQuarter) private {
        KeyRotation memory rotation = KeyRotation(site, 2, _person("controller"), _person("new"), fromQuarter);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("new"), _typed(rotation.hash()));
        vm.prank(alice);
        registry.rotateKey(rotation, 0, 0, r, vs);
    }
}
