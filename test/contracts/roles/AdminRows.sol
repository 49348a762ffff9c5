// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RoleMatrix} from "./RoleMatrix.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    IAccessControlDefaultAdminRules as Rules
} from "@openzeppelin/contracts/access/extensions/IAccessControlDefaultAdminRules.sol";

/// @title Rows of what all owned contracts inherit: roles are given and taken by the default admin, who changes with a delay
abstract contract AdminRows is RoleMatrix {
    bytes32 private constant SOME_ROLE = keccak256("some role");

    function _adminRows() internal {
        _may(TIMELOCK, abi.encodeCall(IAccessControl.grantRole, (SOME_ROLE, address(1))));
        _may(TIMELOCK, abi.encodeCall(IAccessControl.revokeRole, (SOME_ROLE, address(1))));
        // A role is renounced by its holder only: here the admin's other role.
        _may(TIMELOCK, abi.encodeCall(IAccessControl.renounceRole, (SOME_ROLE, vm.addr(_key("admin")))));
        _may(TIMELOCK, abi.encodeCall(Rules.beginDefaultAdminTransfer, (address(1))));
        _may(TIMELOCK, abi.encodeCall(Rules.cancelDefaultAdminTransfer, ()));
        _may(TIMELOCK, abi.encodeCall(Rules.changeDefaultAdminDelay, (1 days)));
        _may(TIMELOCK, abi.encodeCall(Rules.rollbackDefaultAdminDelay, ()));
        // Nobody was named as the next admin, so nobody may accept, the admin neither.
        _may(0, abi.encodeCall(Rules.acceptDefaultAdminTransfer, ()));
    }
}
