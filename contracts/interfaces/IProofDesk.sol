// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms} from "../types/Agreements.sol";
import {BatchHeader, IntervalStatement} from "../types/TypedData.sol";

/// @title What can be shown without an arbiter
/// @notice Two truths of one quarter and one line counted twice reject a batch and suspend its node; lines of posted statements become
/// facts of a dispute. Times are unix seconds.
interface IProofDesk {
    /// @dev Pre-image of an interval line's leaf, with its way to the root of the statement.
    struct LinePreimage {
        bytes32 meterPoint;
        bytes32 word1;
        bytes32 word2;
        bytes32[] proof;
    }

    /// @dev One line of a statement of the batch.
    /// @param index Place of the statement in its batch
    struct StatedLine {
        uint32 index;
        IntervalStatement statement;
        LinePreimage line;
    }

    /// @dev Who proved that a batch is false, until he took his reward.
    struct Prize {
        address prover;
        uint32 site;
    }

    event EquivocationProven(uint32 indexed site, uint32 indexed quarter, address indexed prover, bytes32 a, bytes32 b);
    event DuplicateProven(uint32 indexed site, uint32 indexed quarter, address indexed prover, bytes32 statement);
    /// @notice The lines with these leaves were posted at `postedAt`, signed with `key`.
    event LinesProven(
        uint256 indexed dispute,
        uint32 indexed site,
        bytes32 indexed batch,
        address party,
        uint256 postedAt,
        address key,
        bytes32[] leaves
    );
    event RewardTaken(bytes32 indexed batch, address indexed prover, uint64 indexed agreement);

    error ProofNotValid();
    error ProofNotParty(address caller);
    error ProofTooLate();
    error ProofNoReward(bytes32 batch);

    /// @notice Anybody: a controller signed two different statements of one quarter and revision. The batch that holds one of them is
    /// rejected and the node suspended.
    function proveEquivocation(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata a,
        IntervalStatement calldata b,
        bytes32[2] calldata signatureA,
        bytes32[2] calldata signatureB,
        bytes32[] calldata proof
    ) external;

    /// @notice Anybody: one statement of a posted batch has the same meter point and register twice.
    function proveDuplicateLine(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata statement,
        bytes32[] calldata proof,
        LinePreimage calldata a,
        LinePreimage calldata b
    ) external;

    /// @notice Anybody sends who proved a batch false half of what is left of a bond of its site's owner, at most 1,000 POWEC, once a
    /// batch. Nothing for the owner's own group.
    /// @param terms An agreement that the site settles and whose payee is its owner
    function takeReward(bytes32 batch, Terms calldata terms) external;

    /// @notice A party (or his delegate with the right 2), while the evidence of a dispute is gathered: shows lines, one of each statement,
    /// in a batch of any site.
    /// @param proof Way from the statements to the root of the batch, as a multi-proof with `proofFlags`
    function proveLines(
        uint256 dispute,
        BatchHeader calldata header,
        StatedLine[] calldata lines,
        bytes32[] calldata proof,
        bool[] calldata proofFlags
    ) external;

    function prizeOf(bytes32 batch) external view returns (Prize memory);
}
