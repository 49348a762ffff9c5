// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GroupSpeaker, GroupTerms, Share} from "../types/GroupData.sol";

/// @title Groups: several members behind one owner of nodes
/// @notice A group is an account of its own: it joins, owns nodes, offers, and is the payee of agreements. What it earns lies free in the
/// vault until anybody distributes it to the members' free tokens, by their shares and largest remainder: nothing is left over.
/// Its speaker calls the platform for it, only by the functions listed at {maySay}: none pays whom he likes. What the group lets market and desk hold
/// can still be lost by a bad offer or dispute.
interface INodeGroups {
    /// @notice `revision` counts changes, from 1; 0: there is no such group.
    struct Group {
        address speaker;
        uint32 revision;
        uint128 reserveUnits;
    }

    event GroupCreated(address indexed group, address indexed founder);
    event GroupChanged(address indexed group, uint32 revision, Share[] shares, address speaker, uint128 reserveUnits);
    event SpeakerAppointed(address indexed group, uint32 revision, address indexed speaker);
    /// @notice `shares` are units by position of the members in the revision; their sum is `units`.
    event IncomeDistributed(address indexed group, uint32 revision, uint256 units, uint256[] shares);
    event GroupSpoke(address indexed group, address indexed target, bytes4 indexed selector);

    error GroupExists(address group);
    error GroupUnknown(address group);
    /// @notice None or more than 64 members, not by ascending address, an empty share, a sum other than a million, a speaker who is
    /// no member, or terms that change nothing.
    error GroupBadTerms();
    /// @notice A member of a group has to have joined the platform.
    error GroupNotMember(address account);
    /// @notice The next revision is another.
    error GroupStaleRevision(uint32 next);
    error GroupSignatureExpired(uint256 deadline);
    /// @notice The member's signature is missing or for something else.
    error GroupNotSigned(address member);
    /// @notice These members have no more than half of the shares.
    error GroupNoMajority(uint256 ppm);
    error GroupForbidden(address caller);
    error GroupCallNotAllowed(address target, bytes4 selector);
    /// @notice Nothing above the reserve.
    error GroupNothingToDistribute();

    /// @notice Anybody founds a group at {groupAt}(caller, about), revision 1, with a signature of each member in the order of shares.
    function createGroup(bytes32 about, GroupTerms calldata terms, bytes[] calldata signatures)
        external
        returns (address group);

    /// @notice Anybody brings new terms with signatures, by ascending address, of all whom they touch: whose share becomes larger,
    /// smaller, new or none; everybody when speaker or reserve change. First all that the group has is distributed by the old shares.
    function changeGroup(GroupTerms calldata terms, bytes[] calldata signatures) external;

    /// @notice Anybody brings the choice of members, by ascending address, who have more than half of the shares together.
    function appointSpeaker(GroupSpeaker calldata appointed, address[] calldata members, bytes[] calldata signatures)
        external;

    /// @notice Anybody: what the group has above its reserve, free in the vault and in its wallet, goes to the members' free tokens;
    /// to their wallets when the vault closed this module.
    /// @return units Sum that was distributed
    function distribute(address group) external returns (uint256 units);

    /// @notice Speaker: calls the platform as the group.
    function speak(address group, address target, bytes calldata data) external returns (bytes memory answer);

    /// @notice Address that a founder's group has or would have; what members sign before it exists.
    function groupAt(address founder, bytes32 about) external view returns (address group);

    function groupOf(address group) external view returns (Group memory);

    function sharesOf(address group) external view returns (Share[] memory);

    /// @notice Whether a speaker may call this: joining, roles, registering and retiring nodes, keys and meter points at the registry; lanes;
    /// offers and their cancelling; closing agreements; disputes; deposits, and what market and dispute desk may hold, at the vault.
    function maySay(address target, bytes calldata data) external view returns (bool);
}
