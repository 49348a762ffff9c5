// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What consumers and parties sign to retail billing: EIP-712 structs of the domain "Powerchain Billing", version "1".
/// @dev A consumer takes a supplier and a plan for a meter point.
struct ConsumerContract {
    bytes32 meterPoint;
    address consumer;
    uint32 supplier;
    uint32 plan;
    bytes32 document;
    uint40 startsAt;
    uint256 nonce;
    uint40 deadline;
}

/// @dev Another plan from `effectiveAt` on.
struct TariffSwitch {
    bytes32 meterPoint;
    uint32 fromPlan;
    uint32 toPlan;
    uint40 effectiveAt;
    uint256 nonce;
    uint40 deadline;
}

/// @dev A reading entered directly or by hand.
struct MeterReading {
    bytes32 meterPoint;
    bytes32 meter;
    uint8 register;
    uint64 readingWh;
    uint40 readAt;
    uint8 source;
    uint32 sequence;
    bytes32 attachment;
}

/// @dev How a bill is split; kind 1: fixed weights, kind 2: the bill's components by owner.
struct SplitFormula {
    uint32 formula;
    uint32 version;
    uint8 kind;
    address[] parties;
    uint32[] weightsPpm;
    uint40 validFrom;
}

bytes32 constant CONSUMER_CONTRACT_TYPE = keccak256(
    "ConsumerContract(bytes32 meterPoint,address consumer,uint32 supplier,uint32 plan,bytes32 document,uint40 startsAt,uint256 nonce,uint40 deadline)"
);
bytes32 constant TARIFF_SWITCH_TYPE = keccak256(
    "TariffSwitch(bytes32 meterPoint,uint32 fromPlan,uint32 toPlan,uint40 effectiveAt,uint256 nonce,uint40 deadline)"
);
bytes32 constant METER_READING_TYPE = keccak256(
    "MeterReading(bytes32 meterPoint,bytes32 meter,uint8 register,uint64 readingWh,uint40 readAt,uint8 source,uint32 sequence,bytes32 attachment)"
);
bytes32 constant SPLIT_FORMULA_TYPE = keccak256(
    "SplitFormula(uint32 formula,uint32 version,uint8 kind,address[] parties,uint32[] weightsPpm,uint40 validFrom)"
);

using BillingData for ConsumerContract global;
using BillingData for TariffSwitch global;
using BillingData for MeterReading global;
using BillingData for SplitFormula global;

/// @title EIP-712 hashes of what consumers and parties sign
library BillingData {
    function hash(ConsumerContract memory signed) internal pure returns (bytes32) {
        return keccak256(abi.encode(CONSUMER_CONTRACT_TYPE, signed));
    }

    function hash(TariffSwitch memory signed) internal pure returns (bytes32) {
        return keccak256(abi.encode(TARIFF_SWITCH_TYPE, signed));
    }

    function hash(MeterReading memory reading) internal pure returns (bytes32) {
        return keccak256(abi.encode(METER_READING_TYPE, reading));
    }

    /// @dev Arrays are hashed as EIP-712 wants it: their elements, padded to words, one after the other.
    function hash(SplitFormula memory formula) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SPLIT_FORMULA_TYPE,
                formula.formula,
                formula.version,
                formula.kind,
                keccak256(abi.encodePacked(formula.parties)),
                keccak256(abi.encodePacked(formula.weightsPpm)),
                formula.validFrom
            )
        );
    }
}
