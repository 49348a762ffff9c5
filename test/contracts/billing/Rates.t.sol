// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {RateFix} from "../../../contracts/types/BillingRecords.sol";
import {BillingChecks} from "./BillingChecks.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

contract RatesTest is BillingChecks {
    function test_aRateIsFixedWithItsSource() public {
        RateFix memory rate = _rate(CENT);
        vm.expectEmit();
        emit IRetailBilling.RateFixed(fixer, rate);
        vm.prank(fixer);
        billing.fixRate(rate);
        vm.assertEq(billing.rateNow().unitsPerMinor, CENT);
        vm.assertEq(billing.rateNow().at, rate.at);
    }

    function test_A39_aStaleFutureOrUnsourcedRateIsRefused() public {
        RateFix memory rate = _fixRate(CENT);
        bytes memory stale = abi.encodeWithSelector(IRetailBilling.BillingRateStale.selector, rate.at);
        _refuse(rate, stale); // not newer
        vm.warp(block.timestamp + 30 hours);
        rate = _rate(CENT);
        rate.at -= 24 hours + 1;
        _refuse(rate, stale);
        rate.at = uint40(vm.getBlockTimestamp() + 1);
        _refuse(rate, stale);
        rate = _rate(CENT);
        rate.source = 0;
        _refuse(rate, stale);
        _refuse(_rate(0), stale);
        rate = _rate(CENT);
        rate.at -= 24 hours;
        vm.prank(fixer);
        billing.fixRate(rate);
    }

    function test_A39_aStepAboveTwentyPercentNeedsASecondSigner() public {
        _fixRate(CENT);
        vm.warp(block.timestamp + 1 hours);
        RateFix memory rate = _rate(CENT * 12 / 10 + 1);
        bytes memory jump =
            abi.encodeWithSelector(IRetailBilling.BillingRateJump.selector, CENT * 8 / 10, CENT * 12 / 10);
        _refuse(rate, jump);
        _refuse(_rate(CENT * 8 / 10 - 1), jump);
        vm.prank(fixer);
        vm.expectEmit();
        emit IRetailBilling.RateProposed(fixer, rate);
        billing.proposeRate(rate);
        _refuse(rate, jump); // the same person twice is one person
        vm.prank(secondFixer);
        billing.fixRate(rate);
        vm.assertEq(billing.rateNow().unitsPerMinor, rate.unitsPerMinor);
        vm.warp(block.timestamp + 1 hours);
        _fixRate(rate.unitsPerMinor * 12 / 10); // steps count from the seconded rate now
    }

    function test_A39_manySmallStepsAreOneLargeStep() public {
        _fixRate(CENT);
        vm.warp(block.timestamp + 1 hours);
        _fixRate(CENT * 11 / 10);
        vm.warp(block.timestamp + 1 hours);
        bytes memory jump =
            abi.encodeWithSelector(IRetailBilling.BillingRateJump.selector, CENT * 8 / 10, CENT * 12 / 10);
        _refuse(_rate(CENT * 121 / 100), jump);
        vm.warp(block.timestamp + 22 hours - 1);
        _fixRate(CENT * 12 / 10);
        vm.warp(block.timestamp + 1);
        _fixRate(CENT * 12 / 10); // the first of the next day
        vm.warp(block.timestamp + 1);
        _fixRate(CENT * 144 / 100);
    }

    function test_A39_twentyPercentDownIsStillASmallStep() public {
        _fixRate(CENT);
        vm.warp(block.timestamp + 1 hours);
        _fixRate(CENT * 8 / 10);
        vm.assertEq(billing.rateNow().unitsPerMinor, CENT * 8 / 10);
    }

    function test_A39_aProposalOfSomebodyWhoLeftCountsForNothing() public {
        _fixRate(CENT);
        vm.warp(block.timestamp + 1 hours);
        RateFix memory rate = _rate(CENT * 2);
        vm.prank(secondFixer);
        billing.proposeRate(rate);
        vm.prank(admin);
        IAccessControl(address(billing)).revokeRole(RATE, secondFixer);
        _refuse(rate, abi.encodeWithSelector(IRetailBilling.BillingRateJump.selector, CENT * 8 / 10, CENT * 12 / 10));
    }

    /// @notice Whatever one person fixes within a day stays within 20 % of its first rate.
    function testFuzz_A39_onePersonNeverLeavesTheDaysBand(uint64[8] memory seeds) public {
        _fixRate(CENT);
        for (uint256 i; i < seeds.length; ++i) {
            vm.warp(block.timestamp + 1 hours);
            RateFix memory rate = _rate(uint128(_between(seeds[i], CENT / 2, CENT * 2)));
            bool isSmall = rate.unitsPerMinor >= CENT * 8 / 10 && rate.unitsPerMinor <= CENT * 12 / 10;
            if (!isSmall) vm.expectPartialRevert(IRetailBilling.BillingRateJump.selector);
            vm.prank(fixer);
            billing.fixRate(rate);
        }
    }

    function _refuse(RateFix memory rate, bytes memory why) private {
        vm.expectRevert(why);
        vm.prank(fixer);
        billing.fixRate(rate);
    }
}
