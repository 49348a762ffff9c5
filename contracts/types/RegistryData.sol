// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a controller signs to the registry: EIP-712 structs of the domain "Powerchain Registry", version "1".
/// @dev State of a storage as its controller measured it.
struct StorageStatus {
    uint32 node;
    uint32 sequence;
    uint40 measuredAt;
    uint40 validUntil;
    uint8 kind;
    uint64 capacityWh;
    uint64 usableWh;
    uint64 guaranteedWh;
    uint32 ratedVoltageV;
    uint32 minDurationMin;
    uint32 maxDurationMin;
    uint32 lossPpmPerHour;
    uint32 chargePowerW;
    uint32 dischargePowerW;
    bytes32 evidence;
}

/// @dev A new controller key for quarters from `fromQuarter` on.
struct KeyRotation {
    uint32 site;
    uint32 epoch;
    address oldKey;
    address newKey;
    uint32 fromQuarter;
}

bytes32 constant STORAGE_STATUS_TYPE = keccak256(
    "StorageStatus(uint32 node,uint32 sequence,uint40 measuredAt,uint40 validUntil,uint8 kind,uint64 capacityWh,uint64 usableWh,uint64 guaranteedWh,uint32 ratedVoltageV,uint32 minDurationMin,uint32 maxDurationMin,uint32 lossPpmPerHour,uint32 chargePowerW,uint32 dischargePowerW,bytes32 evidence)"
);
bytes32 constant KEY_ROTATION_TYPE =
    keccak256("KeyRotation(uint32 site,uint32 epoch,address oldKey,address newKey,uint32 fromQuarter)");

using RegistryData for StorageStatus global;
using RegistryData for KeyRotation global;

/// @title EIP-712 hashes of what controllers sign to the registry
library RegistryData {
    function hash(StorageStatus memory status) internal pure returns (bytes32) {
        return keccak256(abi.encode(STORAGE_STATUS_TYPE, status));
    }

    function hash(KeyRotation memory rotation) internal pure returns (bytes32) {
        return keccak256(abi.encode(KEY_ROTATION_TYPE, rotation));
    }
}
