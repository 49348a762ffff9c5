// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPowecToken} from "../interfaces/IPowecToken.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title POWEC, the token of the platform
/// @notice ERC-20 with permit and 18 decimals. No pause, no black list, no fee, no hooks. Amounts are units (1e-18 POWEC).
contract PowecToken is ERC20, ERC20Permit, AccessControlDefaultAdminRules, IPowecToken {
    /// @inheritdoc IPowecToken
    uint256 public constant override CAP = 100e9 * 1e18;

    /// @inheritdoc IPowecToken
    bytes32 public constant override MINTER = keccak256("powerchain.minter");

    uint248 private _totalMinted;
    bool private _isMintingClosed;

    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    constructor(address admin)
        ERC20("Powerchain", "POWEC")
        ERC20Permit("Powerchain")
        AccessControlDefaultAdminRules(3 days, admin)
    {}

    /// @inheritdoc IPowecToken
    function mint(address to, uint256 units) external override onlyRole(MINTER) {
        if (_isMintingClosed) revert PowecMintingClosed();
        uint256 room = CAP - _totalMinted;
        if (units > room) revert PowecCapExceeded(units, room);
        _totalMinted += uint248(units);
        _mint(to, units);
        if (units == room) _closeMinting();
    }

    /// @inheritdoc IPowecToken
    function closeMinting() external override onlyRole(DEFAULT_ADMIN_ROLE) {
        if (_isMintingClosed) revert PowecMintingClosed();
        _closeMinting();
    }

    /// @inheritdoc IPowecToken
    function burn(uint256 units) external override {
        _burn(msg.sender, units);
    }

    /// @inheritdoc IPowecToken
    function totalMinted() external view override returns (uint256 units) {
        return _totalMinted;
    }

    /// @inheritdoc IPowecToken
    function isMintingClosed() external view override returns (bool) {
        return _isMintingClosed;
    }

    /// @dev A transfer to the token itself would be lost for ever.
    function _update(address from, address to, uint256 units) internal override {
        if (to == address(this)) revert PowecForbiddenRecipient();
        super._update(from, to, units);
    }

    function _closeMinting() private {
        _isMintingClosed = true;
        emit MintingClosed(_totalMinted);
    }
}
