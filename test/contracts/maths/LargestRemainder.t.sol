// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LargestRemainder} from "../../../contracts/maths/LargestRemainder.sol";
import {Checks} from "../base/Checks.sol";

/// @title Splits of the specification's table (4.5) and what holds for all of them
contract LargestRemainderTest is Checks {
    function test_fault73_theTableOfSplits() public pure {
        _expect(1, _three(1, 1, 1), _three(1, 0, 0));
        _expect(100, _three(1, 1, 1), _three(34, 33, 33));
        _expect(10_001, _three(33_333, 33_333, 33_334), _three(3334, 3333, 3334));
        _expect(123_457, _three(412_500, 537_500, 50_000), _three(50_926, 66_358, 6173));
        _expect(118_067, _three(412_500, 537_500, 50_000), _three(48_703, 63_461, 5903));
        _expect(50_000, _three(48_703, 63_461, 5903), _three(20_625, 26_875, 2500));
        _expect(68_067, _three(28_078, 36_586, 3403), _three(28_078, 36_586, 3403));
    }

    function test_eightEqualPartiesOfSeven() public pure {
        uint256[] memory weights = new uint256[](8);
        for (uint256 i; i < 8; ++i) {
            weights[i] = 5;
        }
        uint256[] memory shares = LargestRemainder.split(7, weights);
        for (uint256 i; i < 7; ++i) {
            vm.assertEq(shares[i], 1);
        }
        vm.assertEq(shares[7], 0);
    }

    /// @notice Invariant 26: shares sum to the total and each is within 1 of the exact one.
    function testFuzz_fault73_sharesAddUpToTheUnit(uint128 total, uint112[8] memory seeds, uint8 parties) public pure {
        uint256[] memory weights = new uint256[](1 + parties % 8);
        uint256 all;
        for (uint256 i; i < weights.length; ++i) {
            weights[i] = seeds[i];
            all += seeds[i];
        }
        vm.assume(all > 0);
        uint256[] memory shares = LargestRemainder.split(total, weights);
        uint256 sum;
        for (uint256 i; i < shares.length; ++i) {
            uint256 floor = uint256(total) * weights[i] / all;
            vm.assertTrue(shares[i] == floor || shares[i] == floor + 1, "within 1");
            if (weights[i] == 0) vm.assertEq(shares[i], 0);
            sum += shares[i];
        }
        vm.assertEq(sum, total);
    }

    /// @notice Payments split by outstanding shares close every share exactly and overpay none.
    function testFuzz_paymentsByOutstandingSharesClose(uint64 total, uint32[4] memory seeds, uint64[6] memory payments)
        public
        pure
    {
        uint256[] memory weights = new uint256[](4);
        for (uint256 i; i < 4; ++i) {
            weights[i] = uint256(seeds[i]) + 1;
        }
        uint256[] memory outstanding = LargestRemainder.split(total, weights);
        uint256 rest = total;
        for (uint256 p; p < 6 && rest > 0; ++p) {
            uint256 paid = p == 5 ? rest : uint256(payments[p]) % (rest + 1);
            uint256[] memory shares = LargestRemainder.split(paid, outstanding);
            for (uint256 i; i < 4; ++i) {
                vm.assertLe(shares[i], outstanding[i]);
                outstanding[i] -= shares[i];
            }
            rest -= paid;
        }
        vm.assertEq(outstanding[0] + outstanding[1] + outstanding[2] + outstanding[3], 0);
    }

    function test_impossibleSplitsAreRefused() public {
        uint256[] memory weights = new uint256[](65);
        weights[0] = 1;
        _refused(1, weights);
        weights = new uint256[](64);
        weights[63] = 1;
        vm.assertEq(LargestRemainder.split(1, weights)[63], 1);
        _refused(1, new uint256[](0));
        _refused(1, new uint256[](3));
        _refused(1 << 128, _three(1, 1, 1));
        _refused(1, _three(1 << 124, 1, 1));
    }

    /// @dev Called from outside, so that a refusal is a failed call.
    function split(uint256 total, uint256[] memory weights) external pure returns (uint256[] memory) {
        return LargestRemainder.split(total, weights);
    }

    function _refused(uint256 total, uint256[] memory weights) private {
        vm.expectRevert(LargestRemainder.SplitNotPossible.selector);
        this.split(total, weights);
    }

    function _expect(uint256 total, uint256[] memory weights, uint256[] memory shares) private pure {
        vm.assertEq(LargestRemainder.split(total, weights), shares);
    }

    function _three(uint256 a, uint256 b, uint256 c) private pure returns (uint256[] memory values) {
        values = new uint256[](3);
        (values[0], values[1], values[2]) = (a, b, c);
    }
}
