// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {IPayoutLists} from "../interfaces/IPayoutLists.sol";
import {Trees} from "../maths/Trees.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Lists of payments
/// @dev Tokens of claimed lists lie here, because a claim through the vault would cost a stranger 12,000 gas more. The balance is
/// always the sum of what the claimed lists have left.
contract PayoutLists is IPayoutLists, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint256 private constant MOST_ENTRIES = 512;
    uint256 private constant LEAST_LIFE = 90 days;
    bytes32 private constant CHUNK = keccak256("powerchain.payout.chunk.v1");
    bytes32 private constant LEAF = keccak256("powerchain.payout.v1");

    IEscrowVault private immutable VAULT;
    IERC20 private immutable POWEC;

    mapping(bytes32 list => List) private _lists;
    mapping(bytes32 list => mapping(uint256 word => uint256 bits)) private _claimed;

    /// @param vault Where payers' free tokens are
    constructor(IEscrowVault vault) {
        (VAULT, POWEC) = (vault, vault.token());
    }

    /// @inheritdoc IPayoutLists
    function fundList(bytes32 about, bytes32 root, uint104 total, uint32 count, Mode mode, uint40 expiresAt)
        external
        override
        nonReentrant
        returns (bytes32 list)
    {
        list = keccak256(abi.encode(msg.sender, about));
        if (_lists[list].mode != Mode.None) revert PayoutListExists(list);
        if (mode == Mode.None || root == 0 || total == 0 || count == 0) revert PayoutListMismatch();
        uint256 least = block.timestamp + LEAST_LIFE;
        if (expiresAt < least) revert PayoutBadExpiry(least);
        _lists[list] = List({
            payer: msg.sender,
            expiresAt: expiresAt,
            count: count,
            mode: mode,
            total: total,
            left: total,
            cursor: 0,
            root: root
        });
        emit ListFunded(list, msg.sender, root, total, count, mode, expiresAt);
        VAULT.hold(list, msg.sender, total);
        if (mode != Mode.Claim) return list;
        uint256[] memory entries = new uint256[](1);
        entries[0] = uint256(uint160(address(this))) | uint256(total) << 160;
        VAULT.pushOut(list, entries);
    }

    /// @inheritdoc IPayoutLists
    function pushChunk(bytes32 list, uint256[] calldata entries, bytes32 next) external override nonReentrant {
        List storage stored = _lists[list];
        if (entries.length > MOST_ENTRIES) revert PayoutTooLarge(entries.length);
        uint256 chunk = stored.cursor;
        if (stored.mode != Mode.Push || linkOf(list, chunk, entries, next) != stored.root) {
            revert PayoutListMismatch();
        }
        stored.root = next;
        stored.cursor = uint32(chunk + 1);
        uint256 units = VAULT.pushOut(list, entries); // never more than the list's purse holds
        stored.left -= uint104(units);
        emit ChunkPushed(list, chunk, entries.length, units, next);
    }

    /// @inheritdoc IPayoutLists
    function claim(bytes32 list, uint256 index, address account, uint256 units, bytes32[] calldata proof)
        external
        override
        nonReentrant
    {
        List storage stored = _lists[list];
        mapping(uint256 word => uint256 bits) storage claimed = _claimed[list];
        bytes32 leaf = leafOf(list, index, account, units);
        if (!MerkleProof.verifyCalldata(proof, stored.root, leaf, Trees.node)) revert PayoutListMismatch();
        uint256 bits = claimed[index >> 8];
        uint256 bit = 1 << (index & 0xff);
        if (bits & bit != 0) revert PayoutAlreadyClaimed(index);
        claimed[index >> 8] = bits | bit;
        uint256 left = stored.left;
        if (units > left) revert PayoutListMismatch();
        unchecked {
            stored.left = uint104(left - units);
        }
        emit Claimed(list, index, account, units);
        POWEC.safeTransfer(account, units);
    }

    /// @inheritdoc IPayoutLists
    function reclaim(bytes32 list) external override nonReentrant {
        List memory stored = _lists[list];
        if (stored.left == 0) revert PayoutListMismatch();
        if (block.timestamp <= stored.expiresAt) revert PayoutNotExpired(stored.expiresAt);
        (_lists[list].root, _lists[list].left) = (0, 0);
        emit ListReclaimed(list, stored.left);
        if (stored.mode == Mode.Claim) return POWEC.safeTransfer(stored.payer, stored.left);
        VAULT.releaseTo(list, stored.payer, stored.left);
    }

    /// @inheritdoc IPayoutLists
    function listOf(bytes32 list) external view override returns (List memory) {
        return _lists[list];
    }

    /// @inheritdoc IPayoutLists
    function isClaimed(bytes32 list, uint256 index) external view override returns (bool) {
        return _claimed[list][index >> 8] >> (index & 0xff) & 1 == 1;
    }

    /// @inheritdoc IPayoutLists
    function leafOf(bytes32 list, uint256 index, address account, uint256 units)
        public
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(keccak256(abi.encode(LEAF, list, index, account, units))));
    }

    /// @inheritdoc IPayoutLists
    function linkOf(bytes32 list, uint256 chunk, uint256[] calldata entries, bytes32 next)
        public
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(CHUNK, list, chunk, keccak256(abi.encodePacked(entries)), next));
    }
}
