// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a station signs and posts: EIP-712 structs of the domain "Powerchain Settlement", version "1".
/// @dev Header of a batch: all statements of the quarters [fromQuarter, toQuarter) of a site.
struct BatchHeader {
    uint32 site;
    uint32 sequence;
    uint32 fromQuarter;
    uint32 toQuarter;
    uint32 lineCount;
    uint64 absorbedWh;
    uint64 injectedWh;
    bytes32 statementsRoot;
    bytes32 agreementsRoot;
    bytes32 previous;
}

/// @dev New statements for quarters that were covered already; `corrects` is the digest of what it corrects.
struct CorrectionHeader {
    uint32 site;
    uint32 correction;
    uint32 fromQuarter;
    uint32 toQuarter;
    uint32 lineCount;
    uint8 reason;
    bytes32 statementsRoot;
    bytes32 agreementsRoot;
    bytes32 corrects;
}

/// @dev The new key vouches for a batch that a revoked key signed.
struct Reattestation {
    uint32 site;
    uint32 sequence;
    bytes32 batch;
    uint32 revokedEpoch;
}

/// @dev The payer agrees with a line: it is settled without waiting.
struct LineAcceptance {
    uint64 agreement;
    bytes32 line;
    bytes32 batch;
    uint40 deadline;
}

/// @dev All lines of a site in one quarter.
struct IntervalStatement {
    uint32 site;
    uint32 quarter;
    uint8 revision;
    uint16 lineCount;
    bytes32 linesRoot;
    bytes32 previous;
    bytes32 replaces;
}

bytes32 constant BATCH_HEADER_TYPE = keccak256(
    "BatchHeader(uint32 site,uint32 sequence,uint32 fromQuarter,uint32 toQuarter,uint32 lineCount,uint64 absorbedWh,uint64 injectedWh,bytes32 statementsRoot,bytes32 agreementsRoot,bytes32 previous)"
);
bytes32 constant CORRECTION_HEADER_TYPE = keccak256(
    "CorrectionHeader(uint32 site,uint32 correction,uint32 fromQuarter,uint32 toQuarter,uint32 lineCount,uint8 reason,bytes32 statementsRoot,bytes32 agreementsRoot,bytes32 corrects)"
);
bytes32 constant REATTESTATION_TYPE =
    keccak256("Reattestation(uint32 site,uint32 sequence,bytes32 batch,uint32 revokedEpoch)");
bytes32 constant LINE_ACCEPTANCE_TYPE =
    keccak256("LineAcceptance(uint64 agreement,bytes32 line,bytes32 batch,uint40 deadline)");
bytes32 constant INTERVAL_STATEMENT_TYPE = keccak256(
    "IntervalStatement(uint32 site,uint32 quarter,uint8 revision,uint16 lineCount,bytes32 linesRoot,bytes32 previous,bytes32 replaces)"
);

using TypedData for BatchHeader global;
using TypedData for CorrectionHeader global;
using TypedData for Reattestation global;
using TypedData for LineAcceptance global;
using TypedData for IntervalStatement global;

/// @title EIP-712 hashes of what stations and payers sign
library TypedData {
    function hash(BatchHeader memory header) internal pure returns (bytes32) {
        return keccak256(abi.encode(BATCH_HEADER_TYPE, header));
    }

    function hash(CorrectionHeader memory header) internal pure returns (bytes32) {
        return keccak256(abi.encode(CORRECTION_HEADER_TYPE, header));
    }

    function hash(Reattestation memory reattestation) internal pure returns (bytes32) {
        return keccak256(abi.encode(REATTESTATION_TYPE, reattestation));
    }

    function hash(LineAcceptance memory acceptance) internal pure returns (bytes32) {
        return keccak256(abi.encode(LINE_ACCEPTANCE_TYPE, acceptance));
    }

    function hash(IntervalStatement memory statement) internal pure returns (bytes32) {
        return keccak256(abi.encode(INTERVAL_STATEMENT_TYPE, statement));
    }
}
