// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementLanes} from "../interfaces/ISettlementLanes.sol";

/// @title The three words of a lane, packed and unpacked by hand
/// @notice A posting reads three words and writes two; written as structs the compiler writes a slot once for each field.
/// *Head*: sequence u32, coveredTo u32, digest u192. *Guard*: key u160, keyFrom u32, keyEpoch u32, ring size u8, flags u8.
/// *Posted*: digest u192, postedAt u40, windowHours u16, state u8. All from bit 0.
library LaneWords {
    uint256 internal constant OPEN = 1 << 232;
    uint256 internal constant KEY_REVOKED = 1 << 233;
    uint256 internal constant WAS_REVOKED = 1 << 234;
    uint256 internal constant EMPTY_WARM = 1 << 232;

    function head(uint256 sequence, uint256 coveredTo, bytes32 digest) internal pure returns (uint256 word) {
        return sequence | coveredTo << 32 | uint256(digest) << 64;
    }

    function sequenceOf(uint256 headWord) internal pure returns (uint32) {
        return uint32(headWord);
    }

    function coveredToOf(uint256 headWord) internal pure returns (uint32) {
        return uint32(headWord >> 32);
    }

    /// @notice Low 192 bits of the last digest.
    function digestOf(uint256 headWord) internal pure returns (uint192) {
        return uint192(headWord >> 64);
    }

    function keyOf(uint256 guardWord) internal pure returns (address) {
        return address(uint160(guardWord));
    }

    function keyFromOf(uint256 guardWord) internal pure returns (uint32) {
        return uint32(guardWord >> 160);
    }

    function epochOf(uint256 guardWord) internal pure returns (uint32) {
        return uint32(guardWord >> 192);
    }

    function ringSizeOf(uint256 guardWord) internal pure returns (uint8) {
        return uint8(guardWord >> 224);
    }

    /// @notice Puts another key into a guard; ring size and the flags of the lane stay.
    function withKey(uint256 guardWord, address key, uint32 fromQuarter, uint32 epoch, bool isRevoked)
        internal
        pure
        returns (uint256 word)
    {
        word = guardWord & (uint256(0xff) << 224 | OPEN | WAS_REVOKED);
        word |= uint256(uint160(key)) | uint256(fromQuarter) << 160 | uint256(epoch) << 192;
        if (isRevoked) word |= KEY_REVOKED | WAS_REVOKED;
    }

    function posted(bytes32 digest, uint256 postedAt, uint256 windowHours) internal pure returns (uint256 word) {
        return uint256(uint192(uint256(digest))) | postedAt << 192 | windowHours << 232
            | uint256(ISettlementLanes.PostedState.Posted) << 248;
    }

    function unpacked(uint256 word) internal pure returns (ISettlementLanes.Posted memory) {
        return ISettlementLanes.Posted({
            digest: uint192(word), postedAt: uint40(word >> 192), windowHours: uint16(word >> 232), state: stateOf(word)
        });
    }

    function stateOf(uint256 postedWord) internal pure returns (ISettlementLanes.PostedState) {
        return ISettlementLanes.PostedState(postedWord >> 248);
    }

    function rejected(uint256 postedWord) internal pure returns (uint256 word) {
        return (postedWord << 8 >> 8) | uint256(ISettlementLanes.PostedState.Rejected) << 248;
    }
}
