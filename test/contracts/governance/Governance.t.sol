// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPowecToken} from "../../../contracts/interfaces/IPowecToken.sol";
import {TokenChecks} from "../token/TokenChecks.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

interface Timelock {
    function PROPOSER_ROLE() external view returns (bytes32);
    function CANCELLER_ROLE() external view returns (bytes32);
    function DEFAULT_ADMIN_ROLE() external view returns (bytes32);
    function VETO_UNTIL() external view returns (uint256);
    function grantRole(bytes32 role, address account) external;
    function renounceRole(bytes32 role, address account) external;
    function cancel(bytes32 id) external;
    function hashOperationBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt
    ) external view returns (bytes32);
}

interface Wrapper {
    function depositFor(address account, uint256 units) external returns (bool);
    function delegate(address to) external;
}

/// @title The token under a governor: closing the minting is decided by vote
contract GovernanceTest is TokenChecks {
    Wrapper private votes;
    Timelock private timelock;
    IGovernor private governor;
    address private guardian = _person("guardian");

    function setUp() public override {
        super.setUp();
        vm.warp(1_761_696_000);
        votes = Wrapper(vm.deployCode("PowecVotes.sol:PowecVotes", abi.encode(token)));
        timelock = Timelock(vm.deployCode("PowecTimelock.sol:PowecTimelock", abi.encode(guardian, admin)));
        governor = IGovernor(vm.deployCode("PowecGovernor.sol:PowecGovernor", abi.encode(votes, timelock)));
        vm.startPrank(admin);
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(governor));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), admin);
        token.beginDefaultAdminTransfer(address(timelock));
        vm.stopPrank();
        vm.warp(block.timestamp + 3 days + 1);
        vm.prank(address(timelock));
        token.acceptDefaultAdminTransfer();
    }

    function test_aDecisionIsCarriedOutTwoDaysAfterTheVote() public {
        _wrap(alice, 600e6 * 1e18);
        uint256 proposal = _propose(alice);
        _vote(proposal, alice);
        vm.assertEq(uint256(governor.state(proposal)), uint256(IGovernor.ProposalState.Succeeded));
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _closeMinting();
        governor.queue(targets, values, calls, keccak256("close"));
        vm.expectRevert();
        governor.execute(targets, values, calls, keccak256("close"));
        vm.warp(block.timestamp + 2 days);
        governor.execute(targets, values, calls, keccak256("close"));
        vm.assertTrue(token.isMintingClosed());
    }

    function test_A30_fourPercentOfAYoungWrapperDecideNothing() public {
        _wrap(alice, 499e6 * 1e18);
        uint256 proposal = _propose(alice);
        _vote(proposal, alice);
        vm.assertEq(uint256(governor.state(proposal)), uint256(IGovernor.ProposalState.Defeated));
        vm.assertEq(governor.quorum(block.timestamp - 1), 500e6 * 1e18);
    }

    function test_theFractionCountsWhenMuchIsWrapped() public {
        _wrap(alice, 50e9 * 1e18);
        vm.warp(block.timestamp + 1);
        vm.assertEq(governor.quorum(block.timestamp - 1), 2e9 * 1e18);
    }

    function test_proposingNeedsAMillion() public {
        _wrap(alice, 1e6 * 1e18 - 1);
        vm.warp(block.timestamp + 1);
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _closeMinting();
        vm.expectRevert();
        vm.prank(alice);
        governor.propose(targets, values, calls, "close");
    }

    function test_theGuardianVetoesInTheFirstYearOnly() public {
        _wrap(alice, 600e6 * 1e18);
        uint256 proposal = _propose(alice);
        _vote(proposal, alice);
        bytes32 id = _queue();
        vm.prank(guardian);
        timelock.cancel(id);
        vm.assertEq(uint256(governor.state(proposal)), uint256(IGovernor.ProposalState.Canceled));
        uint256 until = timelock.VETO_UNTIL();
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSignature("TimelockVetoOver(uint256)", until));
        vm.prank(guardian);
        timelock.cancel(id);
    }

    function test_strangersCancelNothing() public {
        vm.expectRevert();
        vm.prank(alice);
        timelock.cancel(0);
    }

    function _queue() private returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _closeMinting();
        governor.queue(targets, values, calls, keccak256("close"));
        bytes32 salt = bytes32(bytes20(address(governor))) ^ keccak256("close");
        return timelock.hashOperationBatch(targets, values, calls, 0, salt);
    }

    function _wrap(address who, uint256 units) private {
        _mint(who, units);
        vm.startPrank(who);
        token.approve(address(votes), units);
        votes.depositFor(who, units);
        votes.delegate(who);
        vm.stopPrank();
    }

    function _propose(address who) private returns (uint256) {
        vm.warp(block.timestamp + 1);
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _closeMinting();
        vm.prank(who);
        return governor.propose(targets, values, calls, "close");
    }

    function _vote(uint256 proposal, address who) private {
        vm.warp(block.timestamp + 2 days + 1);
        vm.prank(who);
        governor.castVote(proposal, 1);
        vm.warp(block.timestamp + 7 days + 1);
    }

    function _closeMinting()
        private
        view
        returns (address[] memory targets, uint256[] memory values, bytes[] memory calls)
    {
        targets = new address[](1);
        values = new uint256[](1);
        calls = new bytes[](1);
        targets[0] = address(token);
        calls[0] = abi.encodeCall(IPowecToken.closeMinting, ());
    }
}
