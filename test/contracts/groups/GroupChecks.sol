// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeGroups} from "../../../contracts/interfaces/INodeGroups.sol";
import {GroupSpeaker, GroupTerms, Share} from "../../../contracts/types/GroupData.sol";
import {MarketChecks} from "../market/StorageMarket.t.sol";

/// @title A group of alice, bob and carol, named by ascending address as first, middle and last
abstract contract GroupChecks is MarketChecks {
    bytes32 internal constant ABOUT = keccak256("street of three roofs");
    uint128 internal constant RESERVE = 10e18;

    INodeGroups internal groups;
    address internal group;
    string[3] internal names = ["alice", "bob", "carol"];

    function setUp() public virtual override {
        super.setUp();
        groups = INodeGroups(
            vm.deployCode("NodeGroups.sol:NodeGroups", abi.encode(vault, registry, settlement, book, market, desk))
        );
        vm.prank(admin);
        vault.scheduleModule(address(groups));
        uint256 today = vm.getBlockTimestamp();
        vm.warp(today + 7 days);
        vault.activateModule(address(groups));
        vm.warp(today); // the quarters of the examples are today's
        _member(bob, 2);
        _order();
        group = groups.groupAt(alice, ABOUT);
    }

    /// @dev Founded by alice with these parts, in the order of addresses; who speaks comes first in that order.
    function _create(uint32[3] memory ppm) internal {
        GroupTerms memory terms = _terms(1, ppm, 0);
        bytes[] memory signatures = ppm[2] == 0 ? _signed(terms, names[0], names[1]) : _signed(terms, names);
        vm.prank(alice);
        vm.assertEq(groups.createGroup(ABOUT, terms, signatures), group);
    }

    /// @dev Terms of the three; a part of 0 leaves a member out.
    function _terms(uint32 revision, uint32[3] memory ppm, uint128 reserve) internal returns (GroupTerms memory terms) {
        uint256 count;
        for (uint256 i; i < 3; ++i) {
            if (ppm[i] > 0) count++;
        }
        terms.shares = new Share[](count);
        count = 0;
        for (uint256 i; i < 3; ++i) {
            if (ppm[i] > 0) terms.shares[count++] = Share(_person(names[i]), ppm[i]);
        }
        (terms.group, terms.revision, terms.speaker) = (group, revision, terms.shares[0].member);
        (terms.reserveUnits, terms.deadline) = (reserve, uint40(vm.getBlockTimestamp() + 1 days));
    }

    function _signed(GroupTerms memory terms, string[3] memory by) internal view returns (bytes[] memory signatures) {
        signatures = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            signatures[i] = _sign(by[i], _ofGroups(terms.hash()));
        }
    }

    function _signed(GroupTerms memory terms, string memory a, string memory b)
        internal
        view
        returns (bytes[] memory signatures)
    {
        signatures = new bytes[](2);
        (signatures[0], signatures[1]) = (_sign(a, _ofGroups(terms.hash())), _sign(b, _ofGroups(terms.hash())));
    }

    function _appointment(uint32 revision, string memory who) internal returns (GroupSpeaker memory) {
        return GroupSpeaker(group, revision, _person(who), uint40(vm.getBlockTimestamp() + 1 days));
    }

    function _ofGroups(bytes32 content) internal view returns (bytes32) {
        return _typedFor(address(groups), "Powerchain Groups", content);
    }

    /// @dev Free tokens of the group, paid by a module of the vault.
    function _earn(uint256 units) internal {
        address payer = _person("payer of income");
        _fund(payer, units);
        _hold(payer, units);
        _release(group, units);
    }

    function _frees() internal returns (uint256[3] memory free) {
        for (uint256 i; i < 3; ++i) {
            free[i] = vault.freeOf(_person(names[i]));
        }
    }

    function _say(address target, bytes memory data) internal returns (bytes memory) {
        vm.prank(_person(names[0]));
        return groups.speak(group, target, data);
    }

    function _order() private {
        for (uint256 i; i < 3; ++i) {
            for (uint256 j; j < 2; ++j) {
                if (_person(names[j]) < _person(names[j + 1])) continue;
                string memory later = names[j];
                names[j] = names[j + 1];
                names[j + 1] = later;
            }
        }
    }
}
