// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementLanes} from "../interfaces/ISettlementLanes.sol";
import {BATCH_HEADER_TYPE, BatchHeader, CorrectionHeader, Reattestation} from "../types/TypedData.sol";
import {QUARTER_SECONDS} from "../types/Units.sol";
import {LaneWords} from "./LaneWords.sol";
import {Lanes} from "./Lanes.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Posting batches and corrections
abstract contract Batches is Lanes {
    using LaneWords for uint256;

    uint256 private constant MOST_QUARTERS = 4096;
    uint256 private constant MOST_LINES = 65_536;
    uint256 private constant MOST_BATCHES = 64;
    uint256 private constant CORRECTION_TIME = 400 days;

    mapping(uint32 site => uint32 count) private _corrections;

    /// @inheritdoc ISettlementLanes
    function postBatch(BatchHeader calldata header, bytes32 r, bytes32 vs) external override {
        _post(header, r, vs, false);
    }

    /// @inheritdoc ISettlementLanes
    function postBatches(BatchHeader[] calldata headers, bytes32[2][] calldata signatures) external override {
        if (headers.length > MOST_BATCHES || headers.length != signatures.length) {
            revert SettlementTooManyBatches(headers.length);
        }
        for (uint256 i; i < headers.length; ++i) {
            _post(headers[i], signatures[i][0], signatures[i][1], false);
        }
    }

    /// @inheritdoc ISettlementLanes
    function reattest(
        BatchHeader calldata header,
        bytes32[2] calldata signature,
        Reattestation calldata reattestation,
        bytes32[2] calldata newSignature
    ) external override {
        bytes32 digest = _post(header, signature[0], signature[1], true);
        uint256 guard = _guards[header.site];
        if (guard & LaneWords.KEY_REVOKED != 0) revert SettlementKeyRevoked(guard.epochOf());
        bool isOfThisBatch = reattestation.site == header.site && reattestation.sequence == header.sequence
            && reattestation.batch == digest
            && reattestation.revokedEpoch == REGISTRY.epochAt(header.site, header.fromQuarter);
        if (!isOfThisBatch) revert SettlementUnknownBatch(reattestation.batch);
        _requireSigner(_hashTypedDataV4(reattestation.hash()), newSignature[0], newSignature[1], guard.keyOf());
        emit BatchReattested(header.site, header.sequence, reattestation.revokedEpoch);
    }

    /// @inheritdoc ISettlementLanes
    function postCorrection(CorrectionHeader calldata header, bytes32 r, bytes32 vs) external override whenNotPaused {
        uint256 guard = _guards[header.site];
        if (guard & LaneWords.OPEN == 0) revert SettlementNoLane(header.site);
        uint32 expected = _corrections[header.site] + 1;
        if (header.correction != expected) revert SettlementSequenceGap(expected);
        uint32 coveredTo = _heads[header.site].coveredToOf();
        if (header.fromQuarter >= header.toQuarter || header.toQuarter > coveredTo) {
            revert SettlementNothingToCorrect(coveredTo);
        }
        if (uint256(header.fromQuarter) * QUARTER_SECONDS + CORRECTION_TIME < block.timestamp) {
            revert SettlementCorrectionTooLate();
        }
        if (guard & LaneWords.KEY_REVOKED != 0) revert SettlementKeyRevoked(guard.epochOf());
        bytes32 digest = _hashTypedDataV4(header.hash());
        _requireSigner(digest, r, vs, guard.keyOf());
        (uint256 clock, uint256 windowHours,) = _readClock();
        uint256 place = _freePlace(header.site, expected | CORRECTION, guard, clock);
        _corrections[header.site] = expected;
        _store(place, digest, clock, _windowFor(header.toQuarter, false, windowHours));
        emit BatchCorrected(header.site, expected, digest, header);
    }

    /// @dev Refuses while paused. All reads come before the writes: each word of the lane is then read once.
    function _post(BatchHeader calldata header, bytes32 r, bytes32 vs, bool isReattested)
        private
        returns (bytes32 digest)
    {
        (uint32 site, uint256 sequence, uint256 from) = (header.site, header.sequence, header.fromQuarter);
        (uint256 to, uint256 lines) = (header.toQuarter, header.lineCount);
        (uint256 clock, uint256 windowHours, bool isPaused) = _readClock();
        if (isPaused) revert EnforcedPause();
        uint256 guard = _guards[site];
        if (guard & LaneWords.OPEN == 0) revert SettlementNoLane(site);
        _requireNext(_heads[site], sequence, from, header.previous);
        _requireSized(from, to, lines);
        uint256 place = _freePlace(site, sequence, guard, clock);
        digest = _hashTypedDataV4(_hashOf(header));
        _requireSigner(digest, r, vs, _keyFor(guard, header, isReattested));
        _heads[site] = LaneWords.head(sequence, to, digest);
        _store(place, digest, clock, _windowFor(to, isReattested, windowHours));
        uint256 contents =
            from | to << 32 | lines << 64 | uint256(header.absorbedWh) << 96 | uint256(header.injectedWh) << 160;
        emit BatchPosted(site, uint32(sequence), digest, header.statementsRoot, header.agreementsRoot, contents);
    }

    function _requireNext(uint256 head, uint256 sequence, uint256 from, bytes32 previous) private pure {
        (uint256 expected, uint32 coveredTo) = (uint256(head.sequenceOf()) + 1, head.coveredToOf());
        if (sequence != expected) revert SettlementSequenceGap(uint32(expected));
        if (from != coveredTo) {
            if (from < coveredTo) revert SettlementQuarterAlreadyCovered(coveredTo);
            revert SettlementQuarterGap(coveredTo);
        }
        if (uint192(uint256(previous)) != head.digestOf()) revert SettlementWrongPrevious(head.digestOf());
    }

    function _requireSized(uint256 from, uint256 to, uint256 lines) private view {
        unchecked {
            // From and to are below 2^32; a `to` before `from` gives a huge difference.
            if (to * QUARTER_SECONDS > block.timestamp) revert SettlementNotYetOver(uint32(to));
            if (to - from - 1 >= MOST_QUARTERS || lines > MOST_LINES) {
                revert SettlementBadSize(to > from ? to - from : 0, lines);
            }
        }
    }

    /// @dev The same as {TypedData-hash}, straight from call data. Fields that are out of range change the hash, so they were
    /// signed so or not at all, and reading them above refused the call.
    function _hashOf(BatchHeader calldata header) private pure returns (bytes32 hash) {
        bytes32 typeHash = BATCH_HEADER_TYPE;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            calldatacopy(add(free, 32), header, 320)
            hash := keccak256(free, 352)
        }
    }

    function _requireSigner(bytes32 digest, bytes32 r, bytes32 vs, address key) private pure {
        address signer = ECDSA.recover(digest, r, vs);
        if (signer != key) revert SettlementBadSigner(signer);
    }
}
