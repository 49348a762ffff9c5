// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GroupTerms, Share} from "../../../contracts/types/GroupData.sol";
import {GroupChecks} from "./GroupChecks.sol";

/// @title A street of 64 roofs, as many as a group takes
contract FullGroupTest is GroupChecks {
    uint256 private constant MOST = 64;

    string[] private _roofs;

    function test_sixtyFourMembersShareInOneTransaction() public {
        for (uint256 i; i < MOST; ++i) {
            _insert(string.concat("roof ", vm.toString(i)));
        }
        GroupTerms memory terms;
        terms.shares = new Share[](MOST);
        for (uint256 i; i < MOST; ++i) {
            address roof = _person(_roofs[i]);
            _rich(roof);
            _member(roof, 1);
            terms.shares[i] = Share(roof, 15_625);
        }
        (terms.group, terms.revision, terms.deadline) = (group, 1, type(uint40).max);
        terms.speaker = terms.shares[0].member;
        bytes[] memory signatures = new bytes[](MOST);
        for (uint256 i; i < MOST; ++i) {
            signatures[i] = _sign(_roofs[i], _ofGroups(terms.hash()));
        }
        vm.prank(alice);
        groups.createGroup(ABOUT, terms, signatures);
        _earn(64e18 + 63);
        groups.distribute(group);
        for (uint256 i; i < MOST; ++i) {
            // 63 units more than they can share evenly: of equal remainders the last by address goes without
            vm.assertEq(vault.freeOf(terms.shares[i].member), i < MOST - 1 ? 1e18 + 1 : 1e18);
        }
    }

    /// @dev Keeps the names by ascending address.
    function _insert(string memory name) private {
        _roofs.push(name);
        for (uint256 i = _roofs.length - 1; i > 0 && _person(_roofs[i]) < _person(_roofs[i - 1]); --i) {
            string memory later = _roofs[i - 1];
            _roofs[i - 1] = _roofs[i];
            _roofs[i] = later;
        }
    }
}
