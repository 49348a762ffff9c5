// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {RegistryChecks} from "./RegistryChecks.sol";

/// @title Newcomers with and without referrers, their nodes, challenges and time, in any order
contract RegistryHandler is RegistryChecks {
    uint256 private constant MOST = 24;

    address private referrer;
    address[] private newcomers;
    uint256 private fees;
    uint256 private paidOut;
    uint256 private forfeited;
    mapping(address who => uint32) private nodeOf;
    mapping(address who => uint256) private waiting;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(registry) != address(0)) return;
        super.setUp();
        referrer = bob;
        vm.prank(bob);
        registry.join(address(0), 16);
        fees = FEE;
    }

    function join(bool isReferred, uint8 roles) external {
        if (newcomers.length == MOST) return;
        address who = _newcomer(newcomers.length);
        _rich(who);
        vm.prank(who);
        registry.join(isReferred ? referrer : address(0), roles & 31);
        vm.prank(verifier);
        registry.attest(who, type(uint40).max, 0);
        newcomers.push(who);
        fees += FEE;
        waiting[who] = registry.memberOf(who).referralUnits;
        _compare();
    }

    function verify(uint256 which) external {
        if (newcomers.length == 0) return;
        which %= newcomers.length;
        address who = newcomers[which];
        string memory key = vm.toString(which);
        uint256 before = token.balanceOf(referrer);
        if (nodeOf[who] == 0) {
            nodeOf[who] = _verified(who, key);
        } else if (registry.identityOf(nodeOf[who]).state == IRegistryNodes.NodeState.Verified) {
            _report(key, _status(nodeOf[who]));
        }
        uint256 paid = token.balanceOf(referrer) - before;
        if (paid > waiting[who]) broken = "32: referral beyond what waits";
        (paidOut, waiting[who]) = (paidOut + paid, waiting[who] - paid);
        _compare();
    }

    function forfeit(uint256 which) external {
        if (newcomers.length == 0) return;
        address who = newcomers[which % newcomers.length];
        bool isDue = waiting[who] > 0 && block.timestamp >= registry.memberOf(who).joinedAt + 180 days;
        try registry.forfeitReferral(who) {
            if (!isDue) broken = "32: forfeited too early";
            (forfeited, waiting[who]) = (forfeited + waiting[who], 0);
        } catch {
            if (isDue) broken = "32: a due referral stays";
        }
        _compare();
    }

    function challenge(uint256 which) external {
        if (newcomers.length == 0) return;
        uint32 node = nodeOf[newcomers[which % newcomers.length]];
        vm.prank(alice);
        try registry.challengePresence(node) {
            vm.warp(block.timestamp + 2 hours + 1);
            registry.closeChallenge(node);
            if (registry.identityOf(node).state != IRegistryNodes.NodeState.Suspended) broken = "presence";
        } catch {}
        _compare();
    }

    function balanceOfReferrer() external view returns (uint256) {
        return token.balanceOf(referrer);
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + _between(time, 1 days, 60 days));
    }

    /// @dev Every fee is with the fund, with the referrer, or waits at the vault.
    function _compare() private {
        uint256 waits = vault.freeOf(address(registry));
        if (token.balanceOf(fund) + paidOut + waits != fees) broken = "32: fees add up";
        if (paidOut * 5 > fees) broken = "32: more than a fifth";
        uint256 sum;
        for (uint256 i; i < newcomers.length; ++i) {
            sum += registry.memberOf(newcomers[i]).referralUnits;
        }
        if (sum != waits) broken = "32: what waits";
        if (token.balanceOf(alice) != 1_001_000e18) broken = "19: the bond of a challenge";
    }

    function _newcomer(uint256 i) private returns (address) {
        return _person(string.concat("newcomer ", vm.toString(i)));
    }
}

contract RegistryInvariantsTest is RegistryChecks {
    RegistryHandler private handler;

    function setUp() public override {
        handler = new RegistryHandler();
        handler.setUp();
        _target(address(handler));
    }

    function test_theHandlerPaysReferrals() public {
        handler.join(true, 1);
        handler.verify(0);
        vm.assertEq(handler.balanceOfReferrer(), 1_001_000e18 - FEE + 5000e18);
        handler.join(true, 1);
        handler.challenge(0);
        for (uint256 i; i < 4; ++i) {
            handler.pass(60 days);
        }
        handler.forfeit(1);
        vm.assertEq(handler.broken(), "");
    }

    /// @notice Invariant 32: referrals paid are at most a fifth of the fees, and all fees are somewhere.
    function invariant_32_feesAndReferralsAddUp() public view {
        vm.assertEq(handler.broken(), "");
    }
}
