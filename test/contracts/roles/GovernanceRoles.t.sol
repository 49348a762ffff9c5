// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TokenChecks} from "../token/TokenChecks.sol";
import {RoleMatrix} from "./RoleMatrix.sol";
import {Wrapper} from "./TokenRoles.t.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

interface Delaying {
    function schedule(address to, uint256 value, bytes calldata data, bytes32 before, bytes32 salt, uint256 delay)
        external;
    function scheduleBatch(
        address[] calldata to,
        uint256[] calldata values,
        bytes[] calldata data,
        bytes32 before,
        bytes32 salt,
        uint256 delay
    ) external;
    function execute(address to, uint256 value, bytes calldata data, bytes32 before, bytes32 salt) external payable;
    function executeBatch(
        address[] calldata to,
        uint256[] calldata values,
        bytes[] calldata data,
        bytes32 before,
        bytes32 salt
    ) external payable;
    function cancel(bytes32 id) external;
    function updateDelay(uint256 delay) external;
    function hashOperation(address to, uint256 value, bytes calldata data, bytes32 before, bytes32 salt)
        external
        pure
        returns (bytes32);
}

interface Governing {
    function relay(address target, uint256 value, bytes calldata data) external payable;
    function setProposalThreshold(uint256 units) external;
    function setVotingDelay(uint48 delay) external;
    function setVotingPeriod(uint32 period) external;
    function updateQuorumNumerator(uint256 numerator) external;
    function updateTimelock(address timelock) external;
}

