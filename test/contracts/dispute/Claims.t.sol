// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Claims} from "../../../contracts/dispute/Claims.sol";
import {Reward} from "../../../contracts/maths/Reward.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {Checks} from "../base/Checks.sol";
import {Examples} from "../maths/Examples.sol";

contract ClaimsTest is Checks {
    function test_claimsAreAboutTheSameAgreementEndAndFinality() public pure {
        AgreementLine memory posted = Examples.delivered();
        vm.assertTrue(Claims.areComparable(posted, Examples.deliveredShort()));
        AgreementLine memory other = Examples.delivered();
        other.agreement += 1;
        vm.assertFalse(Claims.areComparable(posted, other));
        other = Examples.delivered();
        other.upTo = Quarter.wrap(uint32(other.upTo.raw() - 1));
        vm.assertFalse(Claims.areComparable(posted, other));
        other = Examples.delivered();
        other.isFinal = false;
        vm.assertFalse(Claims.areComparable(posted, other));
    }

    /// @dev 7,000 POWEC are between the claims: less returned, and energy missing at the end.
    function test_bondIsATenthOfWhatIsBetweenTheClaims() public pure {
        Terms memory terms = Examples.lithium();
        (terms.escrow, terms.bond) = (type(uint104).max, type(uint104).max);
        AgreementLine memory less = Examples.delivered();
        less.returned = WattHours.wrap(0);
        less.short = WattHours.wrap(702_500);
        (uint256 earned, uint256 penalised) = Reward.account(terms, Examples.delivered());
        (uint256 earnedLess, uint256 penalisedLess) = Reward.account(terms, less);
        vm.assertEq(earned - earnedLess + penalisedLess - penalised, 7000e18);
        vm.assertEq(Claims.bond(terms, Examples.delivered(), less), 700e18);
        vm.assertEq(Claims.bond(terms, less, Examples.delivered()), 700e18);
    }
}
