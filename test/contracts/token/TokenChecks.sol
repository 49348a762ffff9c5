// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPowecToken} from "../../../contracts/interfaces/IPowecToken.sol";
import {Checks} from "../base/Checks.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    IAccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/IAccessControlDefaultAdminRules.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title Everything a caller can ask of POWEC
interface Token is IPowecToken, IERC20, IERC20Permit, IAccessControl, IAccessControlDefaultAdminRules {}

/// @title A fresh token with an admin, a minter and two people
abstract contract TokenChecks is Checks {
    uint256 internal constant CAP = 100e9 * 1e18;

    address internal admin = _person("admin");
    address internal minter = _person("minter");
    address internal alice = _person("alice");
    address internal bob = _person("bob");
    Token internal token;

    function setUp() public virtual {
        token = Token(vm.deployCode("PowecToken.sol:PowecToken", abi.encode(admin)));
        bytes32 role = token.MINTER();
        vm.prank(admin);
        token.grantRole(role, minter);
    }

    function _mint(address to, uint256 units) internal {
        vm.prank(minter);
        token.mint(to, units);
    }
}
