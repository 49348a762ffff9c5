// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../interfaces/IDeliverySettlement.sol";
import {IDisputeDesk} from "../interfaces/IDisputeDesk.sol";
import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ISettlementAgreements} from "../interfaces/ISettlementAgreements.sol";
import {Trees} from "../maths/Trees.sol";
import {AgreementLine, Terms} from "../types/Agreements.sol";
import {BatchHeader} from "../types/TypedData.sol";
import {Claims} from "./Claims.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title Desk where quantities are disputed
/// @dev All deadlines are counted on the clock that stands while the settlement is paused; their last second is still in time.
contract DisputeDesk is IDisputeDesk {
    uint256 private constant RESPONSE = 72 hours;
    uint256 private constant EVIDENCE = 7 days;
    uint256 private constant RULING = 14 days;
    uint256 private constant APPEAL = 72 hours;
    uint256 private constant FEE_CAP = 500e18;
    uint256 private constant WHOLE = 1000;
    uint8 private constant RIGHT = 2;

    IEscrowVault private immutable VAULT;
    IDeliverySettlement private immutable SETTLEMENT;
    INodeRegistry private immutable REGISTRY;
    ISettlementAgreements private immutable BOOK;
    address private immutable SECOND_ARBITER;
    address private immutable FUND;

    uint256 private _count;
    mapping(uint256 dispute => Dispute) private _disputes;

    /// @dev What moves value stands while the settlement is paused, and so does the clock.
    modifier whenNotPaused() {
        if (SETTLEMENT.paused()) revert DisputePaused();
        _;
    }

    /// @param vault Where bonds are
    /// @param settlement Where batches stand
    /// @param book Where agreements are
    /// @param registry Where keys, nodes and delegates are
    /// @param secondArbiter Who rules appeals
    /// @param fund Who gets what is left of a lost bond
    constructor(
        IEscrowVault vault,
        IDeliverySettlement settlement,
        ISettlementAgreements book,
        INodeRegistry registry,
        address secondArbiter,
        address fund
    ) {
        (VAULT, SETTLEMENT, BOOK, REGISTRY) = (vault, settlement, book, registry);
        (SECOND_ARBITER, FUND) = (secondArbiter, fund);
    }

    /// @inheritdoc IDisputeDesk
    function open(
        BatchHeader calldata header,
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata claimed,
        bytes32[] calldata proof,
        uint8 reason,
        bytes32 evidenceRoot
    ) external override whenNotPaused returns (uint256 dispute) {
        bytes32 batch = _typed(header.hash());
        uint256 until = SETTLEMENT.windowEnd(header.site, header.sequence, batch);
        if (_now() > until) revert DisputeWindowOver(until);
        bytes32 leaf = Trees.agreement(SETTLEMENT.domainSeparator(), header.site, header.sequence, posted);
        bool isPosted = terms.site == header.site && terms.agreement == posted.agreement
            && MerkleProof.verifyCalldata(proof, header.agreementsRoot, leaf, Trees.node);
        if (!isPosted) revert DisputeBadProof();
        if (!Claims.areComparable(posted, claimed)) revert DisputeOutOfRange();
        bytes32 linesHash = keccak256(abi.encode(posted, claimed));
        uint256 bond = Claims.bond(terms, posted, claimed);
        bool isPayer = REGISTRY.actsFor(msg.sender, terms.payer, RIGHT, bond);
        if (!isPayer && !REGISTRY.actsFor(msg.sender, terms.payee, RIGHT, bond)) revert DisputeNotParty(msg.sender);
        dispute = ++_count;
        Dispute storage opened = _disputes[dispute];
        (opened.agreement, opened.openedAt, opened.since) = (terms.agreement, uint40(_now()), uint40(_now()));
        (opened.state, opened.isChallengerPayer, opened.bond) = (DisputeState.Opened, isPayer, uint96(bond));
        opened.challenger = isPayer ? terms.payer : terms.payee;
        opened.opponent = isPayer ? terms.payee : terms.payer;
        (opened.linesHash, opened.batch) = (linesHash, batch);
        opened.postedAt = SETTLEMENT.postedOf(header.site, header.sequence).postedAt;
        emit DisputeOpened(dispute, terms.agreement, opened.challenger, posted, claimed, bond, reason, evidenceRoot);
        VAULT.hold(_purse(dispute), opened.challenger, bond);
        BOOK.freezeAgreement(terms, uint32(posted.upTo.raw()));
        BOOK.settleRuled(terms, posted, Claims.certain(posted, claimed), batch, false);
    }

    /// @inheritdoc IDisputeDesk
    function respond(uint256 dispute) external override whenNotPaused {
        Dispute storage opened = _in(dispute, DisputeState.Opened);
        _requireBy(opened.since + RESPONSE);
        _requireActsFor(opened.opponent, opened.bond);
        (opened.state, opened.since) = (DisputeState.Evidence, uint40(_now()));
        emit Responded(dispute, opened.opponent);
        VAULT.hold(_purse(dispute), opened.opponent, opened.bond);
    }

    /// @inheritdoc IDisputeDesk
    function submitEvidence(uint256 dispute, bytes32 evidenceRoot) external override {
        Dispute storage opened = _in(dispute, DisputeState.Evidence);
        _requireBy(opened.since + EVIDENCE);
        emit EvidenceAdded(dispute, _party(opened, 0), evidenceRoot);
    }

    /// @inheritdoc IDisputeDesk
    function rule(
        uint256 dispute,
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata claimed,
        AgreementLine calldata ruled,
        uint16 challengerWinsPpk
    ) external override whenNotPaused {
        Dispute storage opened = _disputes[dispute];
        bool isAppeal = opened.state == DisputeState.Appealed;
        if (!isAppeal) _in(dispute, DisputeState.Evidence);
        if (terms.agreement != opened.agreement) revert DisputeBadProof();
        _requireTerms(terms);
        if (msg.sender != (isAppeal ? SECOND_ARBITER : terms.arbiter)) revert DisputeNotArbiter(msg.sender);
        uint256 from = opened.since + (isAppeal ? 0 : EVIDENCE);
        if (!isAppeal && _now() <= from) revert DisputeTooEarly(from);
        _requireBy(from + RULING);
        _requireClaims(opened, posted, claimed);
        if (!Claims.isBetween(ruled, posted, claimed) || challengerWinsPpk > WHOLE) revert DisputeOutOfRange();
        if (isAppeal) _settleAppeal(dispute, opened, challengerWinsPpk);
        (opened.state, opened.since) = (DisputeState.Ruled, uint40(_now()));
        (opened.challengerWinsPpk, opened.ruledHash) = (challengerWinsPpk, keccak256(abi.encode(ruled)));
        emit Ruled(dispute, ruled, challengerWinsPpk);
    }

    /// @inheritdoc IDisputeDesk
    function appeal(uint256 dispute) external override whenNotPaused {
        Dispute storage opened = _in(dispute, DisputeState.Ruled);
        if (opened.wasAppealed) revert DisputeWrongState(opened.state);
        _requireBy(opened.since + APPEAL);
        uint96 bond = 2 * opened.bond;
        address party = _party(opened, bond);
        (opened.state, opened.since) = (DisputeState.Appealed, uint40(_now()));
        (opened.wasAppealed, opened.appealBond) = (true, bond);
        opened.isAppealedByChallenger = party == opened.challenger;
        emit Appealed(dispute, party);
        VAULT.hold(_purse(dispute), party, bond);
    }

    /// @inheritdoc IDisputeDesk
    function execute(
        uint256 dispute,
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata claimed,
        AgreementLine calldata ruled
    ) external override whenNotPaused {
        Dispute storage opened = _disputes[dispute];
        if (terms.agreement != opened.agreement) revert DisputeBadProof();
        _requireClaims(opened, posted, claimed);
        DisputeState state = opened.state;
        opened.state = DisputeState.Executed;
        AgreementLine memory settled;
        if (state == DisputeState.Opened) {
            _requireAfter(opened.since + RESPONSE);
            settled = claimed;
            _pay(dispute, opened.challenger, opened.bond);
        } else if (state == DisputeState.Ruled) {
            if (!opened.wasAppealed) _requireAfter(opened.since + APPEAL);
            if (keccak256(abi.encode(ruled)) != opened.ruledHash) revert DisputeOutOfRange();
            settled = ruled;
            _share(dispute, opened, opened.wasAppealed ? SECOND_ARBITER : terms.arbiter);
        } else if (state == DisputeState.Evidence || state == DisputeState.Appealed) {
            _requireAfter(opened.since + RULING + (state == DisputeState.Evidence ? EVIDENCE : 0));
            settled = Claims.lower(posted, claimed);
            _payBack(dispute, opened);
            emit TimedOut(dispute);
        } else {
            revert DisputeWrongState(state);
        }
        emit DisputeExecuted(dispute, settled);
        BOOK.settleRuled(terms, posted, settled, opened.batch, true);
    }

    /// @inheritdoc IDisputeDesk
    function disputeOf(uint256 dispute) external view override returns (Dispute memory) {
        return _disputes[dispute];
    }

    /// @dev Each side loses as much of its bond as it was wrong: half of that to the other, the rest to the arbiter up to his cap, then
    /// to the fund. Rounding: down for parties and arbiter, the rest to the fund.
    function _share(uint256 dispute, Dispute storage opened, address arbiter) private {
        uint256 bond = opened.bond;
        uint256 lostByOpponent = bond * opened.challengerWinsPpk / WHOLE;
        uint256 lostByChallenger = bond - lostByOpponent;
        uint256 toChallenger = bond - lostByChallenger + lostByOpponent / 2;
        uint256 toOpponent = bond - lostByOpponent + lostByChallenger / 2;
        uint256 left = 2 * bond - toChallenger - toOpponent;
        uint256 fee = left < FEE_CAP ? left : FEE_CAP;
        _pay(dispute, opened.challenger, toChallenger);
        _pay(dispute, opened.opponent, toOpponent);
        _pay(dispute, arbiter, fee);
        _pay(dispute, FUND, left - fee);
    }

    function _payBack(uint256 dispute, Dispute storage opened) private {
        _pay(dispute, opened.challenger, opened.bond);
        _pay(dispute, opened.opponent, opened.bond);
        if (opened.appealBond > 0) _pay(dispute, _appellant(opened), opened.appealBond);
    }

    /// @dev Who appealed and moved the ruling his way has his bond back; otherwise half goes to the other side, half to the fund.
    function _settleAppeal(uint256 dispute, Dispute storage opened, uint16 challengerWinsPpk) private {
        uint256 bond = opened.appealBond;
        bool isBetter = opened.isAppealedByChallenger
            ? challengerWinsPpk > opened.challengerWinsPpk
            : challengerWinsPpk < opened.challengerWinsPpk;
        if (isBetter) return _pay(dispute, _appellant(opened), bond);
        _pay(dispute, opened.isAppealedByChallenger ? opened.opponent : opened.challenger, bond / 2);
        _pay(dispute, FUND, bond - bond / 2);
    }

    function _pay(uint256 dispute, address to, uint256 units) private {
        if (units > 0) VAULT.releaseTo(_purse(dispute), to, units);
    }

    function _in(uint256 dispute, DisputeState state) private view returns (Dispute storage opened) {
        opened = _disputes[dispute];
        if (opened.state != state) revert DisputeWrongState(opened.state);
    }

    /// @dev The party for which the caller acts.
    function _party(Dispute storage opened, uint256 bond) private view returns (address party) {
        if (REGISTRY.actsFor(msg.sender, opened.challenger, RIGHT, bond)) return opened.challenger;
        _requireActsFor(opened.opponent, bond);
        return opened.opponent;
    }

    function _requireActsFor(address party, uint256 bond) private view {
        if (!REGISTRY.actsFor(msg.sender, party, RIGHT, bond)) revert DisputeNotParty(msg.sender);
    }

    function _typed(bytes32 content) private view returns (bytes32 digest) {
        return MessageHashUtils.toTypedDataHash(SETTLEMENT.domainSeparator(), content);
    }

    function _requireTerms(Terms calldata terms) private view {
        if (BOOK.agreementOf(terms.agreement).termsHash != terms.hash()) revert DisputeBadProof();
    }

    function _requireClaims(Dispute storage opened, AgreementLine calldata posted, AgreementLine calldata claimed)
        private
        view
    {
        if (opened.linesHash != keccak256(abi.encode(posted, claimed))) revert DisputeBadProof();
    }

    function _requireBy(uint256 until) private view {
        if (_now() > until) revert DisputeTooLate(until);
    }

    function _requireAfter(uint256 until) private view {
        if (_now() <= until) revert DisputeTooEarly(until);
    }

    function _appellant(Dispute storage opened) private view returns (address) {
        return opened.isAppealedByChallenger ? opened.challenger : opened.opponent;
    }

    function _now() private view returns (uint256) {
        return SETTLEMENT.settlementClock();
    }

    function _purse(uint256 dispute) private pure returns (bytes32) {
        return keccak256(abi.encode("dispute", dispute));
    }
}
