// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader, CorrectionHeader, Reattestation} from "../types/TypedData.sol";

/// @title Lanes: the batches of each site, in order, each quarter once
/// @notice A batch is known by its EIP-712 digest, of which 192 bits are kept. Coverage only moves on and a meter point belongs to one
/// site at a time, so an interval of a meter settles at most once.
interface ISettlementLanes {
    enum PostedState {
        None,
        Posted,
        Rejected
    }

    /// @param sequence Number of the last batch
    /// @param coveredTo Quarter after the last one covered
    /// @param digest Low 192 bits of the last batch's digest
    /// @param keyFrom First quarter of the key
    struct Lane {
        uint32 sequence;
        uint32 coveredTo;
        uint192 digest;
        address key;
        uint32 keyFrom;
        uint32 keyEpoch;
        uint8 ringSize;
        bool isOpen;
        bool isKeyRevoked;
        bool wasRevoked;
    }

    /// @param postedAt On the clock that stands while paused
    struct Posted {
        uint192 digest;
        uint40 postedAt;
        uint16 windowHours;
        PostedState state;
    }

    /// @notice `contents`, from bit 0: fromQuarter u32, toQuarter u32, lineCount u32, absorbedWh u64, injectedWh u64.
    event BatchPosted(
        uint32 indexed site,
        uint32 indexed sequence,
        bytes32 indexed digest,
        bytes32 statementsRoot,
        bytes32 agreementsRoot,
        uint256 contents
    );
    event BatchCorrected(
        uint32 indexed site, uint32 indexed correction, bytes32 indexed digest, CorrectionHeader header
    );
    event BatchReattested(uint32 indexed site, uint32 indexed sequence, uint32 revokedEpoch);
    event BatchRejected(uint32 indexed site, uint32 indexed sequence, bytes32 digest);
    event LaneOpened(uint32 indexed site, uint32 sequence, uint32 coveredTo, uint256 ringSize);
    event LaneClosed(uint32 indexed site, uint32 coveredTo, address successor);
    event LaneKeySet(uint32 indexed site, uint32 epoch, address key, uint32 fromQuarter, bool isRevoked);
    event SuccessorSet(address successor);

    error SettlementSequenceGap(uint32 expected);
    error SettlementQuarterAlreadyCovered(uint32 coveredTo);
    /// @notice Quarters between the last batch and this one would be left out.
    error SettlementQuarterGap(uint32 coveredTo);
    error SettlementWrongPrevious(uint192 expected);
    error SettlementNotYetOver(uint32 toQuarter);
    error SettlementBadSize(uint256 quarters, uint256 lines);
    error SettlementBadSigner(address signer);
    error SettlementLaneFull(uint256 freeAt);
    error SettlementKeyRevoked(uint32 epoch);
    error SettlementStraddlesRotation(uint32 untilQuarter);
    error SettlementNothingToCorrect(uint32 coveredTo);
    error SettlementCorrectionTooLate();
    error SettlementLaneExists(uint32 site);
    error SettlementNoLane(uint32 site);
    error SettlementBadRing(uint256 size);
    error SettlementTooManyBatches(uint256 count);
    error SettlementForbidden(address caller);
    /// @notice The batch is not the one that stands in the lane.
    error SettlementUnknownBatch(bytes32 digest);
    error SettlementWindowOpen(uint256 until);
    error SettlementBatchRejected(bytes32 digest);

    /// @notice Owner of the node: opens its lane, which begins at `firstQuarter` (not before the node was registered), or
    /// where the lane of the former settlement contract ended, which is closed in the same call.
    /// @param ringSize Batches that can wait for their windows: 16, 32 or 64
    function openLane(uint32 site, uint256 ringSize, uint32 firstQuarter) external;

    /// @notice Anybody pays to fill the first `count` slots of a lane's ring, so that its first batches cost what later ones do.
    function warmLane(uint32 site, uint256 count) external;

    /// @notice Anybody brings the next batch of a lane, signed by the controller (64-byte form).
    function postBatch(BatchHeader calldata header, bytes32 r, bytes32 vs) external;

    /// @notice Up to 64 batches in order, of one or more lanes.
    /// @param signatures Pairs r, vs: two words a batch
    function postBatches(BatchHeader[] calldata headers, bytes32[2][] calldata signatures) external;

    /// @notice New quantities for covered quarters, not older than 400 days, signed by the present key.
    function postCorrection(CorrectionHeader calldata header, bytes32 r, bytes32 vs) external;

    /// @notice A batch that a key signed before it was revoked, vouched for by the new key. Its window is doubled.
    function reattest(
        BatchHeader calldata header,
        bytes32[2] calldata signature,
        Reattestation calldata reattestation,
        bytes32[2] calldata newSignature
    ) external;

    /// @notice Dispute desk: proven equivocation. The quarters stay covered; a correction settles them anew.
    function rejectBatch(uint32 site, uint32 sequence, bytes32 digest) external;

    /// @notice Default admin: the contract that may take over lanes.
    function setSuccessor(address successor) external;

    /// @notice Successor: closes a lane for ever and tells where it ended.
    function closeLane(uint32 site) external returns (uint32 sequence, uint32 coveredTo, uint192 digest);

    function laneOf(uint32 site) external view returns (Lane memory);

    /// @notice What stands in the ring for a batch (sequence) or a correction (number, with bit 31 set).
    function postedOf(uint32 site, uint32 sequence) external view returns (Posted memory);

    /// @notice Last second (on {IPauseClock-settlementClock}) at which the batch can be disputed; it has to stand in the lane, not rejected.
    function windowEnd(uint32 site, uint32 sequence, bytes32 digest) external view returns (uint256 second);

    /// @notice Refuses unless the batch stands in the lane, its window is over and nothing is paused.
    function requireWindowOver(uint32 site, uint32 sequence, bytes32 digest) external view;

    /// @notice Refuses unless the batch stands in the lane.
    function requireStanding(uint32 site, uint32 sequence, bytes32 digest) external view;

    /// @notice EIP-712 domain of statements, headers and acceptances.
    function domainSeparator() external view returns (bytes32);
}
