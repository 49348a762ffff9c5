// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TokenChecks} from "./TokenChecks.sol";

/// @title The ERC-20 properties that auditors test, by their numbers (Trail of Bits, "properties")
contract Erc20PropertiesTest is TokenChecks {
    uint256 private constant HELD = 1000e18;

    function setUp() public override {
        super.setUp();
        _mint(alice, HELD);
        _mint(bob, HELD);
    }

    function testFuzz_base001_supplyIsConstantUnderTransfers(uint256 units) public {
        vm.prank(alice);
        token.transfer(bob, units % (HELD + 1));
        vm.assertEq(token.totalSupply(), 2 * HELD);
    }

    function test_base002_to_004_balancesAddUpToTheSupplyAndZeroHoldsNothing() public view {
        vm.assertLe(token.balanceOf(alice), token.totalSupply());
        vm.assertEq(token.balanceOf(alice) + token.balanceOf(bob), token.totalSupply());
        vm.assertEq(token.balanceOf(address(0)), 0);
    }

    function testFuzz_base005_006_nothingGoesToZero(uint256 units) public {
        units %= HELD + 1;
        vm.expectRevert();
        vm.prank(alice);
        token.transfer(address(0), units);
        _approve(alice, bob, units);
        vm.expectRevert();
        vm.prank(bob);
        token.transferFrom(alice, address(0), units);
    }

    function testFuzz_base007_008_transferToSelfKeepsTheBalance(uint256 units) public {
        units %= HELD + 1;
        vm.prank(alice);
        vm.assertTrue(token.transfer(alice, units));
        _approve(alice, bob, units);
        vm.prank(bob);
        vm.assertTrue(token.transferFrom(alice, alice, units));
        vm.assertEq(token.balanceOf(alice), HELD);
    }

    function testFuzz_base009_010_moreThanTheBalanceFails(uint256 beyond) public {
        uint256 units = HELD + 1 + (beyond % HELD);
        vm.expectRevert();
        vm.prank(alice);
        token.transfer(bob, units);
        _approve(alice, bob, units);
        vm.expectRevert();
        vm.prank(bob);
        token.transferFrom(alice, bob, units);
    }

    function test_base011_012_zeroAmountsPass() public {
        vm.prank(alice);
        vm.assertTrue(token.transfer(bob, 0));
        vm.prank(bob);
        vm.assertTrue(token.transferFrom(alice, bob, 0));
    }

    function testFuzz_base013_014_bothTransfersUpdateBothSides(uint256 first, uint256 second) public {
        first %= HELD / 2;
        second %= HELD / 2;
        vm.prank(alice);
        token.transfer(bob, first);
        _approve(alice, bob, second);
        vm.prank(bob);
        token.transferFrom(alice, bob, second);
        vm.assertEq(token.balanceOf(alice), HELD - first - second);
        vm.assertEq(token.balanceOf(bob), HELD + first + second);
    }

    function testFuzz_base015_016_allowanceIsSetAndSetAgain(uint256 first, uint256 second) public {
        _approve(alice, bob, first);
        vm.assertEq(token.allowance(alice, bob), first);
        _approve(alice, bob, second);
        vm.assertEq(token.allowance(alice, bob), second);
    }

    function testFuzz_base017_allowanceFallsByWhatWasTaken(uint256 allowed, uint256 units) public {
        allowed = _between(allowed, 1, type(uint256).max - 1);
        units %= (allowed < HELD ? allowed : HELD) + 1;
        _approve(alice, bob, allowed);
        vm.prank(bob);
        token.transferFrom(alice, bob, units);
        vm.assertEq(token.allowance(alice, bob), allowed - units);
    }

    function testFuzz_burnable001_002_burningLowersBalanceAndSupply(uint256 units) public {
        units %= HELD + 1;
        vm.prank(alice);
        token.burn(units);
        vm.assertEq(token.balanceOf(alice), HELD - units);
        vm.assertEq(token.totalSupply(), 2 * HELD - units);
        vm.expectRevert();
        vm.prank(alice);
        token.burn(HELD + 1);
    }

    function testFuzz_mintable001_mintingRaisesBalanceAndSupply(uint256 units) public {
        units %= CAP - 2 * HELD + 1;
        _mint(alice, units);
        vm.assertEq(token.balanceOf(alice), HELD + units);
        vm.assertEq(token.totalSupply(), 2 * HELD + units);
    }

    function testFuzz_allowance001_002_anEndlessAllowanceStaysAsItIs(uint256 units) public {
        _approve(alice, bob, type(uint256).max);
        vm.prank(bob);
        token.transferFrom(alice, bob, units % (HELD + 1));
        vm.assertEq(token.allowance(alice, bob), type(uint256).max);
    }

    function _approve(address owner, address spender, uint256 units) private {
        vm.prank(owner);
        token.approve(spender, units);
    }
}
