// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {Checks} from "../base/Checks.sol";
import {Token} from "../token/TokenChecks.sol";
import {VaultChecks} from "./VaultChecks.sol";

/// @title Members, two modules and mistakes, in any order
contract VaultHandler is Checks {
    IEscrowVault private immutable VAULT;
    Token private immutable POWEC;
    address[] public members;
    address[] public modules;
    /// @notice Whether a call lowered the free balance of somebody who neither called nor had allowed it.
    bool public hasRobbed;

    constructor(IEscrowVault vault, Token token, address[] memory members_, address[] memory modules_) {
        (VAULT, POWEC, members, modules) = (vault, token, members_, modules_);
    }

    function deposit(uint256 who, uint256 units) external {
        address member = _member(who);
        units = _between(units, 0, POWEC.balanceOf(member));
        if (units == 0) return;
        vm.prank(member);
        VAULT.deposit(units);
    }

    function withdraw(uint256 who, uint256 units, uint256 to) external {
        address member = _member(who);
        units = _between(units, 0, VAULT.freeOf(member));
        if (units == 0) return;
        uint256[] memory before = _frees();
        vm.prank(member);
        VAULT.withdraw(units, _member(to));
        _compare(before, member);
    }

    function hold(uint256 who, uint256 module, uint256 purse, uint256 units) external {
        address member = _member(who);
        units = _between(units, 0, VAULT.freeOf(member));
        if (units == 0) return;
        vm.prank(member);
        VAULT.allow(_module(module), units, type(uint40).max);
        uint256[] memory before = _frees();
        vm.prank(_module(module));
        VAULT.hold(_purse(purse), member, units);
        _compare(before, member);
    }

    function release(uint256 module, uint256 purse, uint256 to, uint256 units) external {
        units = _between(units, 0, VAULT.heldIn(_module(module), _purse(purse)));
        address[] memory payees = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (payees[0], payees[1]) = (_member(to), _member(to / 3));
        (amounts[0], amounts[1]) = (units / 3, units - units / 3);
        uint256[] memory before = _frees();
        vm.prank(_module(module));
        VAULT.release(_purse(purse), payees, amounts);
        _compare(before, address(0));
    }

    function push(uint256 module, uint256 purse, uint256 to, uint256 units) external {
        units = _between(units, 0, VAULT.heldIn(_module(module), _purse(purse)));
        uint256[] memory entries = new uint256[](1);
        entries[0] = uint256(uint160(_member(to))) | (_between(units, 0, type(uint96).max) << 160);
        vm.prank(_module(module));
        VAULT.pushOut(_purse(purse), entries);
    }

    function handOver(uint256 module, uint256 purse, uint256 toModule, uint256 toPurse, uint256 units) external {
        units = _between(units, 0, VAULT.heldIn(_module(module), _purse(purse)));
        vm.prank(_module(module));
        VAULT.handOver(_purse(purse), _module(toModule), _purse(toPurse), units);
    }

    function mistake(uint256 who, uint256 units) external {
        address member = _member(who);
        units = _between(units, 0, POWEC.balanceOf(member) / 8);
        vm.prank(member);
        POWEC.transfer(address(VAULT), units);
    }

    /// @notice Every member gets all free tokens out, whatever happened before.
    function everybodyLeaves() external {
        for (uint256 i; i < members.length; ++i) {
            uint256 units = VAULT.freeOf(members[i]);
            if (units == 0) continue;
            vm.prank(members[i]);
            VAULT.withdraw(units, members[i]);
        }
    }

    function sums() external view returns (uint256 free, uint256 held) {
        for (uint256 i; i < members.length; ++i) {
            free += VAULT.freeOf(members[i]);
        }
        for (uint256 m; m < modules.length; ++m) {
            for (uint256 p; p < 3; ++p) {
                held += VAULT.heldIn(modules[m], _purse(p));
            }
        }
    }

    function _compare(uint256[] memory before, address mayFall) private {
        for (uint256 i; i < members.length; ++i) {
            if (members[i] != mayFall && VAULT.freeOf(members[i]) < before[i]) hasRobbed = true;
        }
    }

    function _frees() private view returns (uint256[] memory free) {
        free = new uint256[](members.length);
        for (uint256 i; i < members.length; ++i) {
            free[i] = VAULT.freeOf(members[i]);
        }
    }

    function _member(uint256 seed) private view returns (address) {
        return members[seed % members.length];
    }

    function _module(uint256 seed) private view returns (address) {
        return modules[seed % modules.length];
    }

    function _purse(uint256 seed) private pure returns (bytes32) {
        return bytes32(seed % 3);
    }
}

contract VaultInvariantsTest is VaultChecks {
    VaultHandler private handler;

    function setUp() public override {
        super.setUp();
        address second = _person("second module");
        _addModule(second);
        address[] memory members = new address[](3);
        address[] memory modules = new address[](2);
        (members[0], members[1], members[2]) = (alice, bob, _person("carol"));
        (modules[0], modules[1]) = (module, second);
        _fund(members[2], 7e18);
        handler = new VaultHandler(vault, token, members, modules);
        _target(address(handler));
    }

    /// @notice Invariants 3 and 4: the vault holds at least what it owes, and its totals are the sums of its parts.
    function invariant_03_04_theVaultCoversWhatItOwes() public view {
        (uint256 free, uint256 held) = vault.totals();
        (uint256 freeSum, uint256 heldSum) = handler.sums();
        vm.assertEq(free, freeSum);
        vm.assertEq(held, heldSum);
        vm.assertGe(token.balanceOf(address(vault)), free + held);
    }

    /// @notice Invariant 6: no call lowers the free balance of another account.
    function invariant_06_nobodyLosesFreeTokensByAnothersCall() public view {
        vm.assertFalse(handler.hasRobbed());
    }

    /// @notice Invariant 7: withdrawing succeeds in every reachable state.
    function invariant_07_everybodyCanLeave() public {
        handler.everybodyLeaves();
        (uint256 free,) = vault.totals();
        vm.assertEq(free, 0);
    }

    /// @notice Invariant 1: balances add up to the supply.
    function invariant_01_balancesAreTheSupply() public view {
        uint256 sum = token.balanceOf(address(vault)) + token.balanceOf(alice) + token.balanceOf(bob)
            + token.balanceOf(handler.members(2));
        vm.assertEq(sum, token.totalSupply());
        vm.assertEq(token.totalSupply(), token.totalMinted());
    }
}
