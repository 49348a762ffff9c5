// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine, Terms} from "../types/Agreements.sol";
import {BatchHeader} from "../types/TypedData.sol";

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
    /// @param postedAt When the disputed batch was posted: its place in the ring may be used again before the end
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
        uint40 postedAt;
        address challenger;
        uint96 bond;
        address opponent;
        uint96 appealBond;
        bytes32 linesHash;
        bytes32 batch;
        bytes32 ruledHash;
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

    function disputeOf(uint256 dispute) external view returns (Dispute memory);
}
