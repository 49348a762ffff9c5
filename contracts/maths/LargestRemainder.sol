// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Splitting an amount by weights without losing or inventing a unit
library LargestRemainder {
    /// @notice Most parties of a split: members of a group.
    uint256 internal constant MOST_PARTIES = 64;

    /// @notice No party, more than 64, all weights 0, or amounts beyond 2^128.
    error SplitNotPossible();

    /// @notice Shares of `total` by `weights`: each is rounded down, the missing units go one each to the largest remainders; of equal
    /// remainders the lower position gets it. The sum is `total`, each share is within 1 of the exact one.
    function split(uint256 total, uint256[] memory weights) internal pure returns (uint256[] memory shares) {
        uint256 count = weights.length;
        if (count == 0 || count > MOST_PARTIES || total >= 1 << 128) revert SplitNotPossible();
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            if (weights[i] >= 1 << 124) revert SplitNotPossible(); // 64 of them stay below 2^130
            sum += weights[i];
        }
        if (sum == 0) revert SplitNotPossible();
        shares = new uint256[](count);
        uint256[] memory remainders = new uint256[](count);
        uint256 missing = total;
        for (uint256 i; i < count; ++i) {
            uint256 exact = total * weights[i];
            shares[i] = exact / sum;
            remainders[i] = exact % sum + 1; // 0 marks a remainder that was served
            missing -= shares[i];
        }
        for (; missing > 0; --missing) {
            uint256 largest;
            for (uint256 i = 1; i < count; ++i) {
                if (remainders[i] > remainders[largest]) largest = i;
            }
            shares[largest] += 1;
            remainders[largest] = 0;
        }
    }
}
