// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPayoutLists} from "../../../contracts/interfaces/IPayoutLists.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {VaultChecks} from "../vault/VaultChecks.sol";

/// @title Lists with bob as payer
abstract contract PayoutChecks is VaultChecks {
    IPayoutLists internal lists;
    bytes32 internal constant REFERENCE = keccak256("invoices of October");
    bytes32 internal list;

    function setUp() public virtual override {
        super.setUp();
        lists = IPayoutLists(vm.deployCode("PayoutLists.sol:PayoutLists", abi.encode(vault)));
        _addModule(address(lists));
        _deposit(bob, 900e18);
        _allow(bob, address(lists), 900e18);
        list = keccak256(abi.encode(bob, REFERENCE));
    }

    function _fund(bytes32 root, uint104 total, IPayoutLists.Mode mode) internal {
        uint40 expiresAt = uint40(block.timestamp + 90 days);
        vm.prank(bob);
        vm.assertEq(lists.fundList(REFERENCE, root, total, 3, mode, expiresAt), list);
    }

    function _entries(uint256 count, uint256 first, uint256 units) internal pure returns (uint256[] memory entries) {
        entries = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            entries[i] = uint256(uint160(_payee(first + i))) | units << 160;
        }
    }

    function _payee(uint256 index) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("payee", index)))));
    }

    /// @dev All levels of a tree over 2^n leaves, the root last.
    function _tree(uint256 count, uint256 units) internal view returns (bytes32[][] memory levels) {
        uint256 depth;
        while (1 << depth < count) depth++;
        levels = new bytes32[][](depth + 1);
        levels[0] = new bytes32[](1 << depth);
        for (uint256 i; i < levels[0].length; ++i) {
            levels[0][i] = i < count ? lists.leafOf(list, i, _payee(i), units) : Trees.EMPTY;
        }
        for (uint256 d = 1; d <= depth; ++d) {
            levels[d] = new bytes32[](levels[d - 1].length / 2);
            for (uint256 i; i < levels[d].length; ++i) {
                levels[d][i] = Trees.node(levels[d - 1][2 * i], levels[d - 1][2 * i + 1]);
            }
        }
    }

    function _root(bytes32[][] memory levels) internal pure returns (bytes32) {
        return levels[levels.length - 1][0];
    }

    function _path(bytes32[][] memory levels, uint256 index) internal pure returns (bytes32[] memory proof) {
        proof = new bytes32[](levels.length - 1);
        for (uint256 d; d < proof.length; ++d) {
            proof[d] = levels[d][(index >> d) ^ 1];
        }
    }
}

