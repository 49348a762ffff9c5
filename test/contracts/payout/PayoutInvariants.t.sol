// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPayoutLists} from "../../../contracts/interfaces/IPayoutLists.sol";
import {PayoutChecks} from "./PayoutLists.t.sol";

/// @title A list of each kind: claims, chunks, repetitions and the end, in any order
contract PayoutHandler is PayoutChecks {
    uint256 private constant COUNT = 12;
    uint256 private constant SHARE = 5e18;

    bytes32 private claimed;
    bytes32 private pushed;
    bytes32[][] private tree;
    bytes32[4] private links;
    uint256 private claims;
    uint256 private chunks;
    uint256 private bits;
    bool private isClaimOver;
    bool private isPushOver;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(lists) != address(0)) return;
        super.setUp();
        claimed = list;
        tree = _tree(COUNT, SHARE);
        _fund(_root(tree), uint104(COUNT * SHARE), IPayoutLists.Mode.Claim);
        bytes32 about = keccak256("a pushed list");
        pushed = keccak256(abi.encode(bob, about));
        for (uint256 i = 3; i > 0; --i) {
            links[i - 1] = lists.linkOf(pushed, i - 1, _entries(4, 100 + 4 * (i - 1), SHARE), links[i]);
        }
        uint40 expiresAt = uint40(block.timestamp + 90 days);
        vm.prank(bob);
        lists.fundList(about, links[0], uint104(COUNT * SHARE), 12, IPayoutLists.Mode.Push, expiresAt);
    }

    function claim(uint256 index) external {
        index %= COUNT;
        bool isDue = bits >> index & 1 == 0 && !isClaimOver;
        try lists.claim(claimed, index, _payee(index), SHARE, _path(tree, index)) {
            if (!isDue) broken = "23: claimed twice";
            (bits, claims) = (bits | 1 << index, claims + 1);
        } catch {
            if (isDue) broken = "23: a due claim was refused";
        }
        _compare();
    }

    function push(uint256 chunk) external {
        chunk %= 3;
        bool isDue = chunk == chunks && !isPushOver;
        try lists.pushChunk(pushed, _entries(4, 100 + 4 * chunk, SHARE), links[chunk + 1]) {
            if (!isDue) broken = "24: pushed out of order or twice";
            chunks++;
        } catch {
            if (isDue) broken = "24: a due chunk was refused";
        }
        _compare();
    }

    function reclaim(bool ofClaims) external {
        bytes32 which = ofClaims ? claimed : pushed;
        bool isDue = block.timestamp > lists.listOf(which).expiresAt && lists.listOf(which).left > 0;
        try lists.reclaim(which) {
            if (!isDue) broken = "23: reclaimed too early";
            if (ofClaims) isClaimOver = true;
            else isPushOver = true;
        } catch {
            if (isDue) broken = "23: a due reclaim was refused";
        }
        _compare();
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + _between(time, 1 days, 20 days));
    }

    /// @dev Everybody has what he was paid, once; the lists hold the rest.
    function _compare() private {
        for (uint256 i; i < COUNT; ++i) {
            if (lists.isClaimed(claimed, i) != (bits >> i & 1 == 1)) broken = "23: bitmap";
            if (token.balanceOf(_payee(i)) != (bits >> i & 1) * SHARE) broken = "23: paid";
            if (token.balanceOf(_payee(100 + i)) != (i / 4 < chunks ? SHARE : 0)) broken = "24: paid";
        }
        uint256 left = isClaimOver ? 0 : (COUNT - claims) * SHARE;
        if (token.balanceOf(address(lists)) != left || lists.listOf(claimed).left != left) broken = "23: left";
        left = isPushOver ? 0 : (COUNT - 4 * chunks) * SHARE;
        if (vault.heldIn(address(lists), pushed) != left || lists.listOf(pushed).left != left) broken = "24: left";
    }
}

contract PayoutInvariantsTest is PayoutChecks {
    PayoutHandler private handler;

    function setUp() public override {
        handler = new PayoutHandler();
        handler.setUp();
        _target(address(handler));
    }

    /// @notice Invariants 23 and 24: claims only grow and stay within what was funded; each entry is paid once.
    function invariant_23_24_eachEntryIsPaidOnce() public view {
        vm.assertEq(handler.broken(), "");
    }
}
