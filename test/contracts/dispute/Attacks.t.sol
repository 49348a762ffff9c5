// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {Examples} from "../maths/Examples.sol";
import {DisputeChecks} from "./DisputeDesk.t.sol";

/// @title Attacks on a posted batch and on the time that is left to look at it
contract AttacksTest is DisputeChecks {
    /// @dev 192 bits of a digest are kept: finding another header with the same ones is 2^96 work. Every header is hashed whole when it is used.
    function testFuzz_A9_aHeaderThatDiffersAnywhereIsNotTheOneThatStands(uint8 field, uint32 by) public {
        BatchHeader memory other = header;
        by = uint32(_between(by, 1, type(uint32).max));
        field %= 8;
        unchecked {
            if (field == 0) other.fromQuarter += by;
            if (field == 1) other.toQuarter += by;
            if (field == 2) other.lineCount += by;
            if (field == 3) other.absorbedWh += by;
            if (field == 4) other.injectedWh += by;
            if (field == 5) other.statementsRoot = bytes32(uint256(other.statementsRoot) + by);
            if (field == 6) other.agreementsRoot = bytes32(uint256(other.agreementsRoot) + by);
            if (field == 7) other.previous = bytes32(uint256(other.previous) + by);
        }
        vm.warp(block.timestamp + 30 days);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementUnknownBatch.selector, _digest(other)));
        book.settleLines(other, _proven(_terms(42), Examples.delivered()));
    }

    /// @dev A way to the root shows the neighbour's leaf. Who knows all of the neighbour's line but its salt learns nothing by trying.
    function testFuzz_A22_aNeighboursLineIsNotGuessedFromAProof(uint128 salt, uint128 guess, uint64 energy)
        public
        view
    {
        bytes32 context = Trees.lineContext(settlement.domainSeparator(), site, TEN);
        bytes32 word1 = bytes32(uint256(1));
        bytes32 shown = Trees.line(context, keccak256("neighbour"), word1, bytes32(uint256(salt) << 128 | energy));
        bytes32 tried = Trees.line(context, keccak256("neighbour"), word1, bytes32(uint256(guess) << 128 | energy));
        vm.assertEq(shown == tried ? 1 : 0, salt == guess ? 1 : 0);
    }

    /// @dev Stuffed blocks have to last the whole window; a watcher needs one block of it, the last second counts, and nobody makes
    /// the window of a posted batch shorter.
    function test_A50_aWatcherNeedsOneBlockOfTheWindow() public {
        vm.prank(bob);
        registry.delegate(verifier, 2, 1000e18, type(uint40).max);
        uint256 until = settlement.windowEnd(site, 1, _digest(header));
        vm.assertEq(until, block.timestamp + 7 days);
        vm.prank(admin);
        settlement.setWindow(72);
        vm.assertEq(settlement.windowEnd(site, 1, _digest(header)), until);
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementWindowOpen.selector, until));
        book.settleLines(header, _proven(_terms(42), Examples.delivered()));
        _disputeAs(verifier, Examples.delivered(), Examples.deliveredShort());
        vm.assertTrue(disputes.disputeOf(1).state == IDisputeDesk.DisputeState.Opened);
    }

    /// @dev Acceptance is only faster: without any signature of the payer everything is paid and closed by strangers.
    function test_A55_aSilentPayerKeepsNothing() public {
        Terms memory terms = _terms(42);
        vm.warp(settlement.windowEnd(site, 1, _digest(header)) + 1);
        book.settleLines(header, _proven(terms, Examples.delivered()));
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1520.35e18);
        vm.warp(uint256(TEN + 40) * 900 + 45 days + 1);
        book.closeAgreement(terms);
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1850.35e18);
        vm.assertEq(vault.freeOf(bob), 10_000e18 + 129.65e18);
    }
}
