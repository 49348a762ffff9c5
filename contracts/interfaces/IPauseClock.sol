// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A pause that eats no window
/// @notice The guardian can stop what moves value for at most 14 days; windows are counted on a clock that stands while paused.
interface IPauseClock {
    event WindowSet(uint256 windowHours);

    error PauseTooSoon(uint256 nextAt);
    error WindowOutOfBounds(uint256 windowHours);

    /// @notice Guardian: stops for at most 14 days. Not again within 44 days of the last pause's start.
    function pause() external;

    /// @notice Default admin: goes on before the 14 days are over.
    function unpause() external;

    /// @notice Default admin: window of batches posted from now on, [72 .. 720] hours.
    function setWindow(uint256 windowHours) external;

    /// @notice Seconds of the clock that stands while paused; equal to unix seconds until the first pause.
    function settlementClock() external view returns (uint256 second);

    /// @notice Whether value is stopped now. A pause ends by itself after 14 days.
    function paused() external view returns (bool);
}
