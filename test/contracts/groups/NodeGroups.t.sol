// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeGroups} from "../../../contracts/interfaces/INodeGroups.sol";
import {GroupSpeaker, GroupTerms, Share} from "../../../contracts/types/GroupData.sol";
import {GroupChecks} from "./GroupChecks.sol";

/// @title A member that is a contract wallet: its owner's plain signature counts
contract WalletMember {
    address private immutable OWNER;

    constructor(address owner) {
        OWNER = owner;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s) = abi.decode(signature[:64], (bytes32, bytes32));
        return ecrecover(digest, uint8(signature[64]), r, s) == OWNER ? bytes4(0x1626ba7e) : bytes4(0);
    }
}

/// @title Founding a group, changing it, choosing who speaks
contract NodeGroupsTest is GroupChecks {
    function test_aGroupBeginsWithEverybodysSignature() public {
        GroupTerms memory terms = _terms(1, [uint32(500_000), 300_000, 200_000], 0);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupNotSigned.selector, _person(names[2])));
        groups.createGroup(ABOUT, terms, _signed(terms, names[0], names[1]));
        groups.createGroup(ABOUT, terms, _signed(terms, names));
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupExists.selector, group));
        groups.createGroup(ABOUT, terms, _signed(terms, names));
        vm.stopPrank();
        vm.assertTrue(group.code.length > 0);
        vm.assertEq(groups.sharesOf(group).length, 3);
        vm.assertEq(groups.groupOf(group).speaker, _person(names[0]));
    }

    function test_onlyWhoseShareChangesSigns() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupTerms memory terms = _terms(2, [uint32(500_000), 250_000, 250_000], 0);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupNotSigned.selector, _person(names[1])));
        groups.changeGroup(terms, _signed(terms, names[0], names[2]));
        vm.expectRevert(INodeGroups.GroupBadTerms.selector); // one signature too many
        groups.changeGroup(terms, _three(terms));
        groups.changeGroup(terms, _signed(terms, names[1], names[2]));
        vm.assertEq(groups.sharesOf(group)[2].ppm, 250_000);
    }

    function test_whoLeavesAndWhoGetsHisPartSign() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupTerms memory terms = _terms(2, [uint32(500_000), 500_000, 0], 0);
        groups.changeGroup(terms, _signed(terms, names[1], names[2]));
        vm.assertEq(groups.sharesOf(group).length, 2);
    }

    function test_speakerAndReserveTouchEverybody() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupTerms memory terms = _terms(2, [uint32(500_000), 300_000, 200_000], RESERVE);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupNotSigned.selector, _person(names[2])));
        groups.changeGroup(terms, _signed(terms, names[0], names[1]));
        groups.changeGroup(terms, _signed(terms, names));
        terms = _terms(3, [uint32(500_000), 300_000, 200_000], RESERVE);
        terms.speaker = _person(names[1]);
        groups.changeGroup(terms, _signed(terms, names));
        vm.assertEq(groups.groupOf(group).speaker, _person(names[1]));
    }

    function test_termsThatChangeNothingAreRefused() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupTerms memory terms = _terms(2, [uint32(500_000), 300_000, 200_000], 0);
        vm.expectRevert(INodeGroups.GroupBadTerms.selector);
        groups.changeGroup(terms, new bytes[](0));
    }

    function test_signaturesCountOnceForTheirRevisionUntilTheDeadline() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupTerms memory terms = _terms(2, [uint32(500_000), 250_000, 250_000], 0);
        bytes[] memory signatures = _signed(terms, names[1], names[2]);
        groups.changeGroup(terms, signatures);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupStaleRevision.selector, 3));
        groups.changeGroup(terms, signatures);
        terms.revision = 3;
        vm.warp(uint256(terms.deadline) + 1);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupSignatureExpired.selector, terms.deadline));
        groups.changeGroup(terms, signatures);
    }

    function test_unsoundTermsAreRefused() public {
        bytes[] memory none = new bytes[](0);
        GroupTerms memory terms = _terms(1, [uint32(500_000), 300_000, 200_001], 0);
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupBadTerms.selector));
        terms = _terms(1, [uint32(500_000), 300_000, 200_000], 0);
        (terms.shares[0], terms.shares[1]) = (terms.shares[1], terms.shares[0]);
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupBadTerms.selector));
        terms = _terms(1, [uint32(500_000), 300_000, 200_000], 0);
        terms.shares[1].ppm = 0;
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupBadTerms.selector));
        terms = _terms(1, [uint32(500_000), 300_000, 200_000], 0);
        terms.speaker = broker;
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupBadTerms.selector));
        terms.shares = new Share[](0);
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupBadTerms.selector));
        terms.shares = new Share[](65);
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupBadTerms.selector));
        terms.shares = new Share[](1);
        (terms.shares[0], terms.speaker) = (Share(broker, 1_000_000), broker);
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupNotMember.selector, broker));
        terms.group = address(7);
        _refused(terms, abi.encodeWithSelector(INodeGroups.GroupUnknown.selector, address(7)));
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupUnknown.selector, address(7)));
        groups.changeGroup(terms, none);
    }

    function test_aContractWalletSignsByErc1271() public {
        address wallet = address(new WalletMember(_person("owner of the wallet")));
        _rich(wallet);
        vm.startPrank(wallet);
        token.approve(address(registry), type(uint256).max);
        registry.join(address(0), 1);
        vm.stopPrank();
        GroupTerms memory terms;
        terms.shares = new Share[](1);
        (terms.shares[0], terms.speaker) = (Share(wallet, 1_000_000), wallet);
        (terms.group, terms.revision, terms.deadline) = (group, 1, type(uint40).max);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = _sign("broker", _ofGroups(terms.hash()));
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupNotSigned.selector, wallet));
        groups.createGroup(ABOUT, terms, signatures);
        signatures[0] = _sign("owner of the wallet", _ofGroups(terms.hash()));
        groups.createGroup(ABOUT, terms, signatures);
        vm.stopPrank();
    }

    function test_moreThanHalfOfTheSharesChooseTheSpeaker() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupSpeaker memory next = _appointment(2, names[2]);
        (address[] memory members, bytes[] memory signatures) = _choice(next, names[1], names[2]);
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupNoMajority.selector, 500_000));
        groups.appointSpeaker(next, members, signatures);
        (members, signatures) = _choice(next, names[0], names[2]);
        (members[0], members[1]) = (members[1], members[0]);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        vm.expectRevert(INodeGroups.GroupBadTerms.selector); // not by ascending address
        groups.appointSpeaker(next, members, signatures);
        (members, signatures) = _choice(next, names[0], names[2]);
        (bytes memory kept, address strange) = (signatures[1], members[0]);
        signatures[1] = signatures[0];
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupNotSigned.selector, members[1]));
        groups.appointSpeaker(next, members, signatures);
        members[1] = strange;
        vm.expectRevert(INodeGroups.GroupBadTerms.selector); // the same twice
        groups.appointSpeaker(next, members, signatures);
        (members, signatures) = _choice(next, names[0], names[2]);
        signatures[1] = kept;
        groups.appointSpeaker(next, members, signatures);
        vm.assertEq(groups.groupOf(group).speaker, _person(names[2]));
        vm.assertEq(groups.groupOf(group).revision, 2);
        vm.expectRevert(INodeGroups.GroupBadTerms.selector);
        groups.appointSpeaker(_appointment(3, "broker"), members, new bytes[](1));
    }

    function test_onlyAMemberCanSpeak() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupSpeaker memory next = _appointment(2, "broker");
        (address[] memory members, bytes[] memory signatures) = _choice(next, names[0], names[1]);
        vm.expectRevert(INodeGroups.GroupBadTerms.selector);
        groups.appointSpeaker(next, members, signatures);
    }

    function _choice(GroupSpeaker memory next, string memory a, string memory b)
        private
        returns (address[] memory members, bytes[] memory signatures)
    {
        (members, signatures) = (new address[](2), new bytes[](2));
        (members[0], members[1]) = (_person(a), _person(b));
        (signatures[0], signatures[1]) = (_sign(a, _ofGroups(next.hash())), _sign(b, _ofGroups(next.hash())));
    }

    /// @dev Those whom the change touches, and one more.
    function _three(GroupTerms memory terms) private view returns (bytes[] memory) {
        return _signed(terms, [names[1], names[2], names[0]]);
    }

    function _refused(GroupTerms memory terms, bytes memory error) private {
        bytes[] memory signatures = _signed(terms, names);
        vm.expectRevert(error);
        vm.prank(alice);
        groups.createGroup(ABOUT, terms, signatures);
    }
}
