// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../interfaces/IDisputeDesk.sol";
import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeGroups} from "../interfaces/INodeGroups.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ISettlementAgreements} from "../interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../interfaces/ISettlementLanes.sol";
import {IStorageMarket} from "../interfaces/IStorageMarket.sol";
import {LargestRemainder} from "../maths/LargestRemainder.sol";
import {MemberSignature} from "../settlement/MemberSignature.sol";
import {GroupSpeaker, GroupTerms, Share} from "../types/GroupData.sol";
import {ONE_PPM} from "../types/Units.sol";
import {GroupAccount} from "./GroupAccount.sol";
import {GroupCalls} from "./GroupCalls.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Groups of members, their accounts, and the split of what they earn
/// @dev Holds no token; a module of the vault only for the moment in which free tokens of a group become free tokens of its members.
contract NodeGroups is GroupCalls, EIP712, ReentrancyGuardTransient {
    address private constant NOBODY = address(type(uint160).max);

    mapping(address group => Group) private _groups;
    mapping(address group => Share[]) private _shares;

    /// @param vault Where income arrives
    /// @param registry Where groups join and own nodes
    /// @param lanes Where they open lanes
    /// @param book Where their agreements are
    /// @param market Where they offer
    /// @param desk Where they dispute
    constructor(
        IEscrowVault vault,
        INodeRegistry registry,
        ISettlementLanes lanes,
        ISettlementAgreements book,
        IStorageMarket market,
        IDisputeDesk desk
    ) GroupCalls(vault, registry, lanes, book, market, desk) EIP712("Powerchain Groups", "1") {}

    /// @inheritdoc INodeGroups
    function createGroup(bytes32 about, GroupTerms calldata terms, bytes[] calldata signatures)
        external
        override
        nonReentrant
        returns (address group)
    {
        group = groupAt(msg.sender, about);
        if (_groups[group].revision != 0) revert GroupExists(group);
        if (terms.group != group) revert GroupUnknown(terms.group);
        _requireNext(0, terms.revision, terms.deadline);
        _requireSound(terms);
        _requireTouched(new Share[](0), terms, true, signatures);
        emit GroupCreated(group, msg.sender);
        _set(terms);
        new GroupAccount{salt: _salt(msg.sender, about)}(VAULT, address(REGISTRY));
    }

    /// @inheritdoc INodeGroups
    function changeGroup(GroupTerms calldata terms, bytes[] calldata signatures) external override nonReentrant {
        Group memory group = _known(terms.group);
        _requireNext(group.revision, terms.revision, terms.deadline);
        _requireSound(terms);
        bool isForAll = terms.speaker != group.speaker || terms.reserveUnits != group.reserveUnits;
        _requireTouched(_shares[terms.group], terms, isForAll, signatures);
        // What came in so far, the reserve too, belongs to those who shared until now.
        _distribute(terms.group, group.revision, 0);
        delete _shares[terms.group];
        _set(terms);
    }

    /// @inheritdoc INodeGroups
    function appointSpeaker(GroupSpeaker calldata appointed, address[] calldata members, bytes[] calldata signatures)
        external
        override
        nonReentrant
    {
        _requireNext(_known(appointed.group).revision, appointed.revision, appointed.deadline);
        if (members.length != signatures.length) revert GroupBadTerms();
        bytes32 digest = _hashTypedDataV4(appointed.hash());
        uint256 ppm;
        for (uint256 i; i < members.length; ++i) {
            if (i > 0 && members[i] <= members[i - 1]) revert GroupBadTerms();
            if (!MemberSignature.isOf(members[i], digest, signatures[i])) revert GroupNotSigned(members[i]);
            ppm += _ppmOf(appointed.group, members[i]);
        }
        if (ppm * 2 <= ONE_PPM) revert GroupNoMajority(ppm);
        if (_ppmOf(appointed.group, appointed.speaker) == 0) revert GroupBadTerms();
        (_groups[appointed.group].speaker, _groups[appointed.group].revision) = (appointed.speaker, appointed.revision);
        emit SpeakerAppointed(appointed.group, appointed.revision, appointed.speaker);
    }

    /// @inheritdoc INodeGroups
    function distribute(address group) external override nonReentrant returns (uint256 units) {
        Group memory known = _known(group);
        units = _distribute(group, known.revision, known.reserveUnits);
        if (units == 0) revert GroupNothingToDistribute();
    }

    /// @inheritdoc INodeGroups
    function speak(address group, address target, bytes calldata data)
        external
        override
        nonReentrant
        returns (bytes memory answer)
    {
        if (msg.sender != _known(group).speaker) revert GroupForbidden(msg.sender);
        if (!maySay(target, data)) revert GroupCallNotAllowed(target, data.length < 4 ? bytes4(0) : bytes4(data));
        emit GroupSpoke(group, target, bytes4(data));
        return GroupAccount(group).call(target, data);
    }

    /// @inheritdoc INodeGroups
    function groupOf(address group) external view override returns (Group memory) {
        return _groups[group];
    }

    /// @inheritdoc INodeGroups
    function sharesOf(address group) external view override returns (Share[] memory) {
        return _shares[group];
    }

    /// @inheritdoc INodeGroups
    function groupAt(address founder, bytes32 about) public view override returns (address group) {
        bytes memory code = abi.encodePacked(type(GroupAccount).creationCode, abi.encode(VAULT, REGISTRY));
        return Create2.computeAddress(_salt(founder, about), keccak256(code));
    }

    function _set(GroupTerms calldata terms) private {
        _groups[terms.group] =
            Group({speaker: terms.speaker, revision: terms.revision, reserveUnits: terms.reserveUnits});
        for (uint256 i; i < terms.shares.length; ++i) {
            _shares[terms.group].push(terms.shares[i]);
        }
        emit GroupChanged(terms.group, terms.revision, terms.shares, terms.speaker, terms.reserveUnits);
    }

    /// @dev Free tokens go first; the wallet (presence bonds, pushed lists) gives what is missing.
    function _distribute(address group, uint32 revision, uint256 kept) private returns (uint256 units) {
        uint256 free = VAULT.freeOf(group);
        units = Math.saturatingSub(free + VAULT.token().balanceOf(group), kept);
        if (units == 0) return 0;
        (address[] memory members, uint256[] memory weights) = _weights(group);
        uint256[] memory shares = LargestRemainder.split(units, weights);
        emit IncomeDistributed(group, revision, units, shares);
        if (units > free) GroupAccount(group).call(address(VAULT), abi.encodeCall(VAULT.deposit, (units - free)));
        if (VAULT.moduleState(address(this)) == IEscrowVault.ModuleState.Active) {
            bytes32 purse = bytes32(uint256(uint160(group)));
            VAULT.hold(purse, group, units);
            VAULT.release(purse, members, shares);
            return units;
        }
        for (uint256 i; i < members.length; ++i) {
            if (shares[i] == 0) continue;
            GroupAccount(group).call(address(VAULT), abi.encodeCall(VAULT.withdraw, (shares[i], members[i])));
        }
    }

    function _weights(address group) private view returns (address[] memory members, uint256[] memory weights) {
        Share[] memory shares = _shares[group];
        (members, weights) = (new address[](shares.length), new uint256[](shares.length));
        for (uint256 i; i < shares.length; ++i) {
            (members[i], weights[i]) = (shares[i].member, shares[i].ppm);
        }
    }

    function _ppmOf(address group, address member) private view returns (uint256) {
        Share[] storage shares = _shares[group];
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i].member == member) return shares[i].ppm;
        }
        return 0;
    }

    function _known(address group) private view returns (Group memory known) {
        known = _groups[group];
        if (known.revision == 0) revert GroupUnknown(group);
    }

    function _requireNext(uint32 revision, uint32 next, uint256 deadline) private view {
        if (next != revision + 1) revert GroupStaleRevision(revision + 1);
        if (block.timestamp > deadline) revert GroupSignatureExpired(deadline);
    }

    function _requireSound(GroupTerms calldata terms) private view {
        uint256 count = terms.shares.length;
        if (count == 0 || count > LargestRemainder.MOST_PARTIES) revert GroupBadTerms();
        uint256 sum;
        bool hasSpeaker;
        for (uint256 i; i < count; ++i) {
            Share calldata share = terms.shares[i];
            if (share.ppm == 0 || (i > 0 && share.member <= terms.shares[i - 1].member)) revert GroupBadTerms();
            if (REGISTRY.memberOf(share.member).joinedAt == 0) revert GroupNotMember(share.member);
            sum += share.ppm;
            if (share.member == terms.speaker) hasSpeaker = true;
        }
        if (sum != ONE_PPM || !hasSpeaker) revert GroupBadTerms();
    }

    /// @dev Goes through old and new members by ascending address; each whom the change touches has signed.
    function _requireTouched(
        Share[] memory before,
        GroupTerms calldata terms,
        bool isForAll,
        bytes[] calldata signatures
    ) private view {
        bytes32 digest = _hashTypedDataV4(terms.hash());
        (uint256 i, uint256 j, uint256 signed) = (0, 0, 0);
        while (i < before.length || j < terms.shares.length) {
            address old = i < before.length ? before[i].member : NOBODY;
            address next = j < terms.shares.length ? terms.shares[j].member : NOBODY;
            address member = old < next ? old : next;
            uint32 had = old == member ? before[i++].ppm : 0;
            uint32 has = next == member ? terms.shares[j++].ppm : 0;
            if (had == has && !isForAll) continue;
            if (signed == signatures.length || !MemberSignature.isOf(member, digest, signatures[signed])) {
                revert GroupNotSigned(member);
            }
            ++signed;
        }
        if (signed == 0 || signed != signatures.length) revert GroupBadTerms();
    }

    function _salt(address founder, bytes32 about) private pure returns (bytes32) {
        return keccak256(abi.encode(founder, about));
    }
}
