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

using {batchHash as hash} for BatchHeader global;
using {correctionHash as hash} for CorrectionHeader global;
using {reattestationHash as hash} for Reattestation global;
using {acceptanceHash as hash} for LineAcceptance global;
using {statementHash as hash} for IntervalStatement global;

function batchHash(BatchHeader memory header) pure returns (bytes32) {
    return keccak256(abi.encode(BATCH_HEADER_TYPE, header));
}

function correctionHash(CorrectionHeader memory header) pure returns (bytes32) {
    return keccak256(abi.encode(CORRECTION_HEADER_TYPE, header));
}

function reattestationHash(Reattestation memory reattestation) pure returns (bytes32) {
    return keccak256(abi.encode(REATTESTATION_TYPE, reattestation));
}

function acceptanceHash(LineAcceptance memory acceptance) pure returns (bytes32) {
    return keccak256(abi.encode(LINE_ACCEPTANCE_TYPE, acceptance));
}

function statementHash(IntervalStatement memory statement) pure returns (bytes32) {
    return keccak256(abi.encode(INTERVAL_STATEMENT_TYPE, statement));
}
