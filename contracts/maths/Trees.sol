// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine} from "../types/Agreements.sol";

/// @title Leaves and nodes of all our trees
/// @notice A node is tagged and hashes 65 bytes, a leaf hashes a hash: neither can be shown as the other. Every tree is padded with EMPTY
/// to a power of two; index and context are inside each leaf.
library Trees {
    bytes32 internal constant EMPTY = keccak256("powerchain.empty.v1");
    bytes32 private constant LINE = keccak256("powerchain.line.v1");
    bytes32 private constant STATEMENT = keccak256("powerchain.statement.v1");
    bytes32 private constant AGREEMENT = keccak256("powerchain.agreement.v1");

    /// @notice A node above two others, whatever their order. Hasher for OpenZeppelin's MerkleProof.
    function node(bytes32 a, bytes32 b) internal pure returns (bytes32 hash) {
        (bytes32 low, bytes32 high) = a < b ? (a, b) : (b, a);
        assembly ("memory-safe") {
            // 65 bytes at the free memory, which is not moved: nothing is kept.
            let free := mload(0x40)
            mstore8(free, 1)
            mstore(add(free, 1), low)
            mstore(add(free, 33), high)
            hash := keccak256(free, 65)
        }
    }

    /// @notice Context of a line: it counts for one deployment, site and quarter.
    function lineContext(bytes32 domain, uint32 site, uint32 quarter) internal pure returns (bytes32) {
        return keccak256(abi.encode(LINE, domain, site, quarter));
    }

    /// @notice Leaf of an interval line.
    function line(bytes32 context, bytes32 meterPoint, bytes32 word1, bytes32 word2) internal pure returns (bytes32) {
        return _twice(abi.encode(context, meterPoint, word1, word2));
    }

    /// @notice Leaf of a statement in the tree of its batch.
    function statement(uint32 site, uint32 sequence, uint256 index, bytes32 digest) internal pure returns (bytes32) {
        return _twice(abi.encode(STATEMENT, site, sequence, index, digest));
    }

    /// @notice Leaf of an agreement's cumulative quantities.
    function agreement(bytes32 domain, uint32 site, uint32 sequence, AgreementLine memory quantities)
        internal
        pure
        returns (bytes32 leaf)
    {
        bytes32 tag = AGREEMENT;
        assembly ("memory-safe") {
            // A struct of values is its own encoding: 12 words after tag and context, at the free memory, which is not moved.
            let free := mload(0x40)
            mstore(free, tag)
            mstore(add(free, 32), domain)
            mstore(add(free, 64), and(site, 0xffffffff))
            mstore(add(free, 96), and(sequence, 0xffffffff))
            mcopy(add(free, 128), quantities, 384)
            mstore(0, keccak256(free, 512))
            leaf := keccak256(0, 32)
        }
    }

    function _twice(bytes memory content) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(content)));
    }
}
