// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Paying many at once: pushed in chunks, or claimed by each
/// @notice A payer funds a list once, from his free tokens in the vault. A list has one mode, so nothing can be paid twice. Amounts
/// are units (1e-18 POWEC).
interface IPayoutLists {
    enum Mode {
        None,
        Push,
        Claim
    }

    /// @param root Push: link of the next chunk. Claim: root of the tree. 0: nothing more to pay
    /// @param left Units not paid yet
    /// @param cursor Chunks pushed
    struct List {
        address payer;
        uint40 expiresAt;
        uint32 count;
        Mode mode;
        uint104 total;
        uint104 left;
        uint32 cursor;
        bytes32 root;
    }

    event ListFunded(
        bytes32 indexed list,
        address indexed payer,
        bytes32 root,
        uint256 total,
        uint256 count,
        Mode mode,
        uint40 expiresAt
    );
    event ChunkPushed(bytes32 indexed list, uint256 chunk, uint256 payees, uint256 units, bytes32 next);
    event Claimed(bytes32 indexed list, uint256 index, address account, uint256 units);
    event ListReclaimed(bytes32 indexed list, uint256 units);

    error PayoutListExists(bytes32 list);
    error PayoutListMismatch();
    error PayoutAlreadyClaimed(uint256 index);
    error PayoutBadExpiry(uint256 least);
    error PayoutNotExpired(uint256 until);
    error PayoutTooLarge(uint256 count);

    /// @notice Funds a list of the caller. A pushed list stays in the vault; a claimed one is held here, for its claims only.
    /// @param about Hash of what it pays (invoices, acts), used once by this payer
    /// @param root Push: `link(0)`, where `link(i) = keccak256(abi.encode(TAG, list, i, keccak256(packed entries of i), link(i + 1)))` and the
    /// link after the last is 0. Claim: root of the tree of {leafOf}
    /// @param total Sum of all amounts
    /// @param count Number of payees
    /// @param expiresAt From then on the payer can take back what is left; at least 90 days ahead
    /// @return list keccak256(abi.encode(payer, about))
    function fundList(bytes32 about, bytes32 root, uint104 total, uint32 count, Mode mode, uint40 expiresAt)
        external
        returns (bytes32 list);

    /// @notice Anybody pushes the next chunk: at most 512 entries `address | units << 160`.
    /// @param next Link of the chunk after it, 0 for the last
    function pushChunk(bytes32 list, uint256[] calldata entries, bytes32 next) external;

    /// @notice Anybody claims for a payee, once an index.
    function claim(bytes32 list, uint256 index, address account, uint256 units, bytes32[] calldata proof) external;

    /// @notice Anybody, after the expiry: what is left goes back to the payer.
    function reclaim(bytes32 list) external;

    function listOf(bytes32 list) external view returns (List memory);

    function isClaimed(bytes32 list, uint256 index) external view returns (bool);

    /// @notice Leaf of a payee in a claimed list.
    function leafOf(bytes32 list, uint256 index, address account, uint256 units) external pure returns (bytes32);

    /// @notice Link of a chunk in a pushed list.
    function linkOf(bytes32 list, uint256 chunk, uint256[] calldata entries, bytes32 next)
        external
        pure
        returns (bytes32);
}
