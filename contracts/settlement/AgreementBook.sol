// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../interfaces/IDeliverySettlement.sol";
import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ISettlementAgreements} from "../interfaces/ISettlementAgreements.sol";
import {Reward} from "../maths/Reward.sol";
import {Trees} from "../maths/Trees.sol";
import {AgreementKind, AgreementLine, Terms} from "../types/Agreements.sol";
import {BatchHeader, CorrectionHeader, LineAcceptance} from "../types/TypedData.sol";
import {QUARTER_SECONDS} from "../types/Units.sol";
import {MemberSignature} from "./MemberSignature.sol";
import {Rulings} from "./Rulings.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Agreements: from cumulative quantities to money
/// @dev Lanes live in {DeliverySettlement}: one contract for both would be larger than a chain takes. Typed data of both has that contract's
/// domain, and its pause stops this one too.
contract AgreementBook is AccessControlDefaultAdminRules, ISettlementAgreements {
    /// @notice Role of the dispute desk.
    bytes32 public constant DESK = keccak256("powerchain.desk");
    /// @notice Role of the market, which opens agreements.
    bytes32 public constant MARKET = keccak256("powerchain.market");

    uint256 private constant GRACE = 45 days;
    uint256 private constant COVERED_GRACE = 112 days;
    uint256 private constant MOST_SETTLED = 128;
    uint256 private constant MOST_VOLUME = 1 << 40;
    uint256 private constant MOST_KIND = 5_000_000;
    uint32 private constant CORRECTION = 1 << 31;
    uint256 private constant MOST_REWARD = 1000e18;
    uint8 private constant FINAL = 1;
    uint8 private constant ACCEPTED = 2;
    uint8 private constant RULED = 4;
    uint8 private constant SLASHED = 8;

    IEscrowVault private immutable VAULT;
    INodeRegistry private immutable REGISTRY;
    IDeliverySettlement private immutable LANES;

    /// @dev How far an agreement is, in one word: what is rare lies elsewhere, and the flags say that it is there.
    struct Progress {
        uint104 paid;
        uint104 owed;
        uint32 upTo;
        AgreementState state;
        uint8 flags;
    }

    struct Account {
        bytes32 termsHash;
        Progress progress;
    }

    mapping(uint64 agreement => Account) private _accounts;
    mapping(uint64 agreement => Rulings.Offset) private _offsets;
    mapping(uint64 agreement => uint256 units) private _slashed;

    /// @dev What moves value stands while the settlement is paused.
    modifier whenNotPaused() {
        if (LANES.paused()) revert SettlementPaused();
        _;
    }

    /// @param vault Where purses are
    /// @param registry Where capacity is committed
    /// @param lanes Where batches are posted
    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    constructor(IEscrowVault vault, INodeRegistry registry, IDeliverySettlement lanes, address admin)
        AccessControlDefaultAdminRules(3 days, admin)
    {
        (VAULT, REGISTRY, LANES) = (vault, registry, lanes);
    }

    /// @inheritdoc ISettlementAgreements
    function openAgreement(Terms calldata terms) external override onlyRole(MARKET) whenNotPaused {
        Account storage account = _accounts[terms.agreement];
        AgreementState state = account.progress.state;
        if (state != AgreementState.None) revert SettlementWrongState(terms.agreement, state);
        _requireSound(terms);
        uint256 needed = uint256(terms.escrow) + terms.bond;
        uint256 held = VAULT.heldIn(address(this), purseOf(terms.agreement));
        if (held != needed) revert SettlementPurseMissing(held, needed);
        bytes32 termsHash = terms.hash();
        (account.termsHash, account.progress.state) = (termsHash, AgreementState.Open);
        emit AgreementOpened(terms.agreement, termsHash, terms.site, terms.escrow, terms.bond);
    }

    /// @inheritdoc ISettlementAgreements
    function settleLines(BatchHeader calldata header, ProvenLines calldata proven) external override whenNotPaused {
        bytes32 digest = _typed(header.hash());
        LANES.requireWindowOver(header.site, header.sequence, digest);
        (AgreementLine[] memory lines,) = _prove(header.site, header.sequence, header.agreementsRoot, proven);
        for (uint256 i; i < lines.length; ++i) {
            Terms memory terms = proven.terms[i];
            _requireOfBatch(terms, lines[i], header.site, header.toQuarter);
            _settle(terms, lines[i], digest, false);
        }
    }

    /// @inheritdoc ISettlementAgreements
    function settleCorrection(CorrectionHeader calldata header, ProvenLines calldata proven)
        external
        override
        whenNotPaused
    {
        bytes32 digest = _typed(header.hash());
        LANES.requireWindowOver(header.site, header.correction | CORRECTION, digest);
        (AgreementLine[] memory lines,) =
            _prove(header.site, header.correction | CORRECTION, header.agreementsRoot, proven);
        for (uint256 i; i < lines.length; ++i) {
            Terms memory terms = proven.terms[i];
            _requireOfBatch(terms, lines[i], header.site, header.toQuarter);
            _settle(terms, lines[i], digest, true);
        }
    }

    /// @inheritdoc ISettlementAgreements
    function acceptLines(
        BatchHeader calldata header,
        ProvenLines calldata proven,
        LineAcceptance[] calldata acceptances,
        bytes[] calldata signatures
    ) external override whenNotPaused {
        bytes32 digest = _typed(header.hash());
        LANES.requireStanding(header.site, header.sequence, digest);
        (AgreementLine[] memory lines, bytes32[] memory leaves) =
            _prove(header.site, header.sequence, header.agreementsRoot, proven);
        if (acceptances.length != leaves.length || signatures.length != leaves.length) revert SettlementBadProof();
        for (uint256 i; i < leaves.length; ++i) {
            Terms memory terms = proven.terms[i];
            _requireOfBatch(terms, lines[i], header.site, header.toQuarter);
            _requireAccepted(terms, acceptances[i], leaves[i], digest, signatures[i]);
            _settle(terms, lines[i], digest, false);
            if (lines[i].isFinal) {
                _accounts[terms.agreement].progress.flags |= ACCEPTED;
                emit AgreementAccepted(terms.agreement);
            }
        }
    }

    /// @inheritdoc ISettlementAgreements
    function closeAgreement(Terms calldata terms) external override whenNotPaused {
        Account storage account = _known(terms);
        Progress memory progress = account.progress;
        if (progress.state != AgreementState.Closing) revert SettlementWrongState(terms.agreement, progress.state);
        uint256 until = terms.supplyTo.startsAt() + GRACE;
        bool isAgreed = progress.flags & ACCEPTED != 0 && msg.sender == terms.payee;
        if (!isAgreed && block.timestamp <= until) revert SettlementNotClosable(until);
        account.progress.state = AgreementState.Closed;
        (uint256 toPayee, uint256 toPayer) = _shares(terms, progress, 0);
        emit AgreementClosed(terms.agreement, toPayee, toPayer);
        _empty(terms, toPayee, toPayer);
    }

    /// @inheritdoc ISettlementAgreements
    function expireAgreement(Terms calldata terms) external override whenNotPaused {
        Account storage account = _known(terms);
        Progress memory progress = account.progress;
        if (progress.state != AgreementState.Open) revert SettlementWrongState(terms.agreement, progress.state);
        bool isCovered = LANES.laneOf(terms.site).coveredTo >= terms.supplyTo.raw();
        uint256 until = terms.supplyTo.startsAt() + (isCovered ? COVERED_GRACE : GRACE);
        if (block.timestamp <= until) revert SettlementStillProvable(until);
        account.progress.state = AgreementState.Expired;
        (uint256 toPayee, uint256 toPayer) = _shares(terms, progress, terms.bond / 5);
        emit AgreementExpired(terms.agreement, toPayee, toPayer);
        _empty(terms, toPayee, toPayer);
    }

    /// @inheritdoc ISettlementAgreements
    function freezeAgreement(Terms calldata terms, uint32 upTo) external override onlyRole(DESK) {
        Account storage account = _known(terms);
        Progress memory progress = account.progress;
        if (progress.state != AgreementState.Open && progress.state != AgreementState.Closing) {
            revert SettlementWrongState(terms.agreement, progress.state);
        }
        if (upTo < progress.upTo) revert SettlementStaleLine(terms.agreement, progress.upTo);
        account.progress.state = AgreementState.Disputed;
        emit AgreementDisputed(terms.agreement);
    }

    /// @inheritdoc ISettlementAgreements
    function settleRuled(
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata line,
        bytes32 batch,
        bool isOver
    ) external override onlyRole(DESK) {
        Account storage account = _known(terms);
        Progress memory progress = account.progress;
        if (progress.state != AgreementState.Disputed) revert SettlementWrongState(terms.agreement, progress.state);
        if (!isOver) return _book(account, progress, terms, _bound(progress, line), batch);
        _offsets[terms.agreement] = Rulings.between(posted, line);
        progress.flags |= line.isFinal ? RULED | FINAL : RULED;
        progress.state = progress.flags & FINAL != 0 ? AgreementState.Closing : AgreementState.Open;
        emit AgreementResolved(terms.agreement);
        _book(account, progress, terms, line, batch);
    }

    /// @inheritdoc ISettlementAgreements
    function slashBond(Terms calldata terms, address to) external override onlyRole(DESK) whenNotPaused {
        Account storage account = _known(terms);
        Progress memory progress = account.progress;
        if (progress.state == AgreementState.Closed || progress.state == AgreementState.Expired) {
            revert SettlementWrongState(terms.agreement, progress.state);
        }
        uint256 slashed = _slashed[terms.agreement];
        uint256 left = Math.saturatingSub(terms.bond, slashed + progress.owed);
        uint256 units = Math.min(left / 2, MOST_REWARD);
        if (units == 0) revert SettlementNothingToSlash(terms.agreement);
        account.progress.flags = progress.flags | SLASHED;
        _slashed[terms.agreement] = slashed + units;
        emit BondSlashed(terms.agreement, to, units);
        VAULT.releaseTo(purseOf(terms.agreement), to, units);
    }

    /// @inheritdoc ISettlementAgreements
    function agreementOf(uint64 agreement) external view override returns (Agreement memory) {
        Account memory account = _accounts[agreement];
        Progress memory progress = account.progress;
        return Agreement({
            termsHash: account.termsHash,
            paid: progress.paid,
            owed: progress.owed,
            upTo: progress.upTo,
            state: progress.state,
            isFinal: progress.flags & FINAL != 0,
            isAccepted: progress.flags & ACCEPTED != 0,
            isRuled: progress.flags & RULED != 0,
            slashed: uint104(_slashed[agreement])
        });
    }

    /// @inheritdoc ISettlementAgreements
    function purseOf(uint64 agreement) public pure override returns (bytes32 purse) {
        return keccak256(abi.encode("agreement", agreement));
    }

    function _settle(Terms memory terms, AgreementLine memory line, bytes32 batch, bool isCorrection) private {
        Account storage account = _known(terms);
        Progress memory progress = account.progress;
        if (progress.state == AgreementState.Disputed) revert SettlementDisputed(terms.agreement);
        bool isLate = progress.state == AgreementState.Closing && isCorrection;
        if (progress.state != AgreementState.Open && !isLate) {
            revert SettlementWrongState(terms.agreement, progress.state);
        }
        uint256 least = uint256(progress.upTo) + (isCorrection ? 0 : 1);
        if (line.upTo.raw() < least) revert SettlementStaleLine(terms.agreement, progress.upTo);
        if (line.isFinal) (progress.flags, progress.state) = (progress.flags | FINAL, AgreementState.Closing);
        _book(account, progress, terms, _bound(progress, line), batch);
    }

    /// @dev Pays what the quantities bring beyond what was paid, and notes what is owed.
    function _book(
        Account storage account,
        Progress memory progress,
        Terms memory terms,
        AgreementLine memory line,
        bytes32 batch
    ) private {
        (uint256 earned, uint256 penalised) = Reward.account(terms, line);
        uint256 paid = progress.paid;
        uint256 toPay = Reward.payable_(earned, penalised, paid);
        uint256 owed = Math.saturatingSub(paid + penalised, earned);
        uint32 upTo = uint32(line.upTo.raw());
        (progress.paid, progress.owed, progress.upTo) = (uint104(paid + toPay), uint104(owed), upTo);
        account.progress = progress;
        emit LineSettled(terms.agreement, upTo, toPay, penalised, owed, batch, progress.state);
        if (toPay > 0) VAULT.releaseTo(purseOf(terms.agreement), terms.payee, toPay);
    }

    function _empty(Terms calldata terms, uint256 toPayee, uint256 toPayer) private {
        bytes32 purse = purseOf(terms.agreement);
        if (toPayee > 0) VAULT.releaseTo(purse, terms.payee, toPayee);
        if (toPayer > 0) VAULT.releaseTo(purse, terms.payer, toPayer);
        if (terms.kind == AgreementKind.Storage) {
            REGISTRY.useCapacity(terms.site, 0, -int64(uint64(terms.volume.raw())));
        }
    }

    /// @dev What is left in the purse, by owner: the payee loses at least `kept` of his bond.
    function _shares(Terms calldata terms, Progress memory progress, uint256 kept)
        private
        view
        returns (uint256 toPayee, uint256 toPayer)
    {
        uint256 bond = terms.bond - (progress.flags & SLASHED == 0 ? 0 : _slashed[terms.agreement]);
        toPayee = Math.saturatingSub(bond, Math.max(kept, progress.owed));
        toPayer = uint256(terms.escrow) + bond - progress.paid - toPayee;
    }

    function _known(Terms memory terms) private view returns (Account storage agreement) {
        agreement = _accounts[terms.agreement];
        if (agreement.termsHash != terms.hash()) revert SettlementUnknownTerms(terms.agreement);
    }

    /// @dev A line with what an earlier ruling changed.
    function _bound(Progress memory progress, AgreementLine memory line) private view returns (AgreementLine memory) {
        return progress.flags & RULED == 0 ? line : Rulings.applied(_offsets[line.agreement], line);
    }

    function _prove(uint32 site, uint32 sequence, bytes32 root, ProvenLines calldata proven)
        private
        view
        returns (AgreementLine[] memory lines, bytes32[] memory leaves)
    {
        uint256 count = proven.lines.length;
        if (count == 0 || count > MOST_SETTLED) revert SettlementTooManyLines(count);
        if (proven.terms.length != count) revert SettlementBadProof();
        (lines, leaves) = (proven.lines, new bytes32[](count));
        bytes32 domain = LANES.domainSeparator();
        for (uint256 i; i < count; ++i) {
            leaves[i] = Trees.agreement(domain, site, sequence, lines[i]);
        }
        bool isProven = MerkleProof.multiProofVerifyCalldata(proven.proof, proven.proofFlags, root, leaves, Trees.node);
        if (!isProven) revert SettlementBadProof();
    }

    function _typed(bytes32 content) private view returns (bytes32 digest) {
        return MessageHashUtils.toTypedDataHash(LANES.domainSeparator(), content);
    }

    function _requireAccepted(
        Terms memory terms,
        LineAcceptance calldata acceptance,
        bytes32 leaf,
        bytes32 batch,
        bytes calldata signature
    ) private view {
        if (block.timestamp > acceptance.deadline) revert SettlementAcceptanceExpired(terms.agreement);
        bool isOfThisLine =
            acceptance.agreement == terms.agreement && acceptance.line == leaf && acceptance.batch == batch;
        bytes32 digest = _typed(acceptance.hash());
        if (!isOfThisLine || !MemberSignature.isOf(terms.payer, digest, signature)) {
            revert SettlementNotPayer(terms.agreement);
        }
    }

    function _requireSound(Terms calldata terms) private view {
        bool isOrdered = terms.accumulateFrom.raw() < terms.accumulateTo.raw()
            && terms.accumulateTo.raw() <= terms.supplyTo.raw() && terms.supplyFrom.raw() < terms.supplyTo.raw()
            && terms.supplyFrom.raw() >= terms.accumulateFrom.raw()
            && terms.supplyTo.raw() * QUARTER_SECONDS > block.timestamp;
        bool isBounded = terms.volume.raw() > 0 && terms.volume.raw() < MOST_VOLUME && terms.kindPpm <= MOST_KIND
            && terms.permittedLossPpm <= 1_000_000;
        bool hasParties = terms.kind != AgreementKind.None && terms.payer != terms.payee && terms.payer != address(0)
            && terms.payee != address(0) && terms.arbiter != address(0) && LANES.laneOf(terms.site).isOpen;
        bool isSound = isOrdered && isBounded && hasParties;
        if (!isSound || terms.escrow < Reward.largest(terms)) revert SettlementBadTerms();
    }

    function _requireOfBatch(Terms memory terms, AgreementLine memory line, uint32 site, uint32 toQuarter)
        private
        pure
    {
        if (terms.site != site || terms.agreement != line.agreement) {
            revert SettlementForeignSite(terms.agreement);
        }
        if (line.upTo.raw() > toQuarter) revert SettlementBeyondBatch(terms.agreement);
    }
}