/// @title Who may what in governance: carol has the votes to propose; the governor stands for the platform's contracts at the timelock
contract GovernanceRolesTest is TokenChecks, RoleMatrix {
    bytes4 private constant PANIC = bytes4(keccak256("Panic(uint256)"));
    address[] private targets = [address(7)];
    uint256[] private values = [0];
    bytes[] private calls = [bytes("")];
    address private timelock;
    IGovernor private governor;
    uint256 private proposal;
    bool private isOfGovernor;

    function setUp() public override {
        super.setUp();
        vm.warp(1_761_696_000);
        address votes = vm.deployCode("PowecVotes.sol:PowecVotes", abi.encode(token));
        timelock = vm.deployCode("PowecTimelock.sol:PowecTimelock", abi.encode(_person("guardian"), admin));
        governor = IGovernor(vm.deployCode("PowecGovernor.sol:PowecGovernor", abi.encode(votes, timelock)));
        vm.startPrank(admin);
        IAccessControl(timelock).grantRole(keccak256("PROPOSER_ROLE"), address(governor));
        IAccessControl(timelock).grantRole(keccak256("CANCELLER_ROLE"), address(governor));
        IAccessControl(timelock).renounceRole(0, admin);
        vm.stopPrank();
        address carol = _callerOf(1);
        _mint(carol, 2e6 * 1e18);
        vm.startPrank(carol);
        token.approve(votes, 2e6 * 1e18);
        Wrapper(votes).depositFor(carol, 2e6 * 1e18);
        Wrapper(votes).delegate(carol);
        vm.warp(block.timestamp + 1);
        proposal = governor.propose(targets, values, calls, "first");
        vm.stopPrank();
    }

    function test_invariant28_powecGovernor() public {
        isOfGovernor = true;
        _may(MEMBERS, abi.encodeCall(governor.propose, (targets, values, calls, "second")));
        bytes32 first = keccak256("first");
        _may(MEMBERS, abi.encodeCall(governor.cancel, (targets, values, calls, first)));
        _check(address(governor));
        vm.warp(block.timestamp + 2 days + 1);
        _voteRows();
        bytes4 state = IGovernor.GovernorUnexpectedProposalState.selector;
        _may(EVERYBODY, abi.encodeCall(governor.queue, (targets, values, calls, first)), state);
        _may(EVERYBODY, abi.encodeCall(governor.execute, (targets, values, calls, first)), state);
        _decidedRows();
        _receiverRows(IGovernor.GovernorDisabledDeposit.selector);
        _check(address(governor));
        _finish("PowecGovernor");
    }

    function test_invariant28_powecTimelock() public {
        _may(CONTRACTS, abi.encodeCall(Delaying.schedule, (address(7), 0, "", 0, "next", 2 days)));
        _may(CONTRACTS, abi.encodeCall(Delaying.scheduleBatch, (targets, values, calls, 0, "next", 2 days)));
        vm.prank(address(governor));
        Delaying(timelock).schedule(address(7), 0, "", 0, 0, 2 days);
        bytes32 id = Delaying(timelock).hashOperation(address(7), 0, "", 0, 0);
        _may(CONTRACTS | GUARDIANS, abi.encodeCall(Delaying.cancel, (id)));
        _may(TIMELOCK, abi.encodeCall(Delaying.updateDelay, (3 days)));
        _may(TIMELOCK, abi.encodeCall(IAccessControl.grantRole, (bytes32("role"), bob)));
        _may(TIMELOCK, abi.encodeCall(IAccessControl.revokeRole, (bytes32("role"), bob)));
        _may(GUARDIANS, abi.encodeCall(IAccessControl.renounceRole, (keccak256("CANCELLER_ROLE"), _callerOf(11))));
        _receiverRows(0);
        bytes4 state = bytes4(keccak256("TimelockUnexpectedOperationState(bytes32,bytes32)"));
        _may(EVERYBODY, abi.encodeCall(Delaying.execute, (address(7), 0, "", 0, 0)), state);
        _may(EVERYBODY, abi.encodeCall(Delaying.executeBatch, (targets, values, calls, 0, 0)), state);
        _check(timelock);
        vm.warp(block.timestamp + 2 days);
        _may(EVERYBODY, abi.encodeCall(Delaying.execute, (address(7), 0, "", 0, 0)));
        _check(timelock);
        _finish("PowecTimelock");
    }

    function _callerOf(uint256 role) internal view override returns (address) {
        if (role == 12) return timelock;
        return role == 13 && !isOfGovernor ? address(governor) : super._callerOf(role);
    }

    /// @dev Everybody votes with the votes he has, a vote by signature is its signer's.
    function _voteRows() private {
        _may(EVERYBODY, abi.encodeCall(governor.castVote, (proposal, 1)));
        _may(EVERYBODY, abi.encodeCall(governor.castVoteWithReason, (proposal, 1, "so")));
        _may(EVERYBODY, abi.encodeCall(governor.castVoteWithReasonAndParams, (proposal, 1, "so", "")));
        _maySign(OWNER, _vote);
        _maySign(OWNER, _reasonedVote);
    }

    /// @dev Only what was voted for and waited reaches these: the timelock's own call is not enough.
    function _decidedRows() private {
        _may(TIMELOCK, abi.encodeCall(Governing.relay, (address(7), 0, "")), PANIC);
        _may(TIMELOCK, abi.encodeCall(Governing.setProposalThreshold, (1)), PANIC);
        _may(TIMELOCK, abi.encodeCall(Governing.setVotingDelay, (1)), PANIC);
        _may(TIMELOCK, abi.encodeCall(Governing.setVotingPeriod, (1)), PANIC);
        _may(TIMELOCK, abi.encodeCall(Governing.updateQuorumNumerator, (5)), PANIC);
        _may(TIMELOCK, abi.encodeCall(Governing.updateTimelock, (address(7))), PANIC);
    }

    function _receiverRows(bytes4 otherwise) private {
        uint256 failing = otherwise == 0 ? 0 : EVERYBODY;
        uint256[] memory none = new uint256[](0);
        bytes memory data = abi.encodeCall(IERC721Receiver.onERC721Received, (bob, bob, 1, ""));
        _may(EVERYBODY, data, otherwise, failing);
        data = abi.encodeCall(IERC1155Receiver.onERC1155Received, (bob, bob, 1, 1, ""));
        _may(EVERYBODY, data, otherwise, failing);
        data = abi.encodeCall(IERC1155Receiver.onERC1155BatchReceived, (bob, bob, none, none, ""));
        _may(EVERYBODY, data, otherwise, failing);
    }

    /// @dev A vote of alice's, signed by somebody.
    function _vote(string memory signer) private view returns (bytes memory) {
        bytes32 kind = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
        bytes memory signature = _sign(signer, _typedHere(keccak256(abi.encode(kind, proposal, 1, alice, 0))));
        return abi.encodeCall(governor.castVoteBySig, (proposal, 1, alice, signature));
    }

    function _reasonedVote(string memory signer) private view returns (bytes memory) {
        bytes32 kind = keccak256(
            "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
        );
        bytes32 content = keccak256(abi.encode(kind, proposal, 1, alice, 0, keccak256("so"), keccak256("")));
        bytes memory signature = _sign(signer, _typedHere(content));
        return abi.encodeCall(governor.castVoteWithReasonAndParamsBySig, (proposal, 1, alice, "so", "", signature));
    }

    function _typedHere(bytes32 content) private view returns (bytes32) {
        (, string memory name, string memory version,,,,) = IERC5267(address(governor)).eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                vm.getChainId(),
                address(governor)
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }
}
