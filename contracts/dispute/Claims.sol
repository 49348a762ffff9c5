// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Reward} from "../maths/Reward.sol";
import {AgreementLine, Terms} from "../types/Agreements.sol";
import {WattHours} from "../types/Units.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Two claims about the quantities of one line
library Claims {
    uint256 private constant LEAST_BOND = 100e18;
    uint256 private constant BOND_DIVISOR = 10;

    /// @notice Whether two lines are about the same: agreement, end, finality.
    function areComparable(AgreementLine memory a, AgreementLine memory b) internal pure returns (bool) {
        return a.agreement == b.agreement && a.upTo.raw() == b.upTo.raw() && a.isFinal == b.isFinal;
    }

    /// @notice The lower of each quantity: what stands when nobody rules.
    function lower(AgreementLine memory a, AgreementLine memory b) internal pure returns (AgreementLine memory line) {
        line = certain(a, b);
        line.short = a.short.least(b.short);
        line.deviation = a.deviation.least(b.deviation);
        line.isFinal = a.isFinal;
    }

    /// @notice What is beyond dispute: the lower of what earns, the higher of what costs the payee. Not final.
    function certain(AgreementLine memory a, AgreementLine memory b) internal pure returns (AgreementLine memory line) {
        (line.agreement, line.upTo, line.proofsRoot) = (a.agreement, a.upTo, a.proofsRoot);
        line.taken = a.taken.least(b.taken);
        line.returned = a.returned.least(b.returned);
        line.reserved = a.reserved.least(b.reserved);
        line.stored = a.stored.least(b.stored);
        line.unused = a.unused.least(b.unused);
        line.estimated = a.estimated.least(b.estimated);
        line.short = _greatest(a.short, b.short);
        line.deviation = _greatest(a.deviation, b.deviation);
    }

    /// @notice Whether each quantity of `line` lies between those of the claims.
    function isBetween(AgreementLine memory line, AgreementLine memory a, AgreementLine memory b)
        internal
        pure
        returns (bool)
    {
        return areComparable(line, a) && _within(line.taken.raw(), a.taken.raw(), b.taken.raw())
            && _within(line.returned.raw(), a.returned.raw(), b.returned.raw())
            && _within(line.reserved.raw(), a.reserved.raw(), b.reserved.raw())
            && _within(line.stored.raw(), a.stored.raw(), b.stored.raw())
            && _within(line.short.raw(), a.short.raw(), b.short.raw())
            && _within(line.deviation.raw(), a.deviation.raw(), b.deviation.raw())
            && _within(line.unused.raw(), a.unused.raw(), b.unused.raw())
            && _within(line.estimated.raw(), a.estimated.raw(), b.estimated.raw());
    }

    /// @notice Bond of each side: a tenth of the money between the claims, at least 100 POWEC. Rounding: up.
    function bond(Terms memory terms, AgreementLine memory a, AgreementLine memory b)
        internal
        pure
        returns (uint256 units)
    {
        (uint256 earnedA, uint256 penaltyA) = Reward.account(terms, a);
        (uint256 earnedB, uint256 penaltyB) = Reward.account(terms, b);
        // What the payee keeps is earned - penalty; both sides get what is missing to compare without a sign.
        (uint256 left, uint256 right) = (earnedA + penaltyB, earnedB + penaltyA);
        uint256 disputed = left > right ? left - right : right - left;
        return Math.max(LEAST_BOND, Math.ceilDiv(disputed, BOND_DIVISOR));
    }

    function _greatest(WattHours a, WattHours b) private pure returns (WattHours) {
        return a.raw() > b.raw() ? a : b;
    }

    function _within(uint256 value, uint256 a, uint256 b) private pure returns (bool) {
        return value >= Math.min(a, b) && value <= Math.max(a, b);
    }
}
