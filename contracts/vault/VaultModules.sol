// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";

/// @title Which contracts may hold and pay members' tokens
abstract contract VaultModules is AccessControlDefaultAdminRules, IEscrowVault {
    uint256 private constant DELAY = 7 days;

    struct Module {
        ModuleState state;
        uint40 activeAt;
    }

    mapping(address module => Module) private _modules;

    /// @dev New money: active modules only.
    modifier onlyActive() {
        if (_modules[msg.sender].state != ModuleState.Active) revert VaultNotModule(msg.sender);
        _;
    }

    /// @dev What is held may be paid by closing modules too.
    modifier onlyModule() {
        if (_modules[msg.sender].state == ModuleState.None) revert VaultNotModule(msg.sender);
        _;
    }

    /// @inheritdoc IEscrowVault
    function scheduleModule(address module) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        if (module == address(0)) revert VaultForbiddenAddress(module);
        uint256 activeAt = block.timestamp + (_isEmpty() ? 0 : DELAY);
        _modules[module].activeAt = uint40(activeAt);
        emit ModuleScheduled(module, activeAt);
    }

    /// @inheritdoc IEscrowVault
    function activateModule(address module) external override {
        uint256 activeAt = _modules[module].activeAt;
        if (activeAt == 0 || block.timestamp < activeAt) revert VaultModuleNotDue(activeAt);
        _modules[module] = Module({state: ModuleState.Active, activeAt: 0});
        emit ModuleSet(module, ModuleState.Active);
    }

    /// @inheritdoc IEscrowVault
    function closeModule(address module) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        if (_modules[module].state != ModuleState.Active) revert VaultNotModule(module);
        _modules[module] = Module({state: ModuleState.Closing, activeAt: 0});
        emit ModuleSet(module, ModuleState.Closing);
    }

    /// @inheritdoc IEscrowVault
    function moduleState(address module) public view override returns (ModuleState state) {
        return _modules[module].state;
    }

    /// @dev Whether no member's token is here, so that no delay protects anybody.
    function _isEmpty() internal view virtual returns (bool);
}
