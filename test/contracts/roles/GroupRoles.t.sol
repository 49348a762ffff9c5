// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GroupSpeaker, GroupTerms, Share} from "../../../contracts/types/GroupData.sol";
import {GroupChecks} from "../groups/GroupChecks.sol";
import {RoleMatrix} from "./RoleMatrix.sol";

/// @title Who may what with groups: carol, alice and bob have joined; who of them comes first by address speaks for the group
contract GroupRolesTest is GroupChecks, RoleMatrix {
    bytes32 private constant OTHER = keccak256("a group of one");

    function test_invariant28_nodeGroups() public {
        _maySign(MEMBERS | OWNER | PAYER, _founding);
        _create([uint32(600_000), 200_000, 200_000]);
        _earn(5);
        _may(EVERYBODY, abi.encodeCall(groups.distribute, (group)));
        _maySign(_speaker(), _choosing);
        _maySign(_speaker(), _giving);
        bytes memory opening = abi.encodeCall(vault.allow, (address(market), 1, 1));
        _may(_speaker(), abi.encodeCall(groups.speak, (group, address(vault), opening)));
        _check(address(groups));
        _finish("NodeGroups");
    }

    function test_invariant28_groupAccount() public {
        _create([uint32(600_000), 200_000, 200_000]);
        bytes memory opening = abi.encodeCall(vault.allow, (address(market), 1, 1));
        _may(CONTRACTS, abi.encodeWithSignature("call(address,bytes)", address(vault), opening));
        _check(group);
        _finish("GroupAccount");
    }

    function _callerOf(uint256 role) internal view override returns (address) {
        return role == 13 ? address(groups) : super._callerOf(role);
    }

    /// @dev Role of who comes first by address.
    function _speaker() private view returns (uint256) {
        bytes32 first = keccak256(bytes(names[0]));
        return first == keccak256("alice") ? OWNER : first == keccak256("bob") ? PAYER : MEMBERS;
    }

    /// @dev A group of who signs alone, founded by anyone.
    function _founding(string memory who) private returns (bytes memory) {
        GroupTerms memory terms = _terms(1, [uint32(1_000_000), 0, 0], 0);
        terms.group = groups.groupAt(_callerOf(0), OTHER);
        (terms.shares[0], terms.speaker) = (Share(_person(who), 1_000_000), _person(who));
        return abi.encodeCall(groups.createGroup, (OTHER, terms, _one(who, terms.hash())));
    }

    function _choosing(string memory who) private returns (bytes memory) {
        GroupSpeaker memory next = _appointment(2, names[1]);
        address[] memory members = new address[](1);
        members[0] = _person(names[0]);
        return abi.encodeCall(groups.appointSpeaker, (next, members, _one(who, next.hash())));
    }

    /// @dev The first gives a part to the second, who signed: whose signature stands in the first place counts.
    function _giving(string memory who) private returns (bytes memory) {
        GroupTerms memory terms = _terms(2, [uint32(500_000), 300_000, 200_000], 0);
        bytes[] memory signatures = _signed(terms, names[0], names[1]);
        signatures[0] = _sign(who, _ofGroups(terms.hash()));
        return abi.encodeCall(groups.changeGroup, (terms, signatures));
    }

    function _one(string memory who, bytes32 content) private view returns (bytes[] memory signatures) {
        signatures = new bytes[](1);
        signatures[0] = _sign(who, _ofGroups(content));
    }
}
