// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementKind, AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {Price, Quarter, WattHourQuarters, WattHours} from "../../../contracts/types/Units.sol";

/// @title The worked examples of the specification (4.4), as terms and lines
library Examples {
    /// @dev 2025-10-29T10:00Z.
    uint32 internal constant TEN = 1_957_480;

    /// @notice Example 1: Li-ion, 500 kWh, 10:00-12:00 in, 18:00-20:00 out, 8 % loss; escrow 1,650, bond 20 % of it.
    function lithium() internal pure returns (Terms memory terms) {
        terms.agreement = 42;
        terms.kind = AgreementKind.Storage;
        terms.site = 7;
        terms.volume = WattHours.wrap(500_000);
        terms.accumulateFrom = Quarter.wrap(TEN);
        terms.accumulateTo = Quarter.wrap(TEN + 8);
        terms.supplyFrom = Quarter.wrap(TEN + 32);
        terms.supplyTo = Quarter.wrap(TEN + 40);
        terms.kindPpm = 1_000_000;
        terms.capacityPrice = _price(2, 100);
        terms.holdPrice = _price(1, 100);
        terms.returnPrice = _price(3, 1);
        terms.shortPrice = _price(8, 1);
        terms.deviationPrice = _price(1, 1);
        terms.permittedLossPpm = 80_000;
        terms.escrow = 1650e18;
        terms.bond = 330e18;
    }

    /// @notice What example 1 had delivered at its end.
    function delivered() internal pure returns (AgreementLine memory line) {
        line = quantities(20_000_000, 16_140_000, 460_000);
        line.upTo = Quarter.wrap(TEN + 40);
        line.taken = WattHours.wrap(500_000);
        line.isFinal = true;
    }

    /// @notice Example 2: the same at 15:00, nothing given back yet.
    function halfway() internal pure returns (AgreementLine memory line) {
        line = quantities(10_000_000, 7_750_000, 0);
        line.upTo = Quarter.wrap(TEN + 20);
        line.taken = WattHours.wrap(500_000);
    }

    /// @notice Example 3: only 440 kWh came back.
    function deliveredShort() internal pure returns (AgreementLine memory line) {
        line = delivered();
        line.returned = WattHours.wrap(440_000);
        line.short = WattHours.wrap(15_400);
    }

    function quantities(uint96 reserved, uint96 stored, uint64 returned)
        internal
        pure
        returns (AgreementLine memory line)
    {
        line.agreement = 42;
        line.reserved = WattHourQuarters.wrap(reserved);
        line.stored = WattHourQuarters.wrap(stored);
        line.returned = WattHours.wrap(returned);
    }

    function _price(uint256 powec, uint256 divisor) private pure returns (Price) {
        return Price.wrap(uint80(powec * 1e18 / divisor));
    }
}
