// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeGroups} from "../../../contracts/interfaces/INodeGroups.sol";
import {GroupTerms} from "../../../contracts/types/GroupData.sol";
import {GroupChecks} from "./GroupChecks.sol";

/// @title Income of a group: split by largest remainder, nothing lost, nothing twice
contract GroupDistributionTest is GroupChecks {
    struct Example {
        uint256 income;
        uint32[3] ppm;
        uint256[3] shares;
    }

    function test_theWorkedTable() public {
        Example[5] memory examples = [
            Example(100, [uint32(333_333), 333_333, 333_334], [uint256(33), 33, 34]),
            Example(10, [uint32(500_000), 250_000, 250_000], [uint256(5), 3, 2]), // of equal remainders the first
            Example(1, [uint32(1), 999_998, 1], [uint256(0), 1, 0]),
            Example(7, [uint32(400_000), 350_000, 250_000], [uint256(3), 2, 2]), // 2.8, 2.45, 1.75
            Example(3e18 + 2, [uint32(200_000), 300_000, 500_000], [uint256(0.6e18), 0.9e18 + 1, 1.5e18 + 1])
        ];
        _create(examples[0].ppm);
        for (uint32 i; i < 5; ++i) {
            if (i > 0) _change(i + 1, examples[i].ppm);
            uint256[3] memory before = _frees();
            _earn(examples[i].income);
            vm.assertEq(groups.distribute(group), examples[i].income);
            for (uint256 k; k < 3; ++k) {
                vm.assertEq(_frees()[k] - before[k], examples[i].shares[k]);
            }
            vm.assertEq(vault.freeOf(group), 0);
        }
    }

    function test_fuzz_sharesAddUpToTheIncomeEachWithinOneUnit(uint256 income, uint32 first, uint32 middle) public {
        income = _between(income, 1, 1e28);
        first = uint32(_between(first, 1, 999_998));
        middle = uint32(_between(middle, 1, 999_999 - first));
        uint32[3] memory ppm = [first, middle, 1_000_000 - first - middle];
        _create(ppm);
        _earn(income);
        uint256[3] memory before = _frees();
        groups.distribute(group);
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            uint256 got = _frees()[i] - before[i];
            sum += got;
            uint256 exactDown = income * ppm[i] / 1e6;
            vm.assertTrue(got == exactDown || got == exactDown + 1);
        }
        vm.assertEq(sum, income);
        vm.assertEq(vault.freeOf(group), 0);
        vm.assertEq(vault.heldIn(address(groups), bytes32(uint256(uint160(group)))), 0);
    }

    function test_whatIsBelowTheReserveStays() public {
        _create([uint32(500_000), 300_000, 200_000]);
        GroupTerms memory terms = _terms(2, [uint32(500_000), 300_000, 200_000], RESERVE);
        groups.changeGroup(terms, _signed(terms, names));
        _earn(RESERVE);
        vm.expectRevert(INodeGroups.GroupNothingToDistribute.selector);
        groups.distribute(group);
        _earn(5e18);
        vm.assertEq(groups.distribute(group), 5e18);
        vm.assertEq(vault.freeOf(group), RESERVE);
    }

    function test_tokensInTheWalletAreDistributedToo() public {
        _create([uint32(500_000), 300_000, 200_000]);
        _mint(group, 7e18);
        _earn(3e18);
        uint256[3] memory before = _frees();
        vm.assertEq(groups.distribute(group), 10e18);
        vm.assertEq(_frees()[0] - before[0], 5e18);
        vm.assertEq(token.balanceOf(group), 0);
    }

    function test_aClosedModuleStopsNoIncome() public {
        _create([uint32(999_999), 1, 0]);
        vm.prank(admin);
        vault.closeModule(address(groups));
        _earn(10);
        uint256 before = token.balanceOf(_person(names[0]));
        groups.distribute(group);
        vm.assertEq(token.balanceOf(_person(names[0])) - before, 10); // the other's part is below half a unit
        vm.assertEq(vault.freeOf(group), 0);
    }

    function test_aChangeLeavesIncomeThatCameInToThoseWhoShared() public {
        _create([uint32(500_000), 500_000, 0]);
        _earn(10e18);
        uint256[3] memory before = _frees();
        _change(2, [uint32(100_000), 100_000, 800_000]);
        vm.assertEq(_frees()[0] - before[0], 5e18);
        vm.assertEq(_frees()[1] - before[1], 5e18);
        vm.assertEq(_frees()[2], before[2]);
        _earn(10e18);
        groups.distribute(group);
        vm.assertEq(_frees()[2] - before[2], 8e18);
    }

    function test_aGroupOfNobodyDistributesNothing() public {
        vm.expectRevert(abi.encodeWithSelector(INodeGroups.GroupUnknown.selector, group));
        groups.distribute(group);
    }

    /// @dev All shares change.
    function _change(uint32 revision, uint32[3] memory ppm) private {
        GroupTerms memory terms = _terms(revision, ppm, 0);
        groups.changeGroup(terms, _signed(terms, names));
    }
}
