// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine, Terms} from "../types/Agreements.sol";
import {BatchHeader, IntervalStatement} from "../types/TypedData.sol";

/// @title Disputes about quantities
/// @notice A party claims other quantities while the batch's window is open; both stake a bond; the arbiter of the agreement chooses between
/// the claims, and silence has a rule for each step. Amounts are units (1e-18 POWEC), times are unix seconds.
interface IDisputeDesk {
    enum DisputeState {
        None,
        Opened,
        Evidence,
        Ruled,
        Appealed,
        Executed
    }

    /// @param linesHash Hash of both claims: keccak256(abi.encode(posted line, claimed line))
    /// @param since When the present state began
    /// @param bond What each side staked
    struct Dispute {
        uint64 agreement;
        uint40 openedAt;
        uint40 since;
        DisputeState state;
        bool isChallengerPayer;
        bool wasAppealed;
        bool isAppealedByChallenger;
        uint16 challengerWinsPpk;
        address challenger;
        uint96 bond;
        address opponent;
        uint96 appealBond;
        bytes32 linesHash;
        bytes32 batch;
        bytes32 ruledHash;
    }

    /// @dev Pre-image of an interval line's leaf, with its way to the root of the statement.
    struct LinePreimage {
        bytes32 meterPoint;
        bytes32 word1;
        bytes32 word2;
        bytes32[] proof;
    }

    event DisputeOpened(
        uint256 indexed dispute,
        uint64 indexed agreement,
        address indexed challenger,
        AgreementLine posted,
        AgreementLine claimed,
        uint256 bond,
        uint8 reason,
        bytes32 evidenceRoot
    );
    event Responded(uint256 indexed dispute, address indexed opponent);
    event EvidenceAdded(uint256 indexed dispute, address indexed party, bytes32 evidenceRoot);
    event Ruled(uint256 indexed dispute, AgreementLine ruled, uint256 challengerWinsPpk);
    event Appealed(uint256 indexed dispute, address indexed party);
    event TimedOut(uint256 indexed dispute);
    event DisputeExecuted(uint256 indexed dispute, AgreementLine settled);
    event EquivocationProven(uint32 indexed site, uint32 indexed quarter, address indexed prover, bytes32 a, bytes32 b);
    event DuplicateProven(uint32 indexed site, uint32 indexed quarter, address indexed prover, bytes32 statement);

    error DisputeNotParty(address caller);
    error DisputeWindowOver(uint256 until);
    error DisputeTooEarly(uint256 until);
    error DisputeTooLate(uint256 until);
    error DisputeOutOfRange();
    error DisputePaused();
    error DisputeWrongState(DisputeState state);
    error DisputeBadProof();
    error DisputeNotArbiter(address caller);

    /// @notice Party (or his delegate with the right 2), while the batch's window is open: freezes the agreement, stakes the bond from
    /// his free tokens and settles what both claims agree on. Bond: 10 % of the money in dispute, at least 100 POWEC, rounded up.
    function open(
        BatchHeader calldata header,
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata claimed,
        bytes32[] calldata proof,
        uint8 reason,
        bytes32 evidenceRoot
    ) external returns (uint256 dispute);

    /// @notice The other party, within 72 h: stakes the same bond.
    function respond(uint256 dispute) external;

    /// @notice Both parties, for 7 days after the response: hash of evidence.
    function submitEvidence(uint256 dispute, bytes32 evidenceRoot) external;

    /// @notice The arbiter of the agreement (of an appeal: the second arbiter), within 14 days after the evidence: quantities, each
    /// between the two claims, and how far the challenger was right, in thousandths, which decides the bonds.
    function rule(
        uint256 dispute,
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata claimed,
        AgreementLine calldata ruled,
        uint16 challengerWinsPpk
    ) external;

    /// @notice A party, once, within 72 h after the ruling, with a doubled bond: the second arbiter rules anew.
    function appeal(uint256 dispute) external;

    /// @notice Anybody, when it is time: no response - the challenger's quantities; a ruling - the ruled ones; no ruling - the lower of
    /// each, and the bonds go back. Rounding of shares of bonds: down, the rest to the fund.
    function execute(
        uint256 dispute,
        Terms calldata terms,
        AgreementLine calldata posted,
        AgreementLine calldata claimed,
        AgreementLine calldata ruled
    ) external;

    /// @notice Anybody: a controller signed two different statements of one quarter and revision. The batch that holds one of them is
    /// rejected and the node suspended.
    function proveEquivocation(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata a,
        IntervalStatement calldata b,
        bytes32[2] calldata signatureA,
        bytes32[2] calldata signatureB,
        bytes32[] calldata proof
    ) external;

    /// @notice Anybody: one statement of a posted batch has the same meter point and register twice.
    function proveDuplicateLine(
        BatchHeader calldata header,
        uint256 index,
        IntervalStatement calldata statement,
        bytes32[] calldata proof,
        LinePreimage calldata a,
        LinePreimage calldata b
    ) external;

    function disputeOf(uint256 dispute) external view returns (Dispute memory);
}
