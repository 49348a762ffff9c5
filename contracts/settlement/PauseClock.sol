// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPauseClock} from "../interfaces/IPauseClock.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

/// @title Pause of at most 14 days, and the clock of windows
/// @dev The state shares a slot with the flag of Pausable, so a posting reads it once.
abstract contract PauseClock is AccessControlDefaultAdminRules, Pausable, IPauseClock {
    /// @notice Role of those who may pause.
    bytes32 public constant GUARDIAN = keccak256("powerchain.guardian");

    uint256 private constant LONGEST = 14 days;
    uint256 private constant BETWEEN = 44 days;
    uint256 private constant LEAST_WINDOW = 72;
    uint256 private constant MOST_WINDOW = 720;

    uint40 private _pausedAt;
    uint40 private _pausedSeconds;
    uint16 private _windowHours = 168;

    /// @inheritdoc IPauseClock
    function pause() external override onlyRole(GUARDIAN) {
        uint256 nextAt = _pausedAt == 0 ? 0 : _pausedAt + BETWEEN;
        if (block.timestamp < nextAt) revert PauseTooSoon(nextAt);
        // The flag of a pause that ran out is still set: its 14 days are counted now.
        if (super.paused()) _pausedSeconds += uint40(LONGEST);
        _pause();
        _pausedAt = uint40(block.timestamp);
    }

    /// @inheritdoc IPauseClock
    function unpause() external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _unpause();
        _pausedSeconds += uint40(block.timestamp - _pausedAt);
    }

    /// @inheritdoc IPauseClock
    function setWindow(uint256 windowHours) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        if (windowHours < LEAST_WINDOW || windowHours > MOST_WINDOW) revert WindowOutOfBounds(windowHours);
        _windowHours = uint16(windowHours);
        emit WindowSet(windowHours);
    }

    /// @inheritdoc IPauseClock
    function settlementClock() public view override returns (uint256 second) {
        (second,,) = _readClock();
    }

    /// @inheritdoc IPauseClock
    function paused() public view override(Pausable, IPauseClock) returns (bool) {
        return super.paused() && block.timestamp < _pausedAt + LONGEST;
    }

    /// @dev Clock, window of what is posted now, and whether a pause is on; refuses nothing. One read of one slot.
    function _readClock() internal view returns (uint256 second, uint256 windowHours, bool isPaused) {
        (uint256 pausedAt, uint256 pausedSeconds) = (_pausedAt, _pausedSeconds);
        (windowHours, isPaused) = (_windowHours, super.paused());
        unchecked {
            // Pauses lie in the past: they are no longer than the time that went by.
            second = block.timestamp - pausedSeconds;
            if (!isPaused) return (second, windowHours, false);
            uint256 running = block.timestamp - pausedAt;
            isPaused = running < LONGEST;
            second -= isPaused ? running : LONGEST;
        }
    }
}
