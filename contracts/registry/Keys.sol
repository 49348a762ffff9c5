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
    mapping(uint32 site => mapping(uint256 epoch => KeyEpoch)) private _epochs;
    mapping(address key => bool) private _isUsed;
    mapping(bytes32 meterPoint => Binding) private _bindings;

    /// @inheritdoc IRegistryKeys
    function rotateKey(KeyRotation calldata rotation, bytes32 oldR, bytes32 oldVs, bytes32 newR, bytes32 newVs)
        external
        override
    {
        uint32 newest = lastEpoch(rotation.site);
        if (rotation.epoch != newest + 1 || newest == 0) revert RegistryWrongEpoch(newest + 1);
        KeyEpoch storage last = _epochs[rotation.site][newest];
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
        _uses[rotation.site].keyEpochs = uint24(newest + 1);
        _addKey(rotation, digest, newR, newVs);
        _tell(rotation.site);
    }

    /// @inheritdoc IRegistryKeys
    function revokeKey(uint32 site, uint32 epoch, uint32 sinceQuarter) external override {
        bool mayRevoke =
            msg.sender == _identities[site].owner || hasRole(VERIFIER, msg.sender) || msg.sender == defaultAdmin();
        if (!mayRevoke) revert RegistryNotOwner(msg.sender);
        uint32 newest = lastEpoch(site);
        if (epoch == 0 || epoch > newest) revert RegistryWrongEpoch(newest);
        KeyEpoch storage revoked = _epochs[site][epoch];
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
        return _uses[site].keyEpochs;
    }

    /// @inheritdoc IRegistryKeys
    function keyOf(uint32 site, uint32 epoch) external view override returns (KeyEpoch memory) {
        return _epochs[site][epoch];
    }

    /// @inheritdoc IRegistryKeys
    function epochAt(uint32 site, uint32 quarter) public view override returns (uint32 epoch) {
        for (epoch = lastEpoch(site); epoch > 0; --epoch) {
            if (_epochs[site][epoch].fromQuarter <= quarter) return epoch;
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
        KeyEpoch storage last = _epochs[site][lastEpoch(site)];
        return last.revokedSince == ALWAYS ? last.key : address(0);
    }

    function _addKey(KeyRotation memory rotation, bytes32 digest, bytes32 r, bytes32 vs) private {
        address key = rotation.newKey;
        if (_isUsed[key]) revert RegistryKeyInUse(key);
        address signer = ECDSA.recover(digest, r, vs);
        if (signer != key) revert RegistryBadPossession(signer);
        _isUsed[key] = true;
        _epochs[rotation.site][rotation.epoch] = KeyEpoch(key, rotation.fromQuarter, ALWAYS, ALWAYS);
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
