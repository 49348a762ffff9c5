// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryNodes} from "../interfaces/IRegistryNodes.sol";
import {StorageStatus} from "../types/RegistryData.sol";
import {Keys} from "./Keys.sol";
import {Members} from "./Members.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Registration, status, suspension and use of nodes
abstract contract Nodes is Members, Keys {
    uint256 private constant STATUS_AGE = 24 hours;
    uint256 private constant REGISTRATION_LIFE = 30 days;
    uint8 internal constant KINDS = 8;

    uint32 private _nodeCount;
    mapping(uint32 node => NodeCapacity) internal _capacities;
    mapping(uint32 node => NodePower) internal _powers;

    /// @inheritdoc IRegistryNodes
    function registerNode(Registration calldata registration, bytes32 r, bytes32 vs)
        external
        override
        returns (uint32 node)
    {
        _requireMember(msg.sender);
        if (!isVouchedFor(msg.sender)) revert RegistryKycMissing(msg.sender);
        if (registration.kind >= KINDS) revert RegistryUnknownKind(registration.kind);
        _requireDurations(registration.minDurationMin, registration.maxDurationMin);
        node = ++_nodeCount;
        _identities[node] = NodeIdentity({
            owner: msg.sender,
            zone: registration.zone,
            kind: registration.kind,
            state: NodeState.Registered,
            statusSequence: 0,
            isAdmitted: false
        });
        _capacities[node].capacityWh = registration.capacityWh;
        NodeUse storage use = _uses[node];
        use.minDurationMin = registration.minDurationMin;
        use.maxDurationMin = registration.maxDurationMin;
        use.registeredAt = uint40(block.timestamp);
        use.keyEpochs = 1;
        emit NodeRegistered(node, msg.sender, registration.controller, registration);
        _registerKey(node, registration.controller, r, vs);
    }

    /// @inheritdoc IRegistryNodes
    function admitNode(uint32 node, uint64 ratingWh) external override onlyRole(VERIFIER) {
        _requireNode(node);
        _identities[node].isAdmitted = true;
        _powers[node].ratingWh = ratingWh;
        emit NodeAdmitted(node, ratingWh);
    }

    /// @inheritdoc IRegistryNodes
    function submitStatus(StorageStatus calldata status, bytes32 r, bytes32 vs) external override nonReentrant {
        uint32 node = status.node;
        NodeIdentity memory identity = _requireNode(node);
        if (status.sequence != identity.statusSequence + 1) revert RegistrySequenceGap(identity.statusSequence + 1);
        _requireFresh(status);
        address signer = ECDSA.recover(_hashTypedDataV4(status.hash()), r, vs);
        if (signer != _statusKey(node)) revert RegistryBadSigner(signer);
        bool isFirst = identity.state == NodeState.Registered;
        if (isFirst && block.timestamp > _uses[node].registeredAt + REGISTRATION_LIFE) revert RegistryExpired();
        _apply(status);
        identity.statusSequence = status.sequence;
        identity.kind = status.kind;
        bool isVerified = identity.isAdmitted && identity.state != NodeState.Verified;
        if (isVerified) identity.state = NodeState.Verified;
        _identities[node] = identity;
        emit StatusAccepted(node, status);
        if (isVerified) {
            emit NodeVerified(node);
            _earnReferral(identity.owner);
        }
        _answerChallenge(node, identity.owner);
    }

    /// @inheritdoc IRegistryNodes
    function suspendNode(uint32 node) external override {
        bool maySuspend = hasRole(VERIFIER, msg.sender) || hasRole(GUARDIAN, msg.sender) || hasRole(MARKET, msg.sender);
        if (!maySuspend) revert RegistryNotOwner(msg.sender);
        _requireNode(node);
        _identities[node].isAdmitted = false;
        _suspend(node);
    }

    /// @inheritdoc IRegistryNodes
    function retireNode(uint32 node) external override {
        _requireOwner(node);
        _requireNode(node);
        uint64 committed = _uses[node].committedWh;
        if (committed > 0) revert RegistryCommitted(committed);
        _identities[node].state = NodeState.Retired;
        emit NodeRetired(node);
    }

    /// @inheritdoc IRegistryNodes
    function useCapacity(uint32 node, int64 offeredWh, int64 committedWh) external override onlyRole(MARKET) {
        NodeUse storage use = _uses[node];
        int256 offered = int256(uint256(use.offeredWh)) + offeredWh;
        int256 committed = int256(uint256(use.committedWh)) + committedWh;
        int256 capacity = int256(uint256(_capacities[node].capacityWh));
        bool isMore = int256(offeredWh) + committedWh > 0;
        if (offered < 0 || committed < 0 || (isMore && offered + committed > capacity)) {
            int256 used = int256(uint256(use.offeredWh)) + int256(uint256(use.committedWh));
            revert RegistryCapacityExceeded(capacity > used ? uint256(capacity - used) : 0);
        }
        (use.offeredWh, use.committedWh) = (uint64(uint256(offered)), uint64(uint256(committed)));
        if (committedWh != 0) {
            address owner = _identities[node].owner;
            _committedOf[owner] = uint256(int256(_committedOf[owner]) + committedWh);
        }
        emit CapacityUsed(node, use.offeredWh, use.committedWh);
    }

    /// @inheritdoc IRegistryNodes
    function identityOf(uint32 node) external view override returns (NodeIdentity memory) {
        return _identities[node];
    }

    /// @inheritdoc IRegistryNodes
    function capacityOf(uint32 node) external view override returns (NodeCapacity memory) {
        return _capacities[node];
    }

    /// @inheritdoc IRegistryNodes
    function usesOf(uint32 node) external view override returns (NodeUse memory) {
        return _uses[node];
    }

    /// @inheritdoc IRegistryNodes
    function powersOf(uint32 node) external view override returns (NodePower memory) {
        return _powers[node];
    }

    function _suspend(uint32 node) internal {
        _identities[node].state = NodeState.Suspended;
        emit NodeSuspended(node, _identities[node].isAdmitted);
    }

    /// @dev A status answers an open challenge.
    function _answerChallenge(uint32 node, address owner) internal virtual;

    function _requireNode(uint32 node) internal view returns (NodeIdentity memory identity) {
        identity = _identities[node];
        if (identity.owner == address(0)) revert RegistryUnknownNode(node);
        if (identity.state == NodeState.Retired) revert RegistryWrongState(identity.state);
    }

    function _apply(StorageStatus calldata status) private {
        uint32 node = status.node;
        NodePower storage power = _powers[node];
        // Before a rating is attested, a status can only lower what was stated.
        uint64 most = power.ratingWh == 0 ? _capacities[node].capacityWh : power.ratingWh;
        if (status.capacityWh > most) revert RegistryCapacityAboveRating(status.capacityWh, most);
        _capacities[node] = NodeCapacity({
            capacityWh: status.capacityWh,
            guaranteedWh: status.guaranteedWh,
            statusValidUntil: status.validUntil,
            measuredAt: status.measuredAt,
            lossPpmPerHour: status.lossPpmPerHour
        });
        (power.ratedVoltageV, power.chargePowerW, power.dischargePowerW) =
        (status.ratedVoltageV, status.chargePowerW, status.dischargePowerW);
        NodeUse storage use = _uses[node];
        (use.minDurationMin, use.maxDurationMin) = (status.minDurationMin, status.maxDurationMin);
        if (status.capacityWh < use.committedWh) {
            emit CapacityShortfall(node, use.committedWh, status.capacityWh);
        }
    }

    function _requireFresh(StorageStatus calldata status) private view {
        bool isFresh = status.measuredAt <= block.timestamp && status.measuredAt + STATUS_AGE >= block.timestamp
            && status.validUntil >= block.timestamp && status.measuredAt >= _capacities[status.node].measuredAt;
        if (!isFresh) revert RegistryStatusStale();
        if (status.kind >= KINDS) revert RegistryUnknownKind(status.kind);
        _requireDurations(status.minDurationMin, status.maxDurationMin);
    }

    function _requireDurations(uint32 least, uint32 most) private pure {
        if (most == 0 || least > most) revert RegistryBadDurations();
    }
}
