// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../interfaces/IDeliverySettlement.sol";
import {IDisputeDesk} from "../interfaces/IDisputeDesk.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IProofDesk} from "../interfaces/IProofDesk.sol";
import {ISettlementAgreements} from "../interfaces/ISettlementAgreements.sol";
import {Trees} from "../maths/Trees.sol";
import {Terms} from "../types/Agreements.sol";
import {BatchHeader, IntervalStatement} from "../types/TypedData.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title Desk where false batches are shown, and lines as evidence
contract ProofDesk is IProofDesk {
    uint256 private constant EVIDENCE = 7 days;
    uint8 private constant RIGHT = 2;

    IDeliverySettlement private immutable SETTLEMENT;
    ISettlementAgreements private immutable BOOK;
    INodeRegistry private immutable REGISTRY;
    IDisputeDesk private immutable DISPUTES;

    mapping(bytes32 batch => Prize) private _prizes;

    /// @param settlement Where batches stand
    /// @param book Where bonds are noted
    /// @param registry Where keys, nodes and delegates are
    /// @param disputes Whose parties may show lines
    constructor(
        IDeliverySettlement settlement,
        ISettlementAgreements book,
        INodeRegistry registry,
        IDisputeDesk disputes
    ) {
        (SETTLEMENT, BOOK, REGISTRY, DISPUTES) = (settlement, book, registry, disputes);
    }

    /// @inheritdoc IProofDesk
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
        if (!isPair) revert ProofNotValid();
        address key = _keyAt(a.site, a.quarter);
        bool areSigned = ECDSA.recover(digestA, signatureA[0], signatureA[1]) == key
            && ECDSA.recover(digestB, signatureB[0], signatureB[1]) == key;
        if (!areSigned) revert ProofNotValid();
        emit EquivocationProven(a.site, a.quarter, msg.sender, digestA, digestB);
        _reject(header, index, a, digestA, proof);
    }

    /// @inheritdoc IProofDesk
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
        if (!isSameMeter || !areTwo) revert ProofNotValid();
        bytes32 domain = SETTLEMENT.domainSeparator();
        _leafIn(domain, statement, a);
        _leafIn(domain, statement, b);
        bytes32 digest = _typed(statement.hash());
        emit DuplicateProven(statement.site, statement.quarter, msg.sender, digest);
        _reject(header, index, statement, digest, proof);
    }

    /// @inheritdoc IProofDesk
    function takeReward(bytes32 batch, Terms calldata terms) external override {
        Prize memory prize = _prizes[batch];
        address owner = REGISTRY.identityOf(prize.site).owner;
        bool isDue = prize.prover != address(0) && terms.site == prize.site && terms.payee == owner
            && !REGISTRY.areOne(prize.prover, owner);
        if (!isDue) revert ProofNoReward(batch);
        delete _prizes[batch];
        emit RewardTaken(batch, prize.prover, terms.agreement);
        BOOK.slashBond(terms, prize.prover);
    }

    /// @inheritdoc IProofDesk
    function proveLines(
        uint256 dispute,
        BatchHeader calldata header,
        StatedLine[] calldata lines,
        bytes32[] calldata proof,
        bool[] calldata proofFlags
    ) external override {
        IDisputeDesk.Dispute memory opened = DISPUTES.disputeOf(dispute);
        address party = _partyOf(opened);
        bytes32 domain = SETTLEMENT.domainSeparator();
        bytes32 batch = MessageHashUtils.toTypedDataHash(domain, header.hash());
        uint256 postedAt = batch == opened.batch ? opened.postedAt : _postedAt(header, batch);
        (bytes32[] memory statements, bytes32[] memory leaves) =
            (new bytes32[](lines.length), new bytes32[](lines.length));
        for (uint256 i; i < lines.length; ++i) {
            IntervalStatement calldata statement = lines[i].statement;
            if (statement.site != header.site) revert ProofNotValid();
            leaves[i] = _leafIn(domain, statement, lines[i].line);
            bytes32 digest = MessageHashUtils.toTypedDataHash(domain, statement.hash());
            statements[i] = Trees.statement(header.site, header.sequence, lines[i].index, digest);
        }
        bool isInside = lines.length > 0
            && MerkleProof.multiProofVerifyCalldata(proof, proofFlags, header.statementsRoot, statements, Trees.node);
        if (!isInside) revert ProofNotValid();
        address key = _keyAt(header.site, header.fromQuarter);
        emit LinesProven(dispute, header.site, batch, party, postedAt, key, leaves);
    }

    /// @inheritdoc IProofDesk
    function prizeOf(bytes32 batch) external view override returns (Prize memory) {
        return _prizes[batch];
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
        if (!isInside) revert ProofNotValid();
        bytes32 batch = _typed(header.hash());
        _prizes[batch] = Prize({prover: msg.sender, site: header.site});
        SETTLEMENT.rejectBatch(header.site, header.sequence, batch);
        REGISTRY.suspendNode(header.site);
    }

    /// @dev The party for which the caller acts, while evidence is gathered.
    function _partyOf(IDisputeDesk.Dispute memory opened) private view returns (address party) {
        bool isInTime = opened.state == IDisputeDesk.DisputeState.Evidence
            && SETTLEMENT.settlementClock() <= opened.since + EVIDENCE;
        if (!isInTime) revert ProofTooLate();
        if (REGISTRY.actsFor(msg.sender, opened.challenger, RIGHT, 0)) return opened.challenger;
        if (REGISTRY.actsFor(msg.sender, opened.opponent, RIGHT, 0)) return opened.opponent;
        revert ProofNotParty(msg.sender);
    }

    /// @dev When the batch was posted, if it stands in its lane.
    function _postedAt(BatchHeader calldata header, bytes32 batch) private view returns (uint256) {
        SETTLEMENT.requireStanding(header.site, header.sequence, batch);
        return SETTLEMENT.postedOf(header.site, header.sequence).postedAt;
    }

    function _keyAt(uint32 site, uint32 quarter) private view returns (address) {
        return REGISTRY.keyOf(site, REGISTRY.epochAt(site, quarter)).key;
    }

    function _typed(bytes32 content) private view returns (bytes32 digest) {
        return MessageHashUtils.toTypedDataHash(SETTLEMENT.domainSeparator(), content);
    }

    /// @dev Leaf of a line that the statement holds.
    function _leafIn(bytes32 domain, IntervalStatement calldata statement, LinePreimage calldata line)
        private
        view
        returns (bytes32 leaf)
    {
        bytes32 context = Trees.lineContext(domain, statement.site, statement.quarter);
        leaf = Trees.line(context, line.meterPoint, line.word1, line.word2);
        if (!MerkleProof.verifyCalldata(line.proof, statement.linesRoot, leaf, Trees.node)) revert ProofNotValid();
    }

    /// @dev Bits 48..55 of the first word of a line.
    function _registerOf(bytes32 word1) private pure returns (uint8) {
        return uint8(uint256(word1) >> 48);
    }
}
