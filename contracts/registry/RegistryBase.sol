// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title What all parts of the registry share: roles, nodes, the token
abstract contract RegistryBase is AccessControlDefaultAdminRules, EIP712, INodeRegistry {
    using SafeERC20 for IERC20;

    /// @notice Role of those who check members and nodes.
    bytes32 public constant VERIFIER = keccak256("powerchain.verifier");
    /// @notice Role of those who may suspend.
    bytes32 public constant GUARDIAN = keccak256("powerchain.guardian");
    /// @notice Role of the contracts that use capacity.
    bytes32 public constant MARKET = keccak256("powerchain.market");

    IERC20 internal immutable POWEC;
    IEscrowVault internal immutable VAULT;

    mapping(address account => Member) internal _members;
    mapping(uint32 node => NodeIdentity) internal _identities;
    mapping(uint32 node => NodeUse) internal _uses;

    constructor(IEscrowVault vault) {
        VAULT = vault;
        POWEC = vault.token();
        POWEC.forceApprove(address(vault), type(uint256).max);
    }

    /// @dev Takes units from the caller into the registry's account at the vault.
    function _collect(uint256 units) internal {
        POWEC.safeTransferFrom(msg.sender, address(this), units);
        VAULT.deposit(units);
    }

    function _requireOwner(uint32 node) internal view {
        if (_identities[node].owner != msg.sender) revert RegistryNotOwner(msg.sender);
    }
}
