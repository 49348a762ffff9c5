// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {INodeGroups} from "../../../contracts/interfaces/INodeGroups.sol";
import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {GroupTerms} from "../../../contracts/types/GroupData.sol";
import {Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {GroupChecks} from "./GroupChecks.sol";

/// @title A market that calls back as the speaker while the group speaks to it
contract CallingMarket {
    INodeGroups public groups;
    address public group;
    bytes[3] public answers;

    function know(INodeGroups groups_, address group_) external {
        (groups, group) = (groups_, group_);
    }

    function cancelOffer(uint64) external {
        (, answers[0]) = address(groups).call(abi.encodeCall(groups.distribute, (group)));
        bytes memory again =
            abi.encodeCall(groups.speak, (group, address(this), abi.encodeCall(this.know, (groups, group))));
        (, answers[1]) = address(groups).call(again);
        GroupTerms memory terms;
        (, answers[2]) = address(groups).call(abi.encodeCall(groups.changeGroup, (terms, new bytes[](0))));
    }
}

/// @title What a speaker does for his group, and what he can't
contract SpeakingTest is GroupChecks {
    function setUp() public override {
        super.setUp();
        _create([uint32(500_000), 300_000, 200_000]);
    }

    function test_aGroupJoinsOwnsANodeAndSellsItsStorage() public {
        uint32 node = _nodeOfGroup();
        vm.assertEq(registry.identityOf(node).owner, group);
        uint64 offered = _offerOfGroup(node);
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        _propose(id, terms, 0, offered);
        vm.warp(terms.bidUntil + 1);
        market.conclude(id, terms);
        vm.assertEq(vault.freeOf(group), 1000e18 - 330e18); // a fifth of the escrow of 1,650 is the bond
        vm.assertEq(vault.heldIn(address(book), book.purseOf(1)), 1650e18 + 330e18);
        uint256[3] memory before = _frees();
        groups.distribute(group);
        vm.assertEq(_frees()[0] - before[0], 335e18);
    }

    function test_aGroupThatPaysItselfIsRefused() public {
        uint64 offered = _offerOfGroup(_nodeOfGroup());
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        vm.startPrank(verifier);
        registry.attest(bob, type(uint40).max, 7);
        registry.attest(group, type(uint40).max, 7);
        vm.stopPrank();
        vm.expectRevert(IStorageMarket.MarketSelfDeal.selector);
        _propose(id, terms, 0, offered);
    }

    function test_onlyTheSpeakerSpeaks() public {
        address other = _person(names[1]);
        vm.prank(other);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupForbidden.selector, other));
        groups.speak(group, address(registry), abi.encodeCall(registry.changeRoles, (1)));
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupUnknown.selector, address(0)));
        groups.speak(address(0), address(registry), abi.encodeCall(registry.changeRoles, (1)));
    }

    function test_A_theSpeakerCanNotMoveTokensOut() public {
        _earn(100e18);
        address thief = _person(names[0]);
        _refused(address(vault), abi.encodeCall(vault.withdraw, (1, thief)));
        _refused(address(vault), abi.encodeCall(vault.allow, (module, 1, type(uint40).max)));
        _refused(address(vault), abi.encodeCall(vault.allow, (thief, 1, type(uint40).max)));
        _refused(address(token), abi.encodeCall(token.transfer, (thief, 1)));
        _refused(address(token), abi.encodeCall(token.approve, (thief, 1)));
        _refused(address(registry), abi.encodeCall(registry.delegate, (thief, 255, 100e18, type(uint40).max)));
        _refused(address(market), abi.encodeCall(market.request, (_wanted())));
        _refused(group, abi.encodeWithSignature("call(address,bytes)", address(token), ""));
        _refused(address(groups), abi.encodeCall(groups.distribute, (group)));
        _refused(address(vault), hex"aabb");
    }

    function test_A_whoIsNotTheContractOfGroupsCanNotCallAsAGroup() public {
        vm.prank(alice);
        (bool isDone, bytes memory answer) =
            group.call(abi.encodeWithSignature("call(address,bytes)", address(token), ""));
        vm.assertFalse(isDone);
        vm.assertEq(answer, abi.encodeWithSelector(INodeGroups.GroupForbidden.selector, alice));
    }

    function test_A_aTargetThatCallsBackGetsNothing() public {
        CallingMarket calling = new CallingMarket();
        groups = INodeGroups(
            vm.deployCode("NodeGroups.sol:NodeGroups", abi.encode(vault, registry, settlement, book, calling, desk))
        );
        group = groups.groupAt(alice, ABOUT);
        calling.know(groups, group);
        _create([uint32(500_000), 300_000, 200_000]);
        _earn(10e18);
        _say(address(calling), abi.encodeCall(market.cancelOffer, (1)));
        for (uint256 i; i < 3; ++i) {
            vm.assertEq(calling.answers(i), abi.encodePacked(bytes4(keccak256("ReentrancyGuardReentrantCall()"))));
        }
        vm.assertEq(vault.freeOf(group), 10e18);
    }

    function test_aRefusalOfThePlatformIsPassedOn() public {
        vm.expectRevert(abi.encodeWithSignature("RegistryNotMember(address)", group));
        _say(address(registry), abi.encodeCall(registry.changeRoles, (1)));
    }

    function test_whatMayBeSaid() public view {
        vm.assertTrue(groups.maySay(address(settlement), abi.encodeCall(settlement.openLane, (1, 16, 1))));
        vm.assertFalse(groups.maySay(address(settlement), abi.encodeCall(settlement.warmLane, (1, 16))));
        vm.assertTrue(groups.maySay(desk, abi.encodeWithSignature("respond(uint256)", 1)));
        vm.assertTrue(groups.maySay(desk, abi.encodeWithSignature("appeal(uint256)", 1)));
        vm.assertFalse(groups.maySay(desk, abi.encodeWithSignature("rule(uint256)", 1)));
        vm.assertTrue(groups.maySay(address(vault), abi.encodeCall(vault.allow, (desk, 1, 1))));
        vm.assertFalse(groups.maySay(address(vault), abi.encodePacked(vault.allow.selector)));
        vm.assertTrue(groups.maySay(address(book), abi.encodePacked(book.closeAgreement.selector)));
        vm.assertFalse(groups.maySay(address(book), abi.encodePacked(book.expireAgreement.selector)));
    }

    /// @dev Joined with its own tokens, vouched for, with a verified node and an open lane.
    function _nodeOfGroup() private returns (uint32 node) {
        _mint(group, 51_000e18);
        _say(address(registry), abi.encodeCall(registry.join, (address(0), 1)));
        vm.prank(verifier);
        registry.attest(group, type(uint40).max, 0);
        (bytes32 r, bytes32 vs) = _possession(group, "controller of the group");
        bytes memory registering =
            abi.encodeCall(registry.registerNode, (_registration("controller of the group"), r, vs));
        node = abi.decode(_say(address(registry), registering), (uint32));
        vm.prank(verifier);
        registry.admitNode(node, 2_000_000);
        _report("controller of the group", _status(node));
        uint32 quarter = uint32(vm.getBlockTimestamp() / 900);
        _say(address(settlement), abi.encodeCall(settlement.openLane, (node, 16, quarter)));
        _say(address(vault), abi.encodeCall(IEscrowVault.deposit, (1000e18)));
        _say(address(vault), abi.encodeCall(vault.allow, (address(market), 1000e18, type(uint40).max)));
    }

    function _offerOfGroup(uint32 node) private returns (uint64) {
        bytes memory offering = abi.encodeCall(
            market.offer,
            (
                node,
                WattHours.wrap(500_000),
                Quarter.wrap(TEN - 4),
                Quarter.wrap(TEN + 100),
                uint40(vm.getBlockTimestamp() + 1 days),
                1,
                _prices(1_000_000)
            )
        );
        return abi.decode(_say(address(market), offering), (uint64));
    }

    function _refused(address target, bytes memory data) private {
        bytes4 said = data.length < 4 ? bytes4(0) : bytes4(data);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupCallNotAllowed.selector, target, said));
        _say(target, data);
    }
}
