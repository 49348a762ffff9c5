// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KeyRotation} from "../types/RegistryData.sol";

/// @title Who learns when a site's key changes
interface IKeyListener {
    /// @notice The registry says that the keys of a site changed; the listener reads them anew.
    function refreshKey(uint32 site) external;
}

/// @title Keys of controllers, by epochs, and meter points
/// @notice A key is valid for the quarters `[fromQuarter, untilQuarter)` of its epoch.
interface IRegistryKeys {
    /// @param revokedSince First quarter for which the key is not believed; type(uint32).max: not revoked
    struct KeyEpoch {
        address key;
        uint32 fromQuarter;
        uint32 untilQuarter;
        uint32 revokedSince;
    }

    event KeyRotated(uint32 indexed site, uint32 indexed epoch, address newKey, uint32 fromQuarter);
    event KeyRevoked(uint32 indexed site, uint32 indexed epoch, uint32 sinceQuarter);
    event MeterPointBound(bytes32 indexed meterPoint, uint32 indexed site, uint32 fromQuarter);
    event KeyListenerSet(address listener);

    error RegistryKeyInUse(address key);
    error RegistryBadPossession(address signer);
    error RegistryWrongEpoch(uint32 expected);
    error RegistryRotationTooEarly(uint32 fromQuarter);
    error RegistryMeterPointBound(bytes32 meterPoint, uint32 site);

    /// @notice Another key for the quarters from `fromQuarter` on, signed by the new key and by the old one; the node's owner may call
    /// with an empty old signature when the old key is lost.
    function rotateKey(KeyRotation calldata rotation, bytes32 oldR, bytes32 oldVs, bytes32 newR, bytes32 newVs) external;

    /// @notice Owner of the node, verifiers, default admin: the key is not believed for quarters from `sinceQuarter` on, and
    /// what it signed before is posted only with a reattestation of the new key.
    function revokeKey(uint32 site, uint32 epoch, uint32 sinceQuarter) external;

    /// @notice Owner of the node: a meter point belongs to one site at a time.
    /// @param meterPoint keccak256(abi.encode(salt, text))
    function bindMeterPoint(bytes32 meterPoint, uint32 site) external;

    /// @notice Owner of the present site: from `fromQuarter` on the meter point belongs to another.
    function moveMeterPoint(bytes32 meterPoint, uint32 toSite, uint32 fromQuarter) external;

    /// @notice Default admin: the settlement that is told of new keys.
    function setKeyListener(address listener) external;

    /// @notice Number of the newest epoch, 1 from the registration on.
    function lastEpoch(uint32 site) external view returns (uint32 epoch);

    function keyOf(uint32 site, uint32 epoch) external view returns (KeyEpoch memory);

    /// @notice Epoch that signs for a quarter; 0 when there is none.
    function epochAt(uint32 site, uint32 quarter) external view returns (uint32 epoch);

    function siteOf(bytes32 meterPoint) external view returns (uint32 site, uint32 fromQuarter);
}
