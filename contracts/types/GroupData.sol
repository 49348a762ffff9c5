// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What members of a group sign: EIP-712 structs of the domain "Powerchain Groups", version "1".
/// @dev A member's part of the group's income, in millionths.
struct Share {
    address member;
    uint32 ppm;
}

/// @dev How a group is from a revision on. Shares stand by ascending address and add up to a million. `reserveUnits` (1e-18 POWEC)
/// stay with the group when income is distributed: bonds and fees.
struct GroupTerms {
    address group;
    uint32 revision;
    Share[] shares;
    address speaker;
    uint128 reserveUnits;
    uint40 deadline;
}

/// @dev Who speaks for the group from a revision on.
struct GroupSpeaker {
    address group;
    uint32 revision;
    address speaker;
    uint40 deadline;
}

bytes32 constant SHARE_TYPE = keccak256("Share(address member,uint32 ppm)");
bytes32 constant GROUP_TERMS_TYPE = keccak256(
    "GroupTerms(address group,uint32 revision,Share[] shares,address speaker,uint128 reserveUnits,uint40 deadline)Share(address member,uint32 ppm)"
);
bytes32 constant GROUP_SPEAKER_TYPE =
    keccak256("GroupSpeaker(address group,uint32 revision,address speaker,uint40 deadline)");

using GroupData for GroupTerms global;
using GroupData for GroupSpeaker global;

/// @title EIP-712 hashes of what members of a group sign
library GroupData {
    function hash(GroupTerms memory terms) internal pure returns (bytes32) {
        bytes32[] memory shares = new bytes32[](terms.shares.length);
        for (uint256 i; i < shares.length; ++i) {
            shares[i] = keccak256(abi.encode(SHARE_TYPE, terms.shares[i]));
        }
        return keccak256(
            abi.encode(
                GROUP_TERMS_TYPE,
                terms.group,
                terms.revision,
                keccak256(abi.encodePacked(shares)),
                terms.speaker,
                terms.reserveUnits,
                terms.deadline
            )
        );
    }

    function hash(GroupSpeaker memory speaker) internal pure returns (bytes32) {
        return keccak256(abi.encode(GROUP_SPEAKER_TYPE, speaker));
    }
}
