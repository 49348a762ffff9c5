// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The only contract that holds members' tokens
/// @notice A member's tokens are *free* (his own to withdraw at any time) or *held* in a purse of a module for one purpose.
/// A purse belongs to the module that filled it: no module can reach another's, and a mistake in one agreement can't touch
/// the tokens of another. Amounts are units (1e-18 POWEC).
interface IEscrowVault {
    /// @notice What a module may do: nothing, everything, or only finish what is open.
    enum ModuleState {
        None,
        Active,
        Closing
    }

    event Deposited(address indexed account, uint256 units);
    event Withdrawn(address indexed account, address indexed to, uint256 units);
    /// @notice A member lets a module hold up to `units` of his free tokens until `until` (unix seconds).
    event Allowed(address indexed account, address indexed module, uint256 units, uint256 until);
    event Held(address indexed module, bytes32 indexed purse, address indexed from, uint256 units);
    event Released(address indexed module, bytes32 indexed purse, address indexed to, uint256 units);
    event PushedOut(address indexed module, bytes32 indexed purse, uint256 payees, uint256 units);
    event HandedOver(address indexed module, bytes32 purse, address indexed toModule, bytes32 toPurse, uint256 units);
    /// @notice A module becomes active at `activeAt` (unix seconds), not before.
    event ModuleScheduled(address indexed module, uint256 activeAt);
    event ModuleSet(address indexed module, ModuleState state);
    event Skimmed(address indexed to, uint256 units);

    /// @notice The caller is no module, or a closing one that asks for new money.
    error VaultNotModule(address caller);
    /// @notice The account has fewer free units.
    error VaultInsufficientFree(uint256 units, uint256 free);
    /// @notice The account allowed this module less, or the permission ended.
    error VaultNotAllowed(uint256 units, uint256 allowed);
    /// @notice The purse holds fewer units.
    error VaultPurseExceeded(uint256 units, uint256 held);
    error VaultZeroAmount();
    /// @notice Nobody, the vault or the token can't own tokens here.
    error VaultForbiddenAddress(address account);
    /// @notice The module may not be activated yet; `activeAt` is 0 when nobody scheduled it.
    error VaultModuleNotDue(uint256 activeAt);
    error VaultLengthMismatch();

    /// @notice POWEC.
    function token() external view returns (IERC20);

    /// @notice Moves units of the caller into the vault, as free ones. Needs an ERC-20 allowance.
    function deposit(uint256 units) external;

    /// @notice {deposit} with a permit in the same call. A permit that somebody else sent first does no harm.
    function depositWithPermit(uint256 units, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Sends free units of the caller to `to`. Never paused, no role, no fee.
    function withdraw(uint256 units, address to) external;

    /// @notice Lets a module hold up to `units` of the caller's free tokens, until `until` (unix seconds, inclusive). Replaces
    /// what was allowed before; 0 ends it.
    function allow(address module, uint256 units, uint40 until) external;

    /// @notice Modules: moves free units of `from` into a purse; uses up his permission to this module.
    function hold(bytes32 purse, address from, uint256 units) external;

    /// @notice Modules: pays from a purse to free balances.
    function release(bytes32 purse, address[] calldata to, uint256[] calldata units) external;

    /// @notice Modules: {release} to one.
    function releaseTo(bytes32 purse, address to, uint256 units) external;

    /// @notice Modules: pays from a purse straight to wallets. An entry is `address | units << 160`.
    /// @return units Sum that left
    function pushOut(bytes32 purse, uint256[] calldata entries) external returns (uint256 units);

    /// @notice Modules: gives units of an own purse to a purse of another active module.
    function handOver(bytes32 purse, address toModule, bytes32 toPurse, uint256 units) external;

    /// @notice Default admin: announces a module. It can be activated 7 days later; at once while the vault holds nothing.
    function scheduleModule(address module) external;

    /// @notice Anybody: activates an announced module whose time has come.
    function activateModule(address module) external;

    /// @notice Default admin: from now on a module only pays out what it holds.
    function closeModule(address module) external;

    /// @notice Default admin: sends tokens that nobody deposited (mistaken transfers) to `to`, never more.
    function skim(address to) external;

    function freeOf(address account) external view returns (uint256 units);

    function heldIn(address module, bytes32 purse) external view returns (uint256 units);

    /// @return units What the module may still hold of the account's free tokens, 0 after its end
    function allowedTo(address account, address module) external view returns (uint256 units);

    function totals() external view returns (uint256 free, uint256 held);

    function moduleState(address module) external view returns (ModuleState state);
}
