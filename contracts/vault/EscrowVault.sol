// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {VaultModules} from "./VaultModules.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Purses of all agreements, requests, disputes and lists, and members' free balances
/// @dev `balanceOf(this) >= totalFree + totalHeld` always; what lies above was sent by mistake and can be skimmed.
contract EscrowVault is VaultModules, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    struct Totals {
        uint128 free;
        uint128 held;
    }

    struct Allowance {
        uint128 units;
        uint40 until;
    }

    IERC20 private immutable POWEC;

    Totals private _totals;
    mapping(address account => uint256 units) private _free;
    mapping(bytes32 key => uint256 units) private _held;
    mapping(address account => mapping(address module => Allowance)) private _allowances;

    /// @param powec The token
    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    constructor(IERC20 powec, address admin) AccessControlDefaultAdminRules(3 days, admin) {
        POWEC = powec;
    }

    /// @inheritdoc IEscrowVault
    function deposit(uint256 units) external override nonReentrant {
        _deposit(units);
    }

    /// @inheritdoc IEscrowVault
    function depositWithPermit(uint256 units, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        override
        nonReentrant
    {
        // Whoever sees the permit can send it first; then the allowance is there already and this call goes on.
        try IERC20Permit(address(POWEC)).permit(msg.sender, address(this), units, deadline, v, r, s) {} catch {}
        _deposit(units);
    }

    /// @inheritdoc IEscrowVault
    function withdraw(uint256 units, address to) external override nonReentrant {
        if (units == 0) revert VaultZeroAmount();
        _requireOwner(to);
        if (to == address(POWEC)) revert VaultForbiddenAddress(to);
        _takeFree(msg.sender, units);
        _totals.free -= uint128(units);
        emit Withdrawn(msg.sender, to, units);
        POWEC.safeTransfer(to, units);
    }

    /// @inheritdoc IEscrowVault
    function allow(address module, uint256 units, uint40 until) external override {
        _allowances[msg.sender][module] = Allowance({units: units.toUint128(), until: until});
        emit Allowed(msg.sender, module, units, until);
    }

    /// @inheritdoc IEscrowVault
    function hold(bytes32 purse, address from, uint256 units) external override onlyActive {
        if (units == 0) revert VaultZeroAmount();
        uint256 allowed = allowedTo(from, msg.sender);
        if (units > allowed) revert VaultNotAllowed(units, allowed);
        _takeFree(from, units);
        unchecked {
            // Both are at most what was checked above.
            _allowances[from][msg.sender].units = uint128(allowed - units);
            Totals memory sum = _totals;
            _totals = Totals({free: sum.free - uint128(units), held: sum.held + uint128(units)});
            _held[_key(msg.sender, purse)] += units;
        }
        emit Held(msg.sender, purse, from, units);
    }

    /// @inheritdoc IEscrowVault
    function release(bytes32 purse, address[] calldata to, uint256[] calldata units) external override onlyModule {
        if (to.length != units.length) revert VaultLengthMismatch();
        uint256 sum;
        for (uint256 i; i < to.length; ++i) {
            sum += units[i];
            _addFree(purse, to[i], units[i]);
        }
        _setFree(purse, sum);
    }

    /// @inheritdoc IEscrowVault
    function releaseTo(bytes32 purse, address to, uint256 units) external override onlyModule {
        _addFree(purse, to, units);
        _setFree(purse, units);
    }

    /// @inheritdoc IEscrowVault
    function pushOut(bytes32 purse, uint256[] calldata entries)
        external
        override
        onlyModule
        nonReentrant
        returns (uint256 units)
    {
        for (uint256 i; i < entries.length; ++i) {
            units += entries[i] >> 160;
        }
        _takeHeld(purse, units);
        _totals.held -= units.toUint128();
        emit PushedOut(msg.sender, purse, entries.length, units);
        for (uint256 i; i < entries.length; ++i) {
            uint256 entry = entries[i];
            POWEC.safeTransfer(address(uint160(entry)), entry >> 160);
        }
    }

    /// @inheritdoc IEscrowVault
    function handOver(bytes32 purse, address toModule, bytes32 toPurse, uint256 units) external override onlyModule {
        if (moduleState(toModule) != ModuleState.Active) revert VaultNotModule(toModule);
        _takeHeld(purse, units);
        _held[_key(toModule, toPurse)] += units;
        emit HandedOver(msg.sender, purse, toModule, toPurse, units);
    }

    /// @inheritdoc IEscrowVault
    function skim(address to) external override nonReentrant onlyRole(DEFAULT_ADMIN_ROLE) {
        _requireOwner(to);
        Totals memory sum = _totals;
        uint256 units = POWEC.balanceOf(address(this)) - sum.free - sum.held;
        if (units == 0) revert VaultZeroAmount();
        emit Skimmed(to, units);
        POWEC.safeTransfer(to, units);
    }

    /// @inheritdoc IEscrowVault
    function token() external view override returns (IERC20) {
        return POWEC;
    }

    /// @inheritdoc IEscrowVault
    function freeOf(address account) external view override returns (uint256 units) {
        return _free[account];
    }

    /// @inheritdoc IEscrowVault
    function heldIn(address module, bytes32 purse) external view override returns (uint256 units) {
        return _held[_key(module, purse)];
    }

    /// @inheritdoc IEscrowVault
    function allowedTo(address account, address module) public view override returns (uint256 units) {
        Allowance memory allowance = _allowances[account][module];
        return block.timestamp <= allowance.until ? allowance.units : 0;
    }

    /// @inheritdoc IEscrowVault
    function totals() external view override returns (uint256 free, uint256 held) {
        return (_totals.free, _totals.held);
    }

    function _deposit(uint256 units) private {
        if (units == 0) revert VaultZeroAmount();
        _free[msg.sender] += units;
        _totals.free += units.toUint128();
        emit Deposited(msg.sender, units);
        POWEC.safeTransferFrom(msg.sender, address(this), units);
    }

    function _takeFree(address from, uint256 units) private {
        uint256 free = _free[from];
        if (units > free) revert VaultInsufficientFree(units, free);
        unchecked {
            _free[from] = free - units;
        }
    }

    function _addFree(bytes32 purse, address to, uint256 units) private {
        _requireOwner(to);
        unchecked {
            // All free and held tokens are below the supply, and more than the purse holds is refused by {_setFree}.
            _free[to] += units;
        }
        emit Released(msg.sender, purse, to, units);
    }

    /// @dev What was added to free balances was held before.
    function _setFree(bytes32 purse, uint256 units) private {
        _takeHeld(purse, units);
        unchecked {
            Totals memory sums = _totals;
            _totals = Totals({free: sums.free + uint128(units), held: sums.held - uint128(units)});
        }
    }

    function _takeHeld(bytes32 purse, uint256 units) private {
        bytes32 key = _key(msg.sender, purse);
        uint256 held = _held[key];
        if (units > held) revert VaultPurseExceeded(units, held);
        unchecked {
            _held[key] = held - units;
        }
    }

    function _requireOwner(address account) private view {
        if (account == address(0) || account == address(this)) revert VaultForbiddenAddress(account);
    }

    function _isEmpty() internal view override returns (bool) {
        return _totals.free == 0 && _totals.held == 0;
    }

    function _key(address module, bytes32 purse) private pure returns (bytes32) {
        return keccak256(abi.encode(module, purse));
    }
}
