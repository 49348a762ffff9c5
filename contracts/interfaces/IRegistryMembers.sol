// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Members of the platform
/// @notice Amounts are units (1e-18 POWEC), times are unix seconds.
interface IRegistryMembers {
    /// @param roles Bits: 1 storage, 2 consumer-miner, 4 generator, 8 broker, 16 attractor
    /// @param kycUntil Until when a verifier vouches for the member
    /// @param group Beneficial group the verifier found; members of one group can't trade with each other; 0: none
    /// @param referrer Who brought the member, and what waits for him
    struct Member {
        uint8 roles;
        uint40 kycUntil;
        uint32 group;
        uint40 joinedAt;
        bool hasVerifiedNode;
        address referrer;
        uint96 referralUnits;
    }

    event MemberJoined(address indexed member, address indexed referrer, uint8 roles, uint256 fee, uint256 referral);
    event RolesChanged(address indexed member, uint8 roles);
    event Attested(address indexed member, uint40 kycUntil, uint32 group);
    event ReferralReleased(address indexed member, address indexed to, uint256 units);
    /// @notice `to` may act for `member`; rights: 1 market, 2 dispute; up to `capUnits` in one act, until `until`.
    event Delegated(address indexed member, address indexed to, uint8 rights, uint256 capUnits, uint40 until);
    event AdmissionSet(uint256 feeUnits, uint256 referralPpm, address fund);

    error RegistryAlreadyMember(address member);
    error RegistryNotMember(address member);
    error RegistryUnknownRoles(uint8 roles);
    error RegistrySelfReferral(address member);
    /// @notice Who refers has to be a member with the role attractor.
    error RegistryNoAttractor(address referrer);
    error RegistryKycMissing(address member);
    error RegistryReferralNotDue(uint256 dueAt);
    error RegistryOutOfBounds(uint256 value, uint256 most);
    /// @notice Capacity is bound by agreements.
    error RegistryCommitted(uint256 committedWh);

    /// @notice Takes the admission fee from the caller (ERC-20 allowance) and makes him a member. A part of it waits for the referrer
    /// until the newcomer's first node is verified. Rounding: of that part down, in favour of the fund.
    /// @param referrer Who brought him, or 0
    /// @param roles Bits of {Member}
    function join(address referrer, uint8 roles) external;

    /// @notice {join} with a permit for the fee; a permit that somebody else sent first does no harm.
    function joinWithPermit(address referrer, uint8 roles, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Changes the caller's roles, at will; the role storage can't be left while capacity is committed.
    function changeRoles(uint8 roles) external;

    /// @notice Verifiers: vouches for a member's identity until `kycUntil` and names his beneficial group.
    function attest(address member, uint40 kycUntil, uint32 group) external;

    /// @notice Anybody, 180 days after a member joined: a referral that nobody earned goes to the fund.
    function forfeitReferral(address member) external;

    /// @notice Lets `to` act for the caller.
    function delegate(address to, uint8 rights, uint256 capUnits, uint40 until) external;

    /// @notice Default admin: fee within [0, 200,000 POWEC], referral within [0, 20 %], and who gets the rest.
    function setAdmission(uint256 feeUnits, uint256 referralPpm, address fund) external;

    function memberOf(address account) external view returns (Member memory member);

    /// @notice Whether `who` may act for `member` with `right` and `units`: himself, or a delegate within his limits.
    function actsFor(address who, address member, uint8 right, uint256 units) external view returns (bool);

    /// @notice Whether two accounts are one owner or of one beneficial group.
    function areOne(address a, address b) external view returns (bool);

    /// @notice Whether a verifier vouches for the member now.
    function isVouchedFor(address member) external view returns (bool);
}
