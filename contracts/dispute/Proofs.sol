// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../interfaces/IDeliverySettlement.sol";
import {IDisputeDesk} from "../interfaces/IDisputeDesk.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {Trees} from "../maths/Trees.sol";
import {BatchHeader, IntervalStatement} from "../types/TypedData.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title What needs no arbiter: two truths of one quarter, one line counted twice
abstract contract Proofs is IDisputeDesk {
    IDeliverySettlement internal immutable SETTLEMENT;
    INodeRegistry internal immutable REGISTRY;

    constructor(IDeliverySettlement settlement, INodeRegistry registry) {
        (SETTLEMENT, REGISTRY) = (settlement, registry);
    }

    /// @inheritdoc IDisputeDesk
    function proveEquivocation(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata a,
        IntervalStatement calldata b,
        bytes32[2] calldata signatureA,
        bytes32[2] calldata signatureB,
        bytes32[] calldata proof
    ) external override {
        (bytes32 digestA, bytes32 digestB) = (_typed(a.hash()), _typed(b.hash()));
        bool isPair = a.site == b.site && a.quarter == b.quarter && a.revision == b.revision && digestA != digestB;
        if (!isPair) revert DisputeBadProof();
        address key = REGISTRY.keyOf(a.site, REGISTRY.epochAt(a.site, a.quarter)).key;
        bool areSigned = ECDSA.recover(digestA, signatureA[0], signatureA[1]) == key
            && ECDSA.recover(digestB, signatureB[0], signatureB[1]) == key;
        if (!areSigned) revert DisputeBadProof();
        emit EquivocationProven(a.site, a.quarter, msg.sender, digestA, digestB);
        _reject(header, index, a, digestA, proof);
    }

    /// @inheritdoc IDisputeDesk
    function proveDuplicateLine(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata statement,
        bytes32[] calldata proof,
        LinePreimage calldata a,
        LinePreimage calldata b
    ) external override {
        bool isSameMeter =
            a.meterPoint == b.meterPoint && _registerOf(a.word1) == _registerOf(b.word1);
        bool areTwo = uint16(uint256(a.word1)) != uint16(uint256(b.word1));
        if (!isSameMeter || !areTwo) revert DisputeBadProof();
        bytes32 context = Trees.lineContext(SETTLEMENT.domainSeparator(), statement.site, statement.quarter);
        _requireLine(context, statement.linesRoot, a);
        _requireLine(context, statement.linesRoot, b);
        bytes32 digest = _typed(statement.hash());
        emit DuplicateProven(statement.site, statement.quarter, msg.sender, digest);
        _reject(header, index, statement, digest, proof);
    }

    /// @dev The batch that holds the statement is rejected and its node suspended.
    function _reject(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata statement,
        bytes32 digest,
        bytes32[] calldata proof
    ) private {
        bytes32 leaf = Trees.statement(header.site, header.sequence, index, digest);
        bool isInside = statement.site == header.site && statement.quarter >= header.fromQuarter
            && statement.quarter < header.toQuarter
            && MerkleProof.verifyCalldata(proof, header.statementsRoot, leaf, Trees.node);
        if (!isInside) revert DisputeBadProof();
        SETTLEMENT.rejectBatch(header.site, header.sequence, _typed(header.hash()));
        REGISTRY.suspendNode(header.site);
    }

    function _typed(bytes32 content) internal view returns (bytes32 digest) {
        return MessageHashUtils.toTypedDataHash(SETTLEMENT.domainSeparator(), content);
    }

    function _requireLine(bytes32 context, bytes32 root, LinePreimage calldata line) private view {
        bytes32 leaf = Trees.line(context, line.meterPoint, line.word1, line.word2);
        if (!MerkleProof.verifyCalldata(line.proof, root, leaf, Trees.node)) revert DisputeBadProof();
    }

    /// @dev Bits 48..55 of the first word of a line.
    function _registerOf(bytes32 word1) private pure returns (uint8) {
        return uint8(uint256(word1) >> 48);
    }
}