contract PayoutListsTest is PayoutChecks {
    function test_chunksArePushedInOrderByAnybody() public {
        uint256[] memory first = _entries(2, 0, 5e18);
        uint256[] memory last = _entries(1, 2, 7e18);
        bytes32 next = lists.linkOf(list, 1, last, 0);
        _fund(lists.linkOf(list, 0, first, next), 17e18, IPayoutLists.Mode.Push);
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.pushChunk(list, last, 0);
        vm.expectEmit();
        emit IPayoutLists.ChunkPushed(list, 0, 2, 10e18, next);
        lists.pushChunk(list, first, next);
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.pushChunk(list, first, next); // invariant 24: each entry once
        lists.pushChunk(list, last, 0);
        vm.assertEq(token.balanceOf(_payee(1)), 5e18);
        vm.assertEq(token.balanceOf(_payee(2)), 7e18);
        vm.assertEq(lists.listOf(list).left, 0);
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.pushChunk(list, new uint256[](0), 0);
    }

    function test_A37_aListThatPaysMoreThanItHoldsIsRefused() public {
        uint256[] memory entries = _entries(3, 0, 5e18);
        _fund(lists.linkOf(list, 0, entries, 0), 15e18 - 1, IPayoutLists.Mode.Push);
        vm.expectRevert();
        lists.pushChunk(list, entries, 0);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLists.PayoutListExists.selector, list));
        vm.prank(bob);
        lists.fundList(REFERENCE, bytes32(uint256(1)), 1, 1, IPayoutLists.Mode.Push, type(uint40).max);
    }

    function test_claimsArePaidOnceEach() public {
        bytes32[][] memory tree = _tree(3, 5e18);
        _fund(_root(tree), 15e18, IPayoutLists.Mode.Claim);
        vm.assertEq(token.balanceOf(address(lists)), 15e18);
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.claim(list, 1, _payee(1), 6e18, _path(tree, 1));
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.claim(list, 0, _payee(1), 5e18, _path(tree, 1));
        vm.expectEmit();
        emit IPayoutLists.Claimed(list, 1, _payee(1), 5e18);
        lists.claim(list, 1, _payee(1), 5e18, _path(tree, 1));
        vm.assertTrue(lists.isClaimed(list, 1));
        vm.assertFalse(lists.isClaimed(list, 0));
        vm.expectRevert(abi.encodeWithSelector(IPayoutLists.PayoutAlreadyClaimed.selector, 1));
        lists.claim(list, 1, _payee(1), 5e18, _path(tree, 1));
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.pushChunk(list, new uint256[](0), 0);
    }

    function test_invariant23_claimsNeverExceedWhatWasFunded() public {
        bytes32[][] memory tree = _tree(3, 5e18);
        _fund(_root(tree), 10e18, IPayoutLists.Mode.Claim);
        lists.claim(list, 0, _payee(0), 5e18, _path(tree, 0));
        lists.claim(list, 1, _payee(1), 5e18, _path(tree, 1));
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.claim(list, 2, _payee(2), 5e18, _path(tree, 2));
    }

    function test_whatIsLeftGoesBackAfterTheExpiry() public {
        bytes32[][] memory tree = _tree(3, 5e18);
        _fund(_root(tree), 15e18, IPayoutLists.Mode.Claim);
        lists.claim(list, 0, _payee(0), 5e18, _path(tree, 0));
        uint256 expiresAt = lists.listOf(list).expiresAt;
        vm.warp(expiresAt);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLists.PayoutNotExpired.selector, expiresAt));
        lists.reclaim(list);
        vm.warp(expiresAt + 1);
        uint256 before = token.balanceOf(bob);
        lists.reclaim(list);
        vm.assertEq(token.balanceOf(bob), before + 10e18);
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.claim(list, 1, _payee(1), 5e18, _path(tree, 1));
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.reclaim(list);
    }

    function test_aPushedListGoesBackToTheFreeTokens() public {
        uint256[] memory entries = _entries(3, 0, 5e18);
        _fund(lists.linkOf(list, 0, entries, 0), 15e18, IPayoutLists.Mode.Push);
        vm.warp(block.timestamp + 91 days);
        lists.reclaim(list);
        vm.assertEq(vault.freeOf(bob), 900e18);
        vm.expectRevert(IPayoutLists.PayoutListMismatch.selector);
        lists.pushChunk(list, entries, 0);
    }

    function test_emptyShortLivedAndHugeListsAreRefused() public {
        uint40 expiresAt = uint40(block.timestamp + 90 days);
        vm.startPrank(bob);
        bytes memory mismatch = abi.encodeWithSelector(IPayoutLists.PayoutListMismatch.selector);
        vm.expectRevert(mismatch);
        lists.fundList(REFERENCE, bytes32(uint256(1)), 1, 1, IPayoutLists.Mode.None, expiresAt);
        vm.expectRevert(mismatch);
        lists.fundList(REFERENCE, 0, 1, 1, IPayoutLists.Mode.Push, expiresAt);
        vm.expectRevert(mismatch);
        lists.fundList(REFERENCE, bytes32(uint256(1)), 0, 1, IPayoutLists.Mode.Push, expiresAt);
        vm.expectRevert(mismatch);
        lists.fundList(REFERENCE, bytes32(uint256(1)), 1, 0, IPayoutLists.Mode.Push, expiresAt);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLists.PayoutBadExpiry.selector, expiresAt));
        lists.fundList(REFERENCE, bytes32(uint256(1)), 1, 1, IPayoutLists.Mode.Push, expiresAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLists.PayoutTooLarge.selector, 513));
        lists.pushChunk(list, new uint256[](513), 0);
    }
}

/// @title What paying costs, as whole transactions
/// forge-config: default.isolate = true
contract PayoutGasTest is PayoutChecks {
    function test_gas_pushTo500Holders() public {
        for (uint256 i; i < 500; ++i) {
            _mint(_payee(i), 1);
        }
        uint256[] memory entries = _entries(500, 0, 0.123456789e18);
        _fund(lists.linkOf(list, 0, entries, 0), 61.7283945e18 + 1, IPayoutLists.Mode.Push);
        lists.pushChunk(list, entries, 0);
        uint256 each = vm.lastCallGas().gasTotalUsed / 500;
        vm.snapshotValue("payout", "push, each of 500 holders", each);
        vm.assertLe(each, 9609); // 1.05 x 9,152
    }

    function test_gas_claimsOfAWholeWord() public {
        bytes32[][] memory tree = _tree(1024, 0.5e18);
        _fund(_root(tree), 512e18, IPayoutLists.Mode.Claim);
        uint256 sum;
        for (uint256 i; i < 256; ++i) {
            lists.claim(list, i, _payee(i), 0.5e18, _path(tree, i));
            sum += vm.lastCallGas().gasTotalUsed;
        }
        vm.snapshotValue("payout", "claim of a new holder, average of a word, 1024 leaves", sum / 256);
        vm.assertLe(sum / 256, 78_598);
        _mint(_payee(300), 1);
        lists.claim(list, 299, _payee(299), 0.5e18, _path(tree, 299));
        lists.claim(list, 300, _payee(300), 0.5e18, _path(tree, 300));
        vm.snapshotValue("payout", "claim of a holder, 1024 leaves", vm.lastCallGas().gasTotalUsed);
    }
}
