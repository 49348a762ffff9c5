// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StorageStatus} from "../types/RegistryData.sol";

/// @title Nodes: what a member registered and its controller keeps proving
/// @notice A node is a site: one controller, one lane of batches. Energy in Wh, times in unix seconds.
interface IRegistryNodes {
    enum NodeState {
        None,
        Registered,
        Verified,
        Suspended,
        Retired
    }

    /// @param zone Grid area
    /// @param kind Storage kind 0..7: AGM, gel, Li-ion, alkaline, hydrogen, kinetic, mixed, other
    /// @param statusSequence Number of the last accepted status
    struct NodeIdentity {
        address owner;
        uint32 zone;
        uint8 kind;
        NodeState state;
        uint32 statusSequence;
        bool isAdmitted;
    }

    /// @param capacityWh Capacity now, at most the attested rating
    /// @param guaranteedWh What the controller guarantees to take
    struct NodeCapacity {
        uint64 capacityWh;
        uint64 guaranteedWh;
        uint40 statusValidUntil;
        uint40 measuredAt;
        uint32 lossPpmPerHour;
    }

    /// @param offeredWh In open offers
    /// @param committedWh In agreements
    /// @param keyEpochs Keys of the controller so far
    struct NodeUse {
        uint64 offeredWh;
        uint64 committedWh;
        uint32 minDurationMin;
        uint32 maxDurationMin;
        uint40 registeredAt;
        uint24 keyEpochs;
    }

    /// @dev Known from the first status on; a registration only tells its voltage.
    struct NodePower {
        uint64 ratingWh;
        uint32 ratedVoltageV;
        uint32 chargePowerW;
        uint32 dischargePowerW;
        uint40 challengedUntil;
    }

    event NodeRegistered(uint32 indexed node, address indexed owner, address controller, Registration registration);
    event NodeAdmitted(uint32 indexed node, uint64 ratingWh);
    event StatusAccepted(uint32 indexed node, StorageStatus status);
    event NodeVerified(uint32 indexed node);
    /// @param isAdmitted A status is enough to return; else a verifier has to admit it anew
    event NodeSuspended(uint32 indexed node, bool isAdmitted);
    event NodeRetired(uint32 indexed node);
    event CapacityShortfall(uint32 indexed node, uint256 committedWh, uint256 capacityWh);
    event PresenceChallenged(uint32 indexed node, address indexed challenger, uint256 dueAt);
    event PresenceAnswered(uint32 indexed node, address indexed to, uint256 units);
    event CapacityUsed(uint32 indexed node, uint64 offeredWh, uint64 committedWh);
    event KindFactorScheduled(uint8 indexed kind, uint32 ppm, uint256 dueAt);

    error RegistryUnknownNode(uint32 node);
    error RegistryNotOwner(address caller);
    error RegistryUnknownKind(uint8 kind);
    error RegistryBadDurations();
    /// @notice The status is older than 24 h, from the future, or its validity ended.
    error RegistryStatusStale();
    error RegistrySequenceGap(uint32 expected);
    error RegistryCapacityAboveRating(uint64 capacityWh, uint64 ratingWh);
    error RegistryBadSigner(address signer);
    error RegistryWrongState(NodeState state);
    /// @notice A registration without a status ran out after 30 days.
    error RegistryExpired();
    error RegistryChallengeOpen(uint256 dueAt);
    error RegistryNoChallenge();
    /// @notice More than is offered, committed or there.
    error RegistryCapacityExceeded(uint256 freeWh);

    /// @param kind Storage kind
    /// @param zone Grid area
    /// @param capacityWh Stated capacity, until a verifier attests a rating
    /// @param controller Address of the controller's key
    struct Registration {
        uint8 kind;
        uint32 zone;
        uint64 capacityWh;
        uint32 ratedVoltageV;
        uint32 minDurationMin;
        uint32 maxDurationMin;
        address controller;
    }

    /// @notice Registers a node of the caller. The controller signs {KeyRotation} (site 0, epoch 1, oldKey = the owner, newKey = itself,
    /// fromQuarter 0) to show that it is his.
    /// @return node Its number, which is also the number of its site
    function registerNode(Registration calldata registration, bytes32 r, bytes32 vs) external returns (uint32 node);

    /// @notice Verifiers: admits a node with an attested rating. It is verified by its next status.
    function admitNode(uint32 node, uint64 ratingWh) external;

    /// @notice Anybody brings a status that the controller signed; it may correct what was registered. Capacity below what is
    /// committed is accepted and told, and stops new offers.
    function submitStatus(StorageStatus calldata status, bytes32 r, bytes32 vs) external;

    /// @notice Verifiers, guardian and the settlement (proven equivocation).
    function suspendNode(uint32 node) external;

    /// @notice Owner, when nothing is committed.
    function retireNode(uint32 node) external;

    /// @notice Asks a node for a fresh status within two hours; the caller stakes 100 POWEC (verifiers nothing), which the
    /// node's owner gets when it answers and the caller gets back when it doesn't.
    function challengePresence(uint32 node) external;

    /// @notice Anybody: an unanswered challenge suspends the node.
    function closeChallenge(uint32 node) external;

    /// @notice Market: capacity moves between free, offered and committed. Amounts are changes in Wh.
    function useCapacity(uint32 node, int64 offeredWh, int64 committedWh) external;

    /// @notice Default admin: factor of a storage kind, [100,000 .. 5,000,000] ppm, in force 7 days later.
    function scheduleKindFactor(uint8 kind, uint32 ppm) external;

    function identityOf(uint32 node) external view returns (NodeIdentity memory);

    function capacityOf(uint32 node) external view returns (NodeCapacity memory);

    function usesOf(uint32 node) external view returns (NodeUse memory);

    function powersOf(uint32 node) external view returns (NodePower memory);

    /// @notice Factor of a storage kind now, millionths.
    function kindFactor(uint8 kind) external view returns (uint32 ppm);

    /// @notice Largest factor now of the kinds whose bits are set, millionths; 0 of none.
    function largestFactor(uint8 kindsMask) external view returns (uint32 ppm);
}
