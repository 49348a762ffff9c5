// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Reward} from "../../../contracts/maths/Reward.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {Price, Quarter, WattHourQuarters, WattHours} from "../../../contracts/types/Units.sol";
import {Checks} from "../base/Checks.sol";
import {Examples} from "./Examples.sol";

contract RewardTest is Checks {
    function test_example1_aWholeDelivery() public pure {
        Terms memory terms = Examples.lithium();
        vm.assertEq(Reward.reward(terms, Examples.delivered()), 1520.35e18);
        vm.assertEq(Reward.largest(terms), 1650e18);
        vm.assertEq(_short(terms, 500_000, 460_000), 0);
    }

    function test_example2_aSettlementHalfwayAndTheRest() public pure {
        Terms memory terms = Examples.lithium();
        uint256 first = Reward.reward(terms, Examples.halfway());
        vm.assertEq(first, 69.375e18);
        vm.assertEq(Reward.payable_(1520.35e18, 0, first), 1450.975e18);
    }

    function test_example3_energyIsMissing() public pure {
        Terms memory terms = Examples.lithium();
        vm.assertEq(_short(terms, 500_000, 440_000), 15_400);
        (uint256 earned, uint256 penalised) = Reward.account(terms, Examples.deliveredShort());
        vm.assertEq(earned, 1460.35e18);
        vm.assertEq(penalised, 123.2e18);
        vm.assertEq(Reward.payable_(earned, penalised, 0), 1337.15e18);
    }

    function test_example4_aSlotOffTheSchedule() public pure {
        Terms memory terms = Examples.lithium();
        AgreementLine memory line;
        line.deviation = Reward.deviation(WattHours.wrap(57_500), WattHours.wrap(50_000));
        vm.assertEq(line.deviation.raw(), 4625);
        vm.assertEq(Reward.penalty(terms, line), 4.625e18);
        vm.assertEq(Reward.deviation(WattHours.wrap(57_500), WattHours.wrap(55_000)).raw(), 0);
        vm.assertEq(Reward.deviation(WattHours.wrap(1000), WattHours.wrap(1600)).raw(), 100);
    }

    function test_example5_aKineticStorage() public pure {
        Terms memory terms = Examples.lithium();
        terms.kindPpm = 1_250_000;
        terms.volume = WattHours.wrap(700_000);
        terms.capacityPrice = Price.wrap(0.05e18);
        terms.holdPrice = Price.wrap(0.04e18);
        terms.returnPrice = Price.wrap(6e18);
        vm.assertEq(Reward.reward(terms, Examples.quantities(2_800_000, 1_400_000, 650_000)), 3961.25e18);
    }

    function test_example6_roundingIsDownOnceAndCumulative() public pure {
        Terms memory terms = Examples.lithium();
        terms.capacityPrice = Price.wrap(0);
        terms.returnPrice = Price.wrap(0);
        terms.holdPrice = Price.wrap(1);
        vm.assertEq(_held(terms, 3999), 0);
        vm.assertEq(_held(terms, 4000), 1);
        vm.assertEq(_held(terms, 7998), 1);
        (terms.kindPpm, terms.holdPrice) = (333_333, Price.wrap(7));
        uint256 floors = _held(terms, 1001) + _held(terms, 999) + _held(terms, 2500) + _held(terms, 12_345);
        vm.assertEq(floors, 8);
        vm.assertEq(_held(terms, 1001 + 999 + 2500 + 12_345), 9);
    }

    function test_example7_aCorrectionComesOutOfTheBond() public pure {
        (uint256 earned, uint256 penalised) = Reward.account(Examples.lithium(), Examples.deliveredShort());
        vm.assertEq(Reward.payable_(earned, penalised, 1520.35e18), 0);
        vm.assertEq(Reward.closing(earned, penalised, 1520.35e18, 330e18), 146.8e18);
    }

    function test_thePayersOwnPenaltyIsEarnedWithinTheEscrow() public pure {
        Terms memory terms = Examples.lithium();
        AgreementLine memory line = Examples.delivered();
        line.unused = WattHours.wrap(10_001);
        vm.assertEq(Reward.payersPenalty(terms, line), 10.001e18);
        (uint256 earned,) = Reward.account(terms, line);
        vm.assertEq(earned, 1530.351e18);
        line.unused = WattHours.wrap(1e9);
        (earned,) = Reward.account(terms, line);
        vm.assertEq(earned, terms.escrow);
    }

    function test_penaltiesRoundUpAndEndAtBondAndEarnings() public pure {
        Terms memory terms = Examples.lithium();
        (terms.shortPrice, terms.deviationPrice) = (Price.wrap(1), Price.wrap(1));
        AgreementLine memory line;
        line.short = WattHours.wrap(1);
        line.unused = WattHours.wrap(1);
        vm.assertEq(Reward.penalty(terms, line), 1);
        vm.assertEq(Reward.payersPenalty(terms, line), 1);
        line = Examples.deliveredShort();
        line.short = WattHours.wrap(type(uint64).max);
        (uint256 earned, uint256 penalised) = Reward.account(Examples.lithium(), line);
        vm.assertEq(penalised, earned + 330e18);
        vm.assertEq(Reward.closing(earned, penalised, 0, 330e18), 0);
    }

    function test_A14_quantitiesBeyondTheVolumeEarnNothingMore() public pure {
        Terms memory terms = Examples.lithium();
        AgreementLine memory line = Examples.quantities(type(uint96).max, type(uint96).max, type(uint64).max);
        vm.assertEq(Reward.reward(terms, line), terms.escrow);
    }

    function test_A34_kilowattHoursGivenAsWattHoursAreClamped() public pure {
        Terms memory terms = Examples.lithium();
        AgreementLine memory thousandfold = Examples.quantities(20_000_000_000, 16_140_000_000, 460_000_000);
        vm.assertEq(Reward.reward(terms, thousandfold), terms.escrow);
    }

    /// @notice Invariant 13: the reward is never above the escrow, the penalty never above bond and earnings.
    function testFuzz_invariant13_neverMoreThanTheEscrow(
        uint80[5] memory prices,
        uint64 volume,
        uint32 quarters,
        uint32 kindPpm,
        AgreementLine memory line
    ) public pure {
        Terms memory terms = Examples.lithium();
        terms.volume = WattHours.wrap(uint64(volume % (1 << 40)));
        terms.kindPpm = kindPpm % 5_000_001;
        terms.supplyTo = Quarter.wrap(Examples.TEN + quarters % 1e6);
        (terms.capacityPrice, terms.holdPrice) = (Price.wrap(prices[0]), Price.wrap(prices[1]));
        (terms.returnPrice, terms.shortPrice) = (Price.wrap(prices[2]), Price.wrap(prices[3]));
        terms.deviationPrice = Price.wrap(prices[4]);
        uint256 largest = Reward.largest(terms);
        vm.assertLe(Reward.reward(terms, line), largest);
        terms.escrow = uint104(largest % type(uint104).max);
        (uint256 earned, uint256 penalised) = Reward.account(terms, line);
        vm.assertLe(earned, terms.escrow);
        vm.assertLe(penalised, earned + terms.bond);
    }

    /// @notice Invariant 14: any partition of the same quantities brings what one settlement brings.
    function testFuzz_invariant14_partsAreTheWhole(uint96[4] memory held, uint64[4] memory back) public pure {
        Terms memory terms = Examples.lithium();
        (terms.kindPpm, terms.holdPrice, terms.returnPrice) = (333_333, Price.wrap(7), Price.wrap(13));
        (uint256 paid, uint96 stored, uint64 returned) = (0, 0, 0);
        for (uint256 i; i < 4; ++i) {
            stored += held[i] / 8;
            returned += back[i] / 8;
            (uint256 earned, uint256 penalised) = Reward.account(terms, Examples.quantities(0, stored, returned));
            paid += Reward.payable_(earned, penalised, paid);
        }
        vm.assertEq(paid, Reward.reward(terms, Examples.quantities(0, stored, returned)));
    }

    function test_A35_tenThousandSlicesAreOne() public pure {
        Terms memory terms = Examples.lithium();
        (terms.kindPpm, terms.holdPrice) = (333_333, Price.wrap(7));
        uint256 paid;
        for (uint96 i = 1; i <= 10_000; ++i) {
            paid += Reward.payable_(_held(terms, i * 7), 0, paid);
        }
        vm.assertEq(paid, _held(terms, 70_000));
    }

    function testFuzz_paymentsAndReturnsAreTheDeposit(uint104 bond, uint104 earned, uint256 penalised, uint256 paid)
        public
        pure
    {
        penalised = _between(penalised, 0, uint256(bond) + earned);
        paid = _between(paid, 0, earned);
        uint256 last = Reward.closing(earned, penalised, paid, bond);
        vm.assertLe(paid + last, uint256(earned) + bond);
        vm.assertGe(paid + last + penalised, uint256(earned) + bond, "the payee gets all that is not penalty");
    }

    function _held(Terms memory terms, uint96 stored) private pure returns (uint256) {
        return Reward.reward(terms, Examples.quantities(0, stored, 0));
    }

    function _short(Terms memory terms, uint64 taken, uint64 returned) private pure returns (uint256) {
        return Reward.short(terms, WattHours.wrap(taken), WattHours.wrap(returned)).raw();
    }
}
