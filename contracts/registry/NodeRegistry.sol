// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {IRegistryNodes} from "../interfaces/IRegistryNodes.sol";
import {Members} from "./Members.sol";
import {Nodes} from "./Nodes.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Members, nodes, keys and meter points; presence and the table of kinds
contract NodeRegistry is Nodes {
    uint256 private constant CHALLENGE_BOND = 100e18;
    uint256 private constant CHALLENGE_TIME = 2 hours;
    uint256 private constant FACTOR_DELAY = 7 days;
    uint32 private constant LEAST_FACTOR = 100_000;
    uint32 private constant MOST_FACTOR = 5_000_000;
    uint32 private constant DEFAULT_FACTOR = 1_000_000;

    struct Challenge {
        address challenger;
        uint96 bond;
    }

    struct Factor {
        uint32 ppm;
        uint32 nextPpm;
        uint40 dueAt;
    }

    mapping(uint32 node => Challenge) private _challenges;
    Factor[KINDS] private _factors;

    /// @param vault Where bonds and referrals wait
    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    /// @param fund Who gets the admission fees
    constructor(IEscrowVault vault, address admin, address fund)
        AccessControlDefaultAdminRules(3 days, admin)
        EIP712("Powerchain Registry", "1")
        RegistryBase(vault)
        Members(fund)
    {}

    /// @inheritdoc IRegistryNodes
    function challengePresence(uint32 node) external override nonReentrant {
        NodeIdentity memory identity = _requireNode(node);
        if (identity.state != NodeState.Verified) revert RegistryWrongState(identity.state);
        uint256 open = _powers[node].challengedUntil;
        if (open != 0) revert RegistryChallengeOpen(open);
        uint256 dueAt = block.timestamp + CHALLENGE_TIME;
        uint96 bond = hasRole(VERIFIER, msg.sender) ? 0 : uint96(CHALLENGE_BOND);
        _powers[node].challengedUntil = uint40(dueAt);
        _challenges[node] = Challenge({challenger: msg.sender, bond: bond});
        emit PresenceChallenged(node, msg.sender, dueAt);
        if (bond > 0) _collect(bond);
    }

    /// @inheritdoc IRegistryNodes
    function closeChallenge(uint32 node) external override nonReentrant {
        uint256 dueAt = _powers[node].challengedUntil;
        if (dueAt == 0) revert RegistryNoChallenge();
        if (block.timestamp <= dueAt) revert RegistryChallengeOpen(dueAt);
        _suspend(node);
        _payBond(node, _challenges[node].challenger);
    }

    /// @inheritdoc IRegistryNodes
    function scheduleKindFactor(uint8 kind, uint32 ppm) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        if (kind >= KINDS) revert RegistryUnknownKind(kind);
        if (ppm < LEAST_FACTOR || ppm > MOST_FACTOR) revert RegistryOutOfBounds(ppm, MOST_FACTOR);
        uint256 dueAt = block.timestamp + FACTOR_DELAY;
        _factors[kind] = Factor({ppm: kindFactor(kind), nextPpm: ppm, dueAt: uint40(dueAt)});
        emit KindFactorScheduled(kind, ppm, dueAt);
    }

    /// @inheritdoc IRegistryNodes
    function kindFactor(uint8 kind) public view override returns (uint32 ppm) {
        if (kind >= KINDS) revert RegistryUnknownKind(kind);
        Factor memory factor = _factors[kind];
        if (factor.dueAt == 0) return DEFAULT_FACTOR;
        return block.timestamp >= factor.dueAt ? factor.nextPpm : factor.ppm;
    }

    /// @inheritdoc IRegistryNodes
    function largestFactor(uint8 kindsMask) external view override returns (uint32 ppm) {
        for (uint8 kind; kind < KINDS; ++kind) {
            if (kindsMask >> kind & 1 == 0) continue;
            uint32 factor = kindFactor(kind);
            if (factor > ppm) ppm = factor;
        }
    }

    function _answerChallenge(uint32 node, address owner) internal override {
        uint256 dueAt = _powers[node].challengedUntil;
        if (dueAt == 0) return;
        // A late answer frees the node, but the bond goes back to who waited.
        _payBond(node, block.timestamp <= dueAt ? owner : _challenges[node].challenger);
    }

    function _payBond(uint32 node, address to) private {
        uint256 units = _challenges[node].bond;
        delete _challenges[node];
        _powers[node].challengedUntil = 0;
        emit PresenceAnswered(node, to, units);
        if (units > 0) VAULT.withdraw(units, to);
    }
}
