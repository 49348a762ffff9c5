// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine, Terms} from "../types/Agreements.sol";
import {WattHourQuarters, WattHours} from "../types/Units.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What quantities are worth under frozen terms
/// @notice One division each, on cumulative quantities: settling in parts gives what settling once gives. Quantities are clamped
/// to what the agreement foresaw, so no line earns more than its escrow. Amounts are units (1e-18 POWEC).
library Reward {
    /// @dev Quarter-hours of an hour x Wh of a kWh x millionths.
    uint256 private constant ENERGY_TIME_SCALE = 4_000_000_000;
    uint256 private constant ENERGY_SCALE = 4_000_000;
    uint256 private constant WH_PER_KWH = 1000;

    /// @notice Reward of the payee for what was reserved, held and returned.
    /// @dev Rounding: down, in favour of the payer. Below 2^80 x 2^72 x 2^24: nothing overflows.
    function reward(Terms memory terms, AgreementLine memory line) internal pure returns (uint256 units) {
        WattHourQuarters limit = most(terms);
        uint256 overTime = terms.capacityPrice.raw() * line.reserved.least(limit).raw() + terms.holdPrice.raw()
            * line.stored.least(limit).raw();
        uint256 back = terms.returnPrice.raw() * line.returned.least(terms.volume).raw();
        return (terms.kindPpm * overTime + ENERGY_SCALE * back) / ENERGY_TIME_SCALE;
    }

    /// @notice Largest reward the terms allow: all reserved, held and returned.
    function largest(Terms memory terms) internal pure returns (uint256 units) {
        AgreementLine memory line;
        line.reserved = most(terms);
        line.stored = line.reserved;
        line.returned = terms.volume;
        return reward(terms, line);
    }

    /// @notice What the payee owes for energy missing at the end and for leaving the schedule.
    /// @dev Rounding: up, in favour of the payer, who was harmed.
    function penalty(Terms memory terms, AgreementLine memory line) internal pure returns (uint256 units) {
        uint256 price = terms.shortPrice.raw() * line.short.raw() + terms.deviationPrice.raw() * line.deviation.raw();
        return Math.ceilDiv(price, WH_PER_KWH);
    }

    /// @notice What the payer owes for energy he ordered and did not bring or take.
    /// @dev Rounding: up, in favour of the payee, who was harmed.
    function payersPenalty(Terms memory terms, AgreementLine memory line) internal pure returns (uint256 units) {
        return Math.ceilDiv(terms.deviationPrice.raw() * line.unused.raw(), WH_PER_KWH);
    }

    /// @notice What a line brings: earned by the payee (never above the escrow), and his penalty (never above bond and earnings).
    function account(Terms memory terms, AgreementLine memory line)
        internal
        pure
        returns (uint256 earned, uint256 penalised)
    {
        earned = Math.min(reward(terms, line) + payersPenalty(terms, line), terms.escrow);
        penalised = Math.min(penalty(terms, line), uint256(terms.bond) + earned);
    }

    /// @notice What may go to the payee now. His penalty is taken from what he earned before it touches the bond.
    function payable_(uint256 earned, uint256 penalised, uint256 paid) internal pure returns (uint256 units) {
        return Math.saturatingSub(earned, penalised + paid);
    }

    /// @notice Last payment to the payee when the agreement closes: earnings less penalty plus bond, less what he has. What was
    /// overpaid before a correction is taken from the bond, never from elsewhere.
    function closing(uint256 earned, uint256 penalised, uint256 paid, uint256 bond)
        internal
        pure
        returns (uint256 units)
    {
        return Math.saturatingSub(earned + bond, penalised + paid);
    }

    /// @notice Energy over time when the whole volume is held from the first quarter to the last.
    function most(Terms memory terms) internal pure returns (WattHourQuarters) {
        uint256 quarters = terms.supplyTo.raw() - terms.accumulateFrom.raw();
        return WattHourQuarters.wrap(uint96(terms.volume.raw() * quarters));
    }

    /// @notice Energy missing at the end: due less returned, less a tolerance of 1 % of what was due.
    /// @dev Both roundings are down: of the loss in favour of the payer, of the tolerance too.
    function short(Terms memory terms, WattHours taken, WattHours returned) internal pure returns (WattHours) {
        uint256 due = taken.raw() - taken.raw() * terms.permittedLossPpm / 1e6;
        return WattHours.wrap(uint64(Math.saturatingSub(due, returned.raw() + due / 100)));
    }

    /// @notice Energy of one quarter off the schedule beyond the band of 5 %, at least 500 Wh.
    function deviation(WattHours scheduled, WattHours measured) internal pure returns (WattHours) {
        uint256 off =
            scheduled.raw() > measured.raw() ? scheduled.raw() - measured.raw() : measured.raw() - scheduled.raw();
        uint256 band = Math.max(scheduled.raw() / 20, 500);
        return WattHours.wrap(uint64(Math.saturatingSub(off, band)));
    }
}
