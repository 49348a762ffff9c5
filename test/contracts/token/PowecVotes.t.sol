// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TokenChecks} from "./TokenChecks.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

interface Votes is IERC20, IERC5805 {
    function depositFor(address account, uint256 units) external returns (bool);
    function withdrawTo(address account, uint256 units) external returns (bool);
    function decimals() external view returns (uint8);
    function nonces(address owner) external view returns (uint256);
}

contract PowecVotesTest is TokenChecks {
    Votes private votes;

    function setUp() public override {
        super.setUp();
        votes = Votes(vm.deployCode("PowecVotes.sol:PowecVotes", abi.encode(token)));
        _mint(alice, 100e18);
        vm.prank(alice);
        token.approve(address(votes), 100e18);
    }

    function test_wrappedTokensVoteOnceDelegatedAndUnwrapAnyTime() public {
        vm.startPrank(alice);
        votes.depositFor(alice, 60e18);
        vm.assertEq(votes.getVotes(alice), 0);
        votes.delegate(alice);
        vm.assertEq(votes.getVotes(alice), 60e18);
        vm.warp(1000);
        vm.assertEq(votes.getPastVotes(alice, 999), 60e18);
        votes.withdrawTo(alice, 60e18);
        vm.assertEq(votes.getVotes(alice), 0);
        vm.assertEq(token.balanceOf(alice), 100e18);
        vm.assertEq(votes.totalSupply(), 0);
    }

    function test_plainTokensDoNotVote() public {
        vm.prank(alice);
        votes.delegate(alice);
        vm.assertEq(votes.getVotes(alice), 0);
    }

    function test_A49_theWrapperDoesNotWrapForItself() public {
        vm.expectRevert();
        vm.prank(alice);
        votes.depositFor(address(votes), 1);
    }

    function test_clockIsTimeAndDecimalsAreThoseOfPowec() public {
        vm.warp(777);
        vm.assertEq(votes.clock(), 777);
        vm.assertEq(votes.CLOCK_MODE(), "mode=timestamp");
        vm.assertEq(votes.decimals(), 18);
        vm.assertEq(votes.nonces(alice), 0);
    }

    function testFuzz_wrappedSupplyIsAlwaysCovered(uint256 wrapped, uint256 back) public {
        wrapped = _between(wrapped, 0, 100e18);
        back = _between(back, 0, wrapped);
        vm.startPrank(alice);
        votes.depositFor(alice, wrapped);
        votes.withdrawTo(bob, back);
        vm.assertEq(votes.totalSupply(), token.balanceOf(address(votes)));
        vm.assertEq(token.balanceOf(bob), back);
    }
}
