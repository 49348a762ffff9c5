// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine, Terms} from "../types/Agreements.sol";
import {BatchHeader, CorrectionHeader, LineAcceptance} from "../types/TypedData.sol";

/// @title Agreements: from cumulative quantities to money
/// @notice Terms are known by their hash and brought by the caller. Money is computed here from quantities, paid from the agreement's purse
/// in the vault to the payee's free balance. Amounts are units (1e-18 POWEC).
interface ISettlementAgreements {
    enum AgreementState {
        None,
        Open,
        Disputed,
        Closing,
        Closed,
        Expired
    }

    /// @param paid Units paid to the payee so far; never falls
    /// @param owed Units the payee has to give back out of his bond: overpaid before a correction, or penalties beyond earnings
    /// @param upTo Quarter after the last one settled
    /// @param isFinal A final line was settled
    /// @param isAccepted The payer signed the final line
    /// @param isRuled A ruling stands: later lines are booked with what it changed
    /// @param slashed Units of the bond that went to who proved a false batch
    struct Agreement {
        bytes32 termsHash;
        uint104 paid;
        uint104 owed;
        uint32 upTo;
        AgreementState state;
        bool isFinal;
        bool isAccepted;
        bool isRuled;
        uint104 slashed;
    }

    /// @dev Lines with their terms and the way to the root: OpenZeppelin's multi-proof with our node hash.
    struct ProvenLines {
        AgreementLine[] lines;
        Terms[] terms;
        bytes32[] proof;
        bool[] proofFlags;
    }

    event AgreementOpened(
        uint64 indexed agreement, bytes32 termsHash, uint32 indexed site, uint256 escrow, uint256 bond
    );
    /// @param paid Units paid now
    /// @param state What the agreement is after it: closing after its final line
    event LineSettled(
        uint64 indexed agreement,
        uint32 upTo,
        uint256 paid,
        uint256 penalty,
        uint256 owed,
        bytes32 batch,
        AgreementState state
    );
    /// @notice The payer signed the final line: the payee may close at once.
    event AgreementAccepted(uint64 indexed agreement);
    event AgreementDisputed(uint64 indexed agreement);
    event AgreementResolved(uint64 indexed agreement);
    event BondSlashed(uint64 indexed agreement, address indexed to, uint256 units);
    event AgreementClosed(uint64 indexed agreement, uint256 toPayee, uint256 toPayer);
    event AgreementExpired(uint64 indexed agreement, uint256 toPayee, uint256 toPayer);

    error SettlementBadTerms();
    error SettlementUnknownTerms(uint64 agreement);
    error SettlementWrongState(uint64 agreement, AgreementState state);
    error SettlementPurseMissing(uint256 held, uint256 needed);
    error SettlementPaused();
    error SettlementDisputed(uint64 agreement);
    error SettlementStaleLine(uint64 agreement, uint32 upTo);
    error SettlementForeignSite(uint64 agreement);
    error SettlementBeyondBatch(uint64 agreement);
    error SettlementBadProof();
    error SettlementAcceptanceExpired(uint64 agreement);
    error SettlementNotPayer(uint64 agreement);
    error SettlementStillProvable(uint256 until);
    error SettlementNotClosable(uint256 until);
    error SettlementTooManyLines(uint256 count);
    error SettlementNothingToSlash(uint64 agreement);

    /// @notice Market: opens an agreement whose purse it has filled with escrow and bond.
    function openAgreement(Terms calldata terms) external;

    /// @notice Anybody, after the window: settles lines of a batch. Rounding: reward down, penalty up, both in favour of the
    /// payer and once in the life of an agreement.
    function settleLines(BatchHeader calldata header, ProvenLines calldata proven) external;

    /// @notice Anybody, after the window of the correction: settles new quantities, also of a closing agreement.
    function settleCorrection(CorrectionHeader calldata header, ProvenLines calldata proven) external;

    /// @notice Anybody brings the payer's signatures: settles at once.
    function acceptLines(
        BatchHeader calldata header,
        ProvenLines calldata proven,
        LineAcceptance[] calldata acceptances,
        bytes[] calldata signatures
    ) external;

    /// @notice Anybody, 45 days after the end of an agreement whose final line was settled; the payee at once when the payer
    /// signed that line. Empties the purse: bond less what is owed to the payee, the rest to the payer.
    function closeAgreement(Terms calldata terms) external;

    /// @notice Anybody, when nothing proves a delivery any more: 45 days after the end when no batch covers it, 112 days
    /// (twice the longest window and 7 days more) when one does. What was not earned returns to the payer, with 20 % of the bond.
    /// Rounding of the 20 %: down, in favour of the payee.
    function expireAgreement(Terms calldata terms) external;

    /// @notice Dispute desk: stops an agreement whose newest line is at most `upTo`.
    function freezeAgreement(Terms calldata terms, uint32 upTo) external;

    /// @notice Dispute desk: settles quantities of a disputed agreement, and ends the dispute when `isOver`. Then the difference
    /// between `line` and what was `posted` holds for all later lines and corrections, which go on from the posted one.
    function settleRuled(
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata line,
        bytes32 batch,
        bool isOver
    ) external;

    /// @notice Proof desk: half of what is left of a bond, at most 1,000 POWEC, goes to who proved a false batch. Rounding: down.
    function slashBond(Terms calldata terms, address to) external;

    function agreementOf(uint64 agreement) external view returns (Agreement memory);

    /// @notice Purse of an agreement in the vault.
    function purseOf(uint64 agreement) external pure returns (bytes32 purse);
}
