// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {ERC20Wrapper} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Wrapper.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @title Wrapped POWEC that can vote
/// @notice Members wrap POWEC one to one to vote and unwrap at any time. Tokens in escrow can't vote, because they are not
/// wrapped. Votes live here and not in the token, so that transfers and payouts stay cheap. Time of votes is the timestamp.
contract PowecVotes is ERC20Wrapper, ERC20Permit, ERC20Votes {
    /// @param powec The token that is wrapped
    constructor(IERC20 powec) ERC20("Powerchain votes", "vPOWEC") ERC20Permit("Powerchain votes") ERC20Wrapper(powec) {}

    /// @notice Seconds since 1970, the clock of votes (ERC-6372).
    function clock() public view override returns (uint48 second) {
        return uint48(block.timestamp);
    }

    /// @notice How {clock} counts (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc ERC20Wrapper
    function decimals() public view override(ERC20, ERC20Wrapper) returns (uint8) {
        return super.decimals();
    }

    /// @inheritdoc ERC20Permit
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 units) internal override(ERC20, ERC20Votes) {
        super._update(from, to, units);
    }
}
