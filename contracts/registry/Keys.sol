// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IKeyListener, IRegistryKeys} from "../interfaces/IRegistryKeys.sol";
import {KeyRotation} from "../types/RegistryData.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Keys of controllers by epochs, and which site a meter point belongs to
abstract contract Keys is RegistryBase {
    uint32 private constant ALWAYS = type(uint32).max;

    struct Binding {
        uint32 site;
        uint32 fromQuarter;
    }

    address private _listener;
    mapping(uint32 site => KeyEpoch[]) private _epochs;
    mapping(address key => bool) private _isUsed;
    mapping(bytes32 meterPoint => Binding) private _bindings;

    /// @inheritdoc IRegistryKeys
    function rotateKey(KeyRotation calldata rotation, bytes32 oldR, bytes32 oldVs, bytes32 newR, bytes32 newVs)
        external
        override
    {
        KeyEpoch[] storage epochs = _epochs[rotation.site];
        uint32 expected = uint32(epochs.length) + 1;
        if (rotation.epoch != expected || expected == 1) revert RegistryWrongEpoch(expected);
        KeyEpoch storage last = epochs[epochs.length - 1];
        if (rotation.oldKey != last.key) revert RegistryBadPossession(rotation.oldKey);
        if (rotation.fromQuarter <= last.fromQuarter) revert RegistryRotationTooEarly(rotation.fromQuarter);
        bytes32 digest = _hashTypedDataV4(rotation.hash());
        bool isLost = oldR == 0 && msg.sender == _identities[rotation.site].owner;
        if (!isLost) {
            // A revoked key can't name its successor.
            address signer = ECDSA.recover(digest, oldR, oldVs);
            if (signer != last.key || last.revokedSince != ALWAYS) revert RegistryBadPossession(signer);
        }
        last.untilQuarter = rotation.fromQuarter;
        _addKey(rotation, digest, newR, newVs);
        _tell(rotation.site);
    }

    /// @inheritdoc IRegistryKeys
    function revokeKey(uint32 site, uint32 epoch, uint32 sinceQuarter) external override {
        bool mayRevoke =
            msg.sender == _identities[site].owner || hasRole(VERIFIER, msg.sender) || msg.sender == defaultAdmin();
        if (!mayRevoke) revert RegistryNotOwner(msg.sender);
        if (epoch == 0 || epoch > _epochs[site].length) revert RegistryWrongEpoch(uint32(_epochs[site].length));
        KeyEpoch storage revoked = _epochs[site][epoch - 1];
        // A second revocation can only reach further back.
        if (sinceQuarter >= revoked.revokedSince) revert RegistryRotationTooEarly(sinceQuarter);
        revoked.revokedSince = sinceQuarter;
        emit KeyRevoked(site, epoch, sinceQuarter);
        _tell(site);
    }

    /// @inheritdoc IRegistryKeys
    function bindMeterPoint(bytes32 meterPoint, uint32 site) external override {
        _requireOwner(site);
        uint32 bound = _bindings[meterPoint].site;
        if (bound != 0) revert RegistryMeterPointBound(meterPoint, bound);
        _bind(meterPoint, site, 0);
    }

    /// @inheritdoc IRegistryKeys
    function moveMeterPoint(bytes32 meterPoint, uint32 toSite, uint32 fromQuarter) external override {
        Binding memory bound = _bindings[meterPoint];
        _requireOwner(bound.site);
        if (fromQuarter <= bound.fromQuarter) revert RegistryRotationTooEarly(fromQuarter);
        if (_identities[toSite].owner == address(0)) revert RegistryUnknownNode(toSite);
        _bind(meterPoint, toSite, fromQuarter);
    }

    /// @inheritdoc IRegistryKeys
    function setKeyListener(address listener) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _listener = listener;
        emit KeyListenerSet(listener);
    }

    /// @inheritdoc IRegistryKeys
    function lastEpoch(uint32 site) public view override returns (uint32 epoch) {
        return uint32(_epochs[site].length);
    }

    /// @inheritdoc IRegistryKeys
    function keyOf(uint32 site, uint32 epoch) external view override returns (KeyEpoch memory) {
        return _epochs[site][epoch - 1];
    }

    /// @inheritdoc IRegistryKeys
    function epochAt(uint32 site, uint32 quarter) public view override returns (uint32 epoch) {
        KeyEpoch[] storage epochs = _epochs[site];
        for (epoch = uint32(epochs.length); epoch > 0; --epoch) {
            if (epochs[epoch - 1].fromQuarter <= quarter) return epoch;
        }
    }

    /// @inheritdoc IRegistryKeys
    function siteOf(bytes32 meterPoint) external view override returns (uint32 site, uint32 fromQuarter) {
        return (_bindings[meterPoint].site, _bindings[meterPoint].fromQuarter);
    }

    /// @dev The first key of a node: the controller signs that this owner may use it.
    function _registerKey(uint32 site, address key, bytes32 r, bytes32 vs) internal {
        KeyRotation memory possession =
            KeyRotation({site: 0, epoch: 1, oldKey: msg.sender, newKey: key, fromQuarter: 0});
        bytes32 digest = _hashTypedDataV4(possession.hash());
        possession.site = site;
        _addKey(possession, digest, r, vs);
    }

    /// @dev The key that signs status statements: the newest, unless revoked.
    function _statusKey(uint32 site) internal view returns (address key) {
        KeyEpoch storage last = _epochs[site][_epochs[site].length - 1];
        return last.revokedSince == ALWAYS ? last.key : address(0);
    }

    function _addKey(KeyRotation memory rotation, bytes32 digest, bytes32 r, bytes32 vs) private {
        address key = rotation.newKey;
        if (_isUsed[key]) revert RegistryKeyInUse(key);
        address signer = ECDSA.recover(digest, r, vs);
        if (signer != key) revert RegistryBadPossession(signer);
        _isUsed[key] = true;
        _epochs[rotation.site].push(KeyEpoch(key, rotation.fromQuarter, ALWAYS, ALWAYS));
        emit KeyRotated(rotation.site, rotation.epoch, key, rotation.fromQuarter);
    }

    function _bind(bytes32 meterPoint, uint32 site, uint32 fromQuarter) private {
        _bindings[meterPoint] = Binding({site: site, fromQuarter: fromQuarter});
        emit MeterPointBound(meterPoint, site, fromQuarter);
    }

    function _tell(uint32 site) private {
        if (_listener != address(0)) IKeyListener(_listener).refreshKey(site);
    }
}
