// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IKeyListener, IRegistryKeys} from "../interfaces/IRegistryKeys.sol";
import {ISettlementLanes} from "../interfaces/ISettlementLanes.sol";
import {BatchHeader} from "../types/TypedData.sol";
import {QUARTER_SECONDS} from "../types/Units.sol";
import {LaneWords} from "./LaneWords.sol";
import {PauseClock} from "./PauseClock.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Lanes and their rings: opening, keys, windows, hand-over to a later contract
abstract contract Lanes is PauseClock, EIP712, ISettlementLanes, IKeyListener {
    using LaneWords for uint256;

    /// @notice Role of the dispute desk.
    bytes32 public constant DESK = keccak256("powerchain.desk");

    uint256 private constant HOUR = 3600;
    uint256 private constant LATE = 7 days;
    uint256 internal constant CORRECTION = 1 << 31;

    INodeRegistry internal immutable REGISTRY;
    ISettlementLanes private immutable PREDECESSOR;

    address private _successor;
    mapping(uint32 site => uint256 head) internal _heads;
    mapping(uint32 site => uint256 guard) internal _guards;
    mapping(uint256 place => uint256 posted) private _ring;
    mapping(uint32 site => uint256 second) private _revokedAt;

    constructor(INodeRegistry registry, ISettlementLanes predecessor) EIP712("Powerchain Settlement", "1") {
        REGISTRY = registry;
        PREDECESSOR = predecessor;
    }

    /// @inheritdoc ISettlementLanes
    function openLane(uint32 site, uint256 ringSize, uint32 firstQuarter) external override {
        if (msg.sender != REGISTRY.identityOf(site).owner) revert SettlementForbidden(msg.sender);
        if (_guards[site] != 0) revert SettlementLaneExists(site);
        if (ringSize != 16 && ringSize != 32 && ringSize != 64) revert SettlementBadRing(ringSize);
        if ((uint256(firstQuarter) + 1) * QUARTER_SECONDS <= REGISTRY.usesOf(site).registeredAt) {
            revert SettlementQuarterAlreadyCovered(firstQuarter);
        }
        (uint32 sequence, uint32 coveredTo, uint192 digest) = (0, firstQuarter, 0);
        if (address(PREDECESSOR) != address(0) && PREDECESSOR.laneOf(site).ringSize != 0) {
            (sequence, coveredTo, digest) = PREDECESSOR.closeLane(site);
        }
        _heads[site] = LaneWords.head(sequence, coveredTo, bytes32(uint256(digest)));
        _guards[site] = ringSize << 224 | LaneWords.OPEN;
        emit LaneOpened(site, sequence, coveredTo, ringSize);
        _readKey(site);
    }

    /// @inheritdoc ISettlementLanes
    function warmLane(uint32 site, uint256 count) external override {
        uint256 guard = _guards[site];
        if (count > guard.ringSizeOf()) revert SettlementBadRing(count);
        for (uint32 i; i < count; ++i) {
            uint256 place = _place(site, i, guard);
            if (_ring[place] == 0) _ring[place] = LaneWords.EMPTY_WARM;
        }
    }

    /// @inheritdoc IKeyListener
    function refreshKey(uint32 site) external override {
        if (msg.sender != address(REGISTRY)) revert SettlementForbidden(msg.sender);
        if (_guards[site] != 0) _readKey(site);
    }

    /// @inheritdoc ISettlementLanes
    function rejectBatch(uint32 site, uint32 sequence, bytes32 digest) external override onlyRole(DESK) {
        requireStanding(site, sequence, digest);
        uint256 place = _place(site, sequence, _guards[site]);
        _ring[place] = _ring[place].rejected();
        emit BatchRejected(site, sequence, digest);
    }

    /// @inheritdoc ISettlementLanes
    function setSuccessor(address successor) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _successor = successor;
        emit SuccessorSet(successor);
    }

    /// @inheritdoc ISettlementLanes
    function closeLane(uint32 site) external override returns (uint32 sequence, uint32 coveredTo, uint192 digest) {
        if (msg.sender != _successor) revert SettlementForbidden(msg.sender);
        if (_guards[site] & LaneWords.OPEN == 0) revert SettlementNoLane(site);
        _guards[site] &= ~LaneWords.OPEN;
        uint256 head = _heads[site];
        emit LaneClosed(site, head.coveredToOf(), msg.sender);
        return (head.sequenceOf(), head.coveredToOf(), head.digestOf());
    }

    /// @inheritdoc ISettlementLanes
    function laneOf(uint32 site) external view override returns (Lane memory) {
        uint256 head = _heads[site];
        uint256 guard = _guards[site];
        return Lane({
            sequence: head.sequenceOf(),
            coveredTo: head.coveredToOf(),
            digest: head.digestOf(),
            key: guard.keyOf(),
            keyFrom: guard.keyFromOf(),
            keyEpoch: guard.epochOf(),
            ringSize: guard.ringSizeOf(),
            isOpen: guard & LaneWords.OPEN != 0,
            isKeyRevoked: guard & LaneWords.KEY_REVOKED != 0,
            wasRevoked: guard & LaneWords.WAS_REVOKED != 0
        });
    }

    /// @inheritdoc ISettlementLanes
    function postedOf(uint32 site, uint32 sequence) public view override returns (Posted memory) {
        return _ring[_place(site, sequence, _guards[site])].unpacked();
    }

    /// @inheritdoc ISettlementLanes
    function windowEnd(uint32 site, uint32 sequence, bytes32 digest) public view override returns (uint256 second) {
        requireStanding(site, sequence, digest);
        uint256 guard = _guards[site];
        return _endOf(site, guard, _ring[_place(site, sequence, guard)]);
    }

    /// @inheritdoc ISettlementLanes
    function domainSeparator() public view override returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc ISettlementLanes
    function requireWindowOver(uint32 site, uint32 sequence, bytes32 digest) external view override whenNotPaused {
        uint256 until = windowEnd(site, sequence, digest);
        if (settlementClock() <= until) revert SettlementWindowOpen(until);
    }

    /// @inheritdoc ISettlementLanes
    function requireStanding(uint32 site, uint32 sequence, bytes32 digest) public view override {
        Posted memory posted = postedOf(site, sequence);
        if (posted.digest != uint192(uint256(digest)) || posted.state == PostedState.None) {
            revert SettlementUnknownBatch(digest);
        }
        if (posted.state == PostedState.Rejected) revert SettlementBatchRejected(digest);
    }

    /// @dev Place in the ring that is free for a batch: never used, or its window is over.
    function _freePlace(uint32 site, uint256 sequence, uint256 guard, uint256 clock)
        internal
        view
        returns (uint256 place)
    {
        place = _place(site, sequence, guard);
        uint256 before = _ring[place];
        if (before.stateOf() != PostedState.Posted) return place;
        uint256 freeAt = _endOf(site, guard, before);
        if (clock <= freeAt) revert SettlementLaneFull(freeAt);
    }

    /// @dev Puts a digest into a free place. The window is doubled for old quarters and for reattested batches.
    function _store(uint256 place, bytes32 digest, uint256 clock, uint256 windowHours) internal {
        _ring[place] = LaneWords.posted(digest, clock, windowHours);
    }

    /// @dev Window in hours of a batch posted now whose last quarter ended before `toQuarter`.
    function _windowFor(uint256 toQuarter, bool isReattested, uint256 windowHours) internal view returns (uint256) {
        unchecked {
            bool isDoubled = isReattested || toQuarter * QUARTER_SECONDS + LATE < block.timestamp;
            return isDoubled ? 2 * windowHours : windowHours;
        }
    }

    /// @dev The key that has to have signed a batch. A revoked key's batch needs a reattestation, and never reaches its
    /// revoked quarters.
    function _keyFor(uint256 guard, BatchHeader calldata header, bool isReattested) internal view returns (address) {
        if (header.fromQuarter >= guard.keyFromOf() && guard & LaneWords.KEY_REVOKED == 0) {
            if (isReattested) revert SettlementKeyRevoked(guard.epochOf());
            return guard.keyOf();
        }
        uint32 epoch = REGISTRY.epochAt(header.site, header.fromQuarter);
        IRegistryKeys.KeyEpoch memory valid = REGISTRY.keyOf(header.site, epoch);
        if (header.toQuarter > valid.untilQuarter) revert SettlementStraddlesRotation(valid.untilQuarter);
        bool isRevoked = valid.revokedSince != type(uint32).max;
        if (isRevoked != isReattested || header.toQuarter > valid.revokedSince) revert SettlementKeyRevoked(epoch);
        return valid.key;
    }

    function _readKey(uint32 site) private {
        uint32 epoch = REGISTRY.lastEpoch(site);
        IRegistryKeys.KeyEpoch memory last = REGISTRY.keyOf(site, epoch);
        bool isRevoked = last.revokedSince != type(uint32).max;
        _guards[site] = _guards[site].withKey(last.key, last.fromQuarter, epoch, isRevoked);
        if (isRevoked) _revokedAt[site] = settlementClock();
        emit LaneKeySet(site, epoch, last.key, last.fromQuarter, isRevoked);
    }

    /// @dev What was in its window when a key of the site was revoked gets one window more.
    function _endOf(uint32 site, uint256 guard, uint256 word) private view returns (uint256 second) {
        unchecked {
            uint256 window = uint16(word >> 232) * HOUR;
            uint256 postedAt = uint40(word >> 192);
            second = postedAt + window;
            if (guard & LaneWords.WAS_REVOKED == 0) return second;
            uint256 revokedAt = _revokedAt[site];
            if (postedAt <= revokedAt && revokedAt <= second) second += window;
        }
    }

    /// @dev Batches and corrections have rings of their own; a lane that doesn't exist has one place, which stays empty.
    function _place(uint32 site, uint256 sequence, uint256 guard) private pure returns (uint256 place) {
        uint256 ringSize = guard.ringSizeOf();
        unchecked {
            // Sizes are powers of two.
            place = ringSize == 0 ? 0 : sequence & (ringSize - 1);
        }
        return uint256(site) << 64 | (sequence & CORRECTION) << 8 | place;
    }
}
