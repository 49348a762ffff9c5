// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev Energy in watt-hours. Never kWh: a fractional kWh would have to be rounded by somebody.
type WattHours is uint64;

/// @dev Energy held or reserved over time: 1 Wh for one quarter. 4,000 of them are 1 kWh for one hour.
type WattHourQuarters is uint96;

/// @dev Price in units (1e-18 POWEC) per kWh, or per kWh and hour for prices of time. Never negative.
type Price is uint80;

/// @dev A quarter of an hour: `floor(unixSeconds / 900)`, half-open.
type Quarter is uint32;

/// @dev Seconds of a quarter.
uint256 constant QUARTER_SECONDS = 900;

/// @dev One, in millionths.
uint256 constant ONE_PPM = 1_000_000;

using Units for WattHours global;
using Units for WattHourQuarters global;
using Units for Price global;
using Units for Quarter global;

/// @title Numbers out of value types, and the lesser of two
library Units {
    function raw(WattHours energy) internal pure returns (uint256 wattHours) {
        return WattHours.unwrap(energy);
    }

    function least(WattHours a, WattHours b) internal pure returns (WattHours) {
        return WattHours.unwrap(a) < WattHours.unwrap(b) ? a : b;
    }

    function raw(WattHourQuarters energyTime) internal pure returns (uint256 wattHourQuarters) {
        return WattHourQuarters.unwrap(energyTime);
    }

    function least(WattHourQuarters a, WattHourQuarters b) internal pure returns (WattHourQuarters) {
        return WattHourQuarters.unwrap(a) < WattHourQuarters.unwrap(b) ? a : b;
    }

    function raw(Price price) internal pure returns (uint256 units) {
        return Price.unwrap(price);
    }

    function raw(Quarter quarter) internal pure returns (uint256 number) {
        return Quarter.unwrap(quarter);
    }

    /// @dev Second at which a quarter starts, which is the end of the one before.
    function startsAt(Quarter quarter) internal pure returns (uint256 second) {
        return uint256(Quarter.unwrap(quarter)) * QUARTER_SECONDS;
    }
}
