// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeGroups} from "../interfaces/INodeGroups.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title Account of one group: does what {NodeGroups} says, nothing else
/// @dev It signs nothing (no ERC-1271), so a group can't be a member of a group or a payer who accepts lines.
contract GroupAccount {
    address private immutable GROUPS;

    /// @param vault Takes deposits; lets the founding contract distribute them
    /// @param registry Takes the admission fee when the group joins
    constructor(IEscrowVault vault, address registry) {
        GROUPS = msg.sender;
        IERC20 powec = vault.token();
        powec.approve(address(vault), type(uint256).max);
        powec.approve(registry, type(uint256).max);
        vault.allow(msg.sender, type(uint128).max, type(uint40).max);
    }

    /// @notice The contract of all groups: calls as this group. A refusal of the target is passed on.
    function call(address target, bytes calldata data) external returns (bytes memory answer) {
        if (msg.sender != GROUPS) revert INodeGroups.GroupForbidden(msg.sender);
        return Address.functionCall(target, data);
    }
}
