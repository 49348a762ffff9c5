// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine} from "../types/Agreements.sol";
import {WattHourQuarters, WattHours} from "../types/Units.sol";

/// @title What a ruling changed, for all later lines
/// @notice Lines are cumulative: a line after a dispute contains the disputed quarters as the station states them. What the
/// ruling took off or added is therefore taken off or added again.
library Rulings {
    /// @dev Ruled less posted, of each quantity that makes money.
    struct Offset {
        int128 returned;
        int128 reserved;
        int128 stored;
        int128 short;
        int128 deviation;
        int128 unused;
    }

    /// @notice Difference between what was ruled and what was posted.
    function between(AgreementLine memory posted, AgreementLine memory ruled) internal pure returns (Offset memory) {
        return Offset({
            returned: _less(ruled.returned.raw(), posted.returned.raw()),
            reserved: _less(ruled.reserved.raw(), posted.reserved.raw()),
            stored: _less(ruled.stored.raw(), posted.stored.raw()),
            short: _less(ruled.short.raw(), posted.short.raw()),
            deviation: _less(ruled.deviation.raw(), posted.deviation.raw()),
            unused: _less(ruled.unused.raw(), posted.unused.raw())
        });
    }

    /// @notice A later line as the ruling wants it; no quantity falls below 0.
    function applied(Offset memory offset, AgreementLine memory line) internal pure returns (AgreementLine memory) {
        line.returned = _energy(line.returned, offset.returned);
        line.reserved = _energyTime(line.reserved, offset.reserved);
        line.stored = _energyTime(line.stored, offset.stored);
        line.short = _energy(line.short, offset.short);
        line.deviation = _energy(line.deviation, offset.deviation);
        line.unused = _energy(line.unused, offset.unused);
        return line;
    }

    function _energy(WattHours quantity, int128 offset) private pure returns (WattHours) {
        return WattHours.wrap(uint64(_moved(quantity.raw(), offset, type(uint64).max)));
    }

    function _energyTime(WattHourQuarters quantity, int128 offset) private pure returns (WattHourQuarters) {
        return WattHourQuarters.wrap(uint96(_moved(quantity.raw(), offset, type(uint96).max)));
    }

    /// @dev Both are below 2^97: nothing overflows.
    function _moved(uint256 quantity, int128 offset, uint256 most) private pure returns (uint256) {
        int256 moved = int256(quantity) + offset;
        if (moved < 0) return 0;
        return uint256(moved) > most ? most : uint256(moved);
    }

    /// @dev Both are below 2^96.
    function _less(uint256 a, uint256 b) private pure returns (int128) {
        return int128(int256(a) - int256(b));
    }
}
