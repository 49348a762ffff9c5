// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {TokenChecks} from "../token/TokenChecks.sol";

/// @title A vault with POWEC, two rich members and an active module
abstract contract VaultChecks is TokenChecks {
    IEscrowVault internal vault;
    address internal module = _person("module");
    bytes32 internal constant PURSE = keccak256("a purse");

    function setUp() public virtual override {
        super.setUp();
        vm.warp(1_761_696_000); // 2025-10-29T00:00Z
        vault = IEscrowVault(vm.deployCode("EscrowVault.sol:EscrowVault", abi.encode(token, admin)));
        _addModule(module);
        _fund(alice, 1000e18);
        _fund(bob, 1000e18);
    }

    /// @dev Mints to the wallet and approves the vault.
    function _fund(address who, uint256 units) internal {
        _mint(who, units);
        vm.prank(who);
        token.approve(address(vault), type(uint256).max);
    }

    function _deposit(address who, uint256 units) internal {
        vm.prank(who);
        vault.deposit(units);
    }

    function _allow(address who, address to, uint256 units) internal {
        vm.prank(who);
        vault.allow(to, units, type(uint40).max);
    }

    /// @dev Deposited, allowed and held in PURSE.
    function _hold(address who, uint256 units) internal {
        _deposit(who, units);
        _allow(who, module, units);
        vm.prank(module);
        vault.hold(PURSE, who, units);
    }

    function _addModule(address what) internal {
        vm.prank(admin);
        vault.scheduleModule(what);
        vault.activateModule(what);
    }

    function _release(address to, uint256 units) internal {
        address[] memory payees = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (payees[0], amounts[0]) = (to, units);
        vm.prank(module);
        vault.release(PURSE, payees, amounts);
    }
}
