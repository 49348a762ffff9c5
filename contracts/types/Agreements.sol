// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Price, Quarter, WattHourQuarters, WattHours} from "./Units.sol";

/// @dev What an agreement is about.
enum AgreementKind {
    None,
    Storage,
    Utilization,
    Supply
}

/// @notice Terms of an agreement: never change, known on chain by their hash and in the event of their publication.
/// @param agreement Number given by the market
/// @param kind Storage; utilization (a consumer-miner takes surplus); supply (sells back)
/// @param payer Who pays the reward
/// @param payee Who earns it and gives the bond
/// @param site Site whose lane settles it
/// @param volume Most energy taken or returned
/// @param accumulateFrom First quarter of taking energy
/// @param accumulateTo Quarter after the last of taking
/// @param supplyFrom First quarter of returning
/// @param supplyTo Quarter after the last of returning: the end
/// @param kindPpm Factor of the storage kind, millionths
/// @param capacityPrice Units per kWh-hour reserved
/// @param holdPrice Units per kWh-hour held
/// @param returnPrice Units per kWh returned
/// @param shortPrice Units per kWh missing at the end
/// @param deviationPrice Units per kWh beyond the band
/// @param permittedLossPpm Part of the energy that may be lost
/// @param bond Units the payee stakes
/// @param escrow Units the payer deposited: at least the largest possible reward
/// @param scheduleHash Hash of the schedule by quarter; 0: constant power over each window
/// @param onBehalf Hash of the firm a clearing company acts for, else 0
/// @param arbiter Who rules a dispute
struct Terms {
    uint64 agreement;
    AgreementKind kind;
    address payer;
    address payee;
    uint32 site;
    WattHours volume;
    Quarter accumulateFrom;
    Quarter accumulateTo;
    Quarter supplyFrom;
    Quarter supplyTo;
    uint32 kindPpm;
    Price capacityPrice;
    Price holdPrice;
    Price returnPrice;
    Price shortPrice;
    Price deviationPrice;
    uint32 permittedLossPpm;
    uint104 bond;
    uint104 escrow;
    bytes32 scheduleHash;
    bytes32 onBehalf;
    address arbiter;
}

/// @notice Quantities of an agreement from its beginning up to a quarter: cumulative, no money.
/// @param agreement Number of the agreement
/// @param upTo Quarter after the last one counted
/// @param taken Energy taken in
/// @param returned Energy given back
/// @param reserved Capacity reserved over time
/// @param stored Energy held over time
/// @param short Energy missing at the end, beyond the tolerance
/// @param deviation Energy off the schedule beyond the band, by the payee
/// @param unused Energy off the schedule beyond the band, by the payer
/// @param estimated Part of the energy that was estimated, not measured
/// @param isFinal Whether no later line will come
/// @param proofsRoot Root of the proofs of response behind it
struct AgreementLine {
    uint64 agreement;
    Quarter upTo;
    WattHours taken;
    WattHours returned;
    WattHourQuarters reserved;
    WattHourQuarters stored;
    WattHours short;
    WattHours deviation;
    WattHours unused;
    WattHours estimated;
    bool isFinal;
    bytes32 proofsRoot;
}

using Agreements for Terms global;

/// @title Hash of terms
library Agreements {
    /// @dev Hash under which the settlement knows an agreement's terms.
    function hash(Terms memory terms) internal pure returns (bytes32 termsHash) {
        assembly ("memory-safe") {
            // A struct of values is its own encoding: 22 words.
            termsHash := keccak256(terms, 704)
        }
    }
}
