// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryKeys} from "../../../contracts/interfaces/IRegistryKeys.sol";
import {IRegistryMembers} from "../../../contracts/interfaces/IRegistryMembers.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {RegistryChecks} from "./RegistryChecks.sol";

contract NodesTest is RegistryChecks {
    function setUp() public override {
        super.setUp();
        _member(alice, 1);
    }

    function test_aNodeIsVerifiedByAStatusAfterAdmission() public {
        uint32 node = _register(alice, "controller");
        _report("controller", _status(node));
        _expectState(node, IRegistryNodes.NodeState.Registered);
        vm.prank(verifier);
        registry.admitNode(node, 2_000_000);
        vm.expectEmit();
        emit IRegistryNodes.NodeVerified(node);
        _report("controller", _status(node));
        _expectState(node, IRegistryNodes.NodeState.Verified);
        vm.assertEq(registry.identityOf(node).statusSequence, 2);
        vm.assertEq(registry.capacityOf(node).guaranteedWh, 900_000);
        vm.assertEq(registry.powersOf(node).chargePowerW, 500_000);
    }

    function test_registeringNeedsMembershipAndIdentity() public {
        (bytes32 r, bytes32 vs) = _possession(bob, "controller");
        IRegistryNodes.Registration memory registration = _registration("controller");
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryNotMember.selector, bob));
        vm.prank(bob);
        registry.registerNode(registration, r, vs);
        vm.prank(bob);
        registry.join(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryKycMissing.selector, bob));
        vm.prank(bob);
        registry.registerNode(registration, r, vs);
    }

    function test_aControllerProvesPossessionAndServesOneSite() public {
        (bytes32 r, bytes32 vs) = _possession(bob, "controller");
        IRegistryNodes.Registration memory registration = _registration("controller");
        vm.expectPartialRevert(IRegistryKeys.RegistryBadPossession.selector);
        vm.prank(alice);
        registry.registerNode(registration, r, vs);
        _register(alice, "controller");
        (r, vs) = _possession(alice, "controller");
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryKeyInUse.selector, registration.controller));
        vm.prank(alice);
        registry.registerNode(registration, r, vs);
    }

    function test_kindsAndDurationsAreChecked() public {
        (bytes32 r, bytes32 vs) = _possession(alice, "controller");
        IRegistryNodes.Registration memory registration = _registration("controller");
        registration.kind = 8;
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryUnknownKind.selector, 8));
        vm.prank(alice);
        registry.registerNode(registration, r, vs);
        registration.kind = 0;
        registration.minDurationMin = registration.maxDurationMin + 1;
        vm.expectRevert(IRegistryNodes.RegistryBadDurations.selector);
        vm.prank(alice);
        registry.registerNode(registration, r, vs);
        uint32 node = _register(alice, "controller");
        StorageStatus memory status = _status(node);
        status.kind = 8;
        _refused(status, abi.encodeWithSelector(IRegistryNodes.RegistryUnknownKind.selector, 8));
        status.kind = 2;
        status.maxDurationMin = 0;
        _refused(status, abi.encodeWithSelector(IRegistryNodes.RegistryBadDurations.selector));
    }

    function test_aStatusIsFreshInOrderAndOfTheController() public {
        uint32 node = _verified(alice, "controller");
        StorageStatus memory status = _status(node);
        status.sequence += 1;
        _refused(status, abi.encodeWithSelector(IRegistryNodes.RegistrySequenceGap.selector, 2));
        status.sequence -= 1;
        bytes memory stale = abi.encodeWithSelector(IRegistryNodes.RegistryStatusStale.selector);
        status.measuredAt += 1;
        _refused(status, stale);
        status.measuredAt -= 2;
        _refused(status, stale); // older than the one before
        vm.warp(block.timestamp + 24 hours + 2);
        status.measuredAt += 1;
        _refused(status, stale);
        status.measuredAt += 2;
        status.validUntil = uint40(block.timestamp - 1);
        _refused(status, stale);
        status.validUntil = uint40(block.timestamp);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("stranger"), _typed(status.hash()));
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryBadSigner.selector, _person("stranger")));
        registry.submitStatus(status, r, vs);
        _report("controller", status);
    }

    function test_capacityRisesToTheRatingOnlyAndMayFall() public {
        uint32 node = _register(alice, "controller");
        StorageStatus memory status = _status(node);
        status.capacityWh = 1_000_001;
        _refused(
            status, abi.encodeWithSelector(IRegistryNodes.RegistryCapacityAboveRating.selector, 1_000_001, 1_000_000)
        );
        vm.prank(verifier);
        registry.admitNode(node, 2_000_000);
        status.capacityWh = 2_000_000;
        _report("controller", status);
        vm.prank(marketRole);
        registry.useCapacity(node, 0, 600_000);
        status = _status(node);
        status.capacityWh = 500_000;
        vm.expectEmit();
        emit IRegistryNodes.StatusAccepted(node, status);
        _report("controller", status);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryCapacityExceeded.selector, 0));
        vm.prank(marketRole);
        registry.useCapacity(node, 1, 0);
        vm.prank(marketRole);
        registry.useCapacity(node, 0, -600_000); // what is committed can always be given back
    }

    function test_shortfallIsTold() public {
        uint32 node = _verified(alice, "controller");
        vm.prank(marketRole);
        registry.useCapacity(node, 0, 600_000);
        StorageStatus memory status = _status(node);
        status.capacityWh = 599_999;
        vm.expectEmit();
        emit IRegistryNodes.CapacityShortfall(node, 600_000, 599_999);
        _report("controller", status);
    }

    /// @notice Invariant 20: offered and committed never exceed the capacity at the time of offering.
    function testFuzz_invariant20_capacityIsUsedOnce(int64[6] memory offered, int64[6] memory committed) public {
        uint32 node = _verified(alice, "controller");
        for (uint256 i; i < 6; ++i) {
            int64 a = offered[i] % 800_000;
            int64 b = committed[i] % 800_000;
            vm.prank(marketRole);
            try registry.useCapacity(node, a, b) {} catch {}
            IRegistryNodes.NodeUse memory use = registry.usesOf(node);
            vm.assertLe(uint256(use.offeredWh) + use.committedWh, 1_000_000);
        }
    }

    function test_givingBackMoreThanUsedIsRefused() public {
        uint32 node = _verified(alice, "controller");
        vm.startPrank(marketRole);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryCapacityExceeded.selector, 1_000_000));
        registry.useCapacity(node, -1, 0);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryCapacityExceeded.selector, 1_000_000));
        registry.useCapacity(node, 0, -1);
    }

    function test_aRegistrationWithoutStatusExpires() public {
        uint32 node = _register(alice, "controller");
        vm.warp(block.timestamp + 30 days + 1);
        _refused(_status(node), abi.encodeWithSelector(IRegistryNodes.RegistryExpired.selector));
    }

    function test_suspendedByAVerifierNeedsAdmissionAnew() public {
        uint32 node = _verified(alice, "controller");
        vm.prank(verifier);
        registry.suspendNode(node);
        _report("controller", _status(node));
        _expectState(node, IRegistryNodes.NodeState.Suspended);
        vm.prank(verifier);
        registry.admitNode(node, 2_000_000);
        _report("controller", _status(node));
        _expectState(node, IRegistryNodes.NodeState.Verified);
    }

    function test_guardianAndMarketSuspendStrangersDoNot() public {
        uint32 node = _verified(alice, "controller");
        _grant(address(registry), GUARDIAN, bob);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryNotOwner.selector, alice));
        vm.prank(alice);
        registry.suspendNode(node);
        vm.prank(bob);
        registry.suspendNode(node);
        vm.prank(marketRole);
        registry.suspendNode(node);
        _expectState(node, IRegistryNodes.NodeState.Suspended);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryUnknownNode.selector, 99));
        vm.prank(verifier);
        registry.suspendNode(99);
    }

    function test_theOwnerRetiresANodeWithoutCommitments() public {
        uint32 node = _verified(alice, "controller");
        vm.prank(marketRole);
        registry.useCapacity(node, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryCommitted.selector, 1));
        vm.prank(alice);
        registry.retireNode(node);
        vm.prank(marketRole);
        registry.useCapacity(node, 0, -1);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryNotOwner.selector, bob));
        vm.prank(bob);
        registry.retireNode(node);
        vm.prank(alice);
        registry.retireNode(node);
        bytes memory wrong =
            abi.encodeWithSelector(IRegistryNodes.RegistryWrongState.selector, IRegistryNodes.NodeState.Retired);
        _refused(_status(node), wrong);
        vm.expectRevert(wrong);
        vm.prank(alice);
        registry.retireNode(node);
    }

    function test_anAnsweredChallengePaysTheNode() public {
        uint32 node = _verified(alice, "controller");
        vm.prank(bob);
        registry.challengePresence(node);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistryNodes.RegistryChallengeOpen.selector, block.timestamp + 2 hours)
        );
        vm.prank(bob);
        registry.challengePresence(node);
        vm.warp(block.timestamp + 2 hours);
        uint256 before = token.balanceOf(alice);
        _report("controller", _status(node));
        vm.assertEq(token.balanceOf(alice), before + 100e18);
        _expectState(node, IRegistryNodes.NodeState.Verified);
        vm.expectRevert(IRegistryNodes.RegistryNoChallenge.selector);
        registry.closeChallenge(node);
    }

    function test_anUnansweredChallengeSuspendsAndPaysBack() public {
        uint32 node = _verified(alice, "controller");
        uint256 before = token.balanceOf(bob);
        vm.prank(bob);
        registry.challengePresence(node);
        uint256 dueAt = block.timestamp + 2 hours;
        vm.warp(dueAt);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryChallengeOpen.selector, dueAt));
        registry.closeChallenge(node);
        vm.warp(dueAt + 1);
        registry.closeChallenge(node);
        vm.assertEq(token.balanceOf(bob), before);
        _expectState(node, IRegistryNodes.NodeState.Suspended);
        vm.expectPartialRevert(IRegistryNodes.RegistryWrongState.selector);
        vm.prank(bob);
        registry.challengePresence(node);
        _report("controller", _status(node));
        _expectState(node, IRegistryNodes.NodeState.Verified);
    }

    function test_aLateAnswerFreesTheNodeButPaysTheChallenger() public {
        uint32 node = _verified(alice, "controller");
        uint256 before = token.balanceOf(bob);
        vm.prank(bob);
        registry.challengePresence(node);
        vm.warp(block.timestamp + 3 hours);
        _report("controller", _status(node));
        vm.assertEq(token.balanceOf(bob), before);
    }

    function test_aVerifierChallengesWithoutABond() public {
        uint32 node = _verified(alice, "controller");
        vm.prank(verifier);
        registry.challengePresence(node);
        vm.warp(block.timestamp + 3 hours);
        registry.closeChallenge(node);
        _expectState(node, IRegistryNodes.NodeState.Suspended);
    }

    function test_factorsOfKindsChangeAfterSevenDaysWithinLimits() public {
        vm.assertEq(registry.kindFactor(5), 1_000_000);
        vm.startPrank(admin);
        registry.scheduleKindFactor(5, 1_250_000);
        vm.assertEq(registry.kindFactor(5), 1_000_000);
        vm.warp(block.timestamp + 7 days);
        vm.assertEq(registry.kindFactor(5), 1_250_000);
        registry.scheduleKindFactor(5, 100_000);
        vm.assertEq(registry.kindFactor(5), 1_250_000);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryOutOfBounds.selector, 99_999, 5_000_000));
        registry.scheduleKindFactor(5, 99_999);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryOutOfBounds.selector, 5_000_001, 5_000_000));
        registry.scheduleKindFactor(5, 5_000_001);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryUnknownKind.selector, 8));
        registry.scheduleKindFactor(8, 1_000_000);
    }

    function _refused(StorageStatus memory status, bytes memory why) private {
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("controller"), _typed(status.hash()));
        vm.expectRevert(why);
        registry.submitStatus(status, r, vs);
    }

    function _expectState(uint32 node, IRegistryNodes.NodeState state) private view {
        vm.assertEq(uint256(registry.identityOf(node).state), uint256(state));
    }
}
