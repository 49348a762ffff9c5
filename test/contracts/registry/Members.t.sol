// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryMembers} from "../../../contracts/interfaces/IRegistryMembers.sol";
import {RegistryChecks} from "./RegistryChecks.sol";

contract MembersTest is RegistryChecks {
    uint8 private constant ATTRACTOR = 16;

    function test_joiningPaysTheFeeToTheFund() public {
        vm.prank(alice);
        registry.join(address(0), 1);
        vm.assertEq(token.balanceOf(fund), FEE);
        vm.assertEq(registry.memberOf(alice).roles, 1);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryAlreadyMember.selector, alice));
        vm.prank(alice);
        registry.join(address(0), 1);
    }

    /// @notice Example 8: of 50,000 POWEC 5,000 wait for the referrer and 45,000 go to the fund.
    function test_example8_theReferrerWaitsForTheFirstVerifiedNode() public {
        _member(bob, ATTRACTOR);
        vm.prank(alice);
        registry.join(bob, 1);
        vm.prank(verifier);
        registry.attest(alice, type(uint40).max, 0);
        vm.assertEq(token.balanceOf(fund), FEE + 45_000e18);
        vm.assertEq(vault.freeOf(address(registry)), 5000e18);
        uint256 before = token.balanceOf(bob);
        _verified(alice, "controller");
        vm.assertEq(token.balanceOf(bob), before + 5000e18);
        _verified(alice, "second controller");
        vm.assertEq(token.balanceOf(bob), before + 5000e18, "paid once");
    }

    function test_A31_referringOneselfOrWithoutTheRoleEarnsNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistrySelfReferral.selector, alice));
        vm.prank(alice);
        registry.join(alice, ATTRACTOR);
        _member(bob, 1);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryNoAttractor.selector, bob));
        vm.prank(alice);
        registry.join(bob, 1);
    }

    function test_invariant32_anUnearnedReferralGoesToTheFundAfter180Days() public {
        _member(bob, ATTRACTOR);
        vm.prank(alice);
        registry.join(bob, 1);
        uint256 dueAt = block.timestamp + 180 days;
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryReferralNotDue.selector, dueAt));
        registry.forfeitReferral(alice);
        vm.warp(dueAt);
        registry.forfeitReferral(alice);
        vm.assertEq(token.balanceOf(fund), 2 * FEE);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryReferralNotDue.selector, dueAt));
        registry.forfeitReferral(alice);
    }

    function test_joiningWithAPermitNeedsNoApproval() public {
        address carol = _person("carol");
        _mint(carol, FEE);
        bytes32 permit = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(permit, carol, registry, FEE, 0, type(uint256).max));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key("carol"), digest);
        vm.prank(carol);
        registry.joinWithPermit(address(0), 2, type(uint256).max, v, r, s);
        vm.assertEq(registry.memberOf(carol).roles, 2);
    }

    function test_rolesChangeAtWillAndUnknownOnesAreRefused() public {
        _member(alice, 1);
        vm.startPrank(alice);
        registry.changeRoles(31);
        vm.assertEq(registry.memberOf(alice).roles, 31);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryUnknownRoles.selector, 32));
        registry.changeRoles(32);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryUnknownRoles.selector, 255));
        registry.join(address(0), 255);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryNotMember.selector, bob));
        registry.changeRoles(1);
    }

    function test_theRoleStorageStaysWhileCapacityIsCommitted() public {
        _member(alice, 3);
        uint32 node = _verified(alice, "controller");
        vm.prank(marketRole);
        registry.useCapacity(node, 0, 5);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryCommitted.selector, 5));
        vm.prank(alice);
        registry.changeRoles(2);
        vm.prank(marketRole);
        registry.useCapacity(node, 0, -5);
        vm.prank(alice);
        registry.changeRoles(2);
    }

    function test_delegatesActWithinRightsCapAndTime() public {
        uint40 until = uint40(block.timestamp + 100);
        vm.prank(alice);
        registry.delegate(bob, 2, 50, until);
        vm.assertTrue(registry.actsFor(alice, alice, 255, type(uint256).max));
        vm.assertTrue(registry.actsFor(bob, alice, 2, 50));
        vm.assertFalse(registry.actsFor(bob, alice, 1, 50));
        vm.assertFalse(registry.actsFor(bob, alice, 3, 50));
        vm.assertFalse(registry.actsFor(bob, alice, 2, 51));
        vm.warp(until + 1);
        vm.assertFalse(registry.actsFor(bob, alice, 2, 50));
        vm.expectRevert(
            abi.encodeWithSelector(IRegistryMembers.RegistryOutOfBounds.selector, 1 << 128, type(uint128).max)
        );
        vm.prank(alice);
        registry.delegate(bob, 2, 1 << 128, until);
    }

    function test_A33_oneGroupIsOneOwner() public {
        _member(alice, 1);
        _member(bob, 1);
        vm.assertFalse(registry.areOne(alice, bob));
        vm.assertTrue(registry.areOne(alice, alice));
        vm.startPrank(verifier);
        registry.attest(alice, type(uint40).max, 4);
        registry.attest(bob, type(uint40).max, 4);
        vm.assertTrue(registry.areOne(alice, bob));
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryNotMember.selector, admin));
        registry.attest(admin, 1, 1);
    }

    function test_feeAndReferralHaveHardLimits() public {
        vm.startPrank(admin);
        registry.setAdmission(200_000e18, 200_000, fund);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistryMembers.RegistryOutOfBounds.selector, 200_000e18 + 1, 200_000e18)
        );
        registry.setAdmission(200_000e18 + 1, 0, fund);
        vm.expectRevert(abi.encodeWithSelector(IRegistryMembers.RegistryOutOfBounds.selector, 200_001, 200_000));
        registry.setAdmission(0, 200_001, fund);
        registry.setAdmission(0, 0, fund);
        vm.startPrank(alice);
        registry.join(address(0), 1);
        vm.assertEq(token.balanceOf(fund), 0);
    }

    function test_onlyVerifiersAttestAndOnlyTheAdminSets() public {
        vm.startPrank(alice);
        vm.expectRevert();
        registry.attest(alice, 1, 1);
        vm.expectRevert();
        registry.setAdmission(0, 0, alice);
        vm.expectRevert();
        registry.setKeyListener(alice);
        vm.expectRevert();
        registry.scheduleKindFactor(0, 1_000_000);
        vm.expectRevert();
        registry.useCapacity(1, 1, 1);
        vm.expectRevert();
        registry.admitNode(1, 1);
    }
}
