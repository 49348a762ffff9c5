// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {Examples} from "../maths/Examples.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

/// @title What settling costs, as whole transactions: 64 agreements of 10 kWh, settled for the second time
/// forge-config: default.isolate = true
contract SettlingGasTest is SettlementChecks {
    uint256 private constant COUNT = 64;

    BatchHeader private header;

    function setUp() public override {
        super.setUp();
        _fundBob();
        for (uint64 i; i < COUNT; ++i) {
            Terms memory terms = _small(i);
            _fillPurse(terms.agreement, uint256(terms.escrow) + terms.bond);
            vm.prank(marketRole);
            registry.useCapacity(site, 0, 10_000);
            vm.prank(marketRole);
            book.openAgreement(terms);
        }
        _postDay(TEN + 20, 1);
        _settle(0, COUNT);
        _postDay(TEN + 30, 2);
    }

    function test_gas_fiftyLinesInOneCall() public {
        _settle(0, 50);
        uint256 each = vm.lastCallGas().gasTotalUsed / 50;
        vm.snapshotValue("settlement", "settleLines, each of 50", each);
        vm.assertLe(each, 38_500); // foreseen: 30,000, without the vault
    }

    function test_gas_oneLineWithItsProof() public {
        _settle(17, 1);
        uint256 gasUsed = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("settlement", "settleLines, one with its proof", gasUsed);
        vm.assertLe(gasUsed, 105_000); // foreseen: 62,000, without the vault
    }

    function _fundBob() private {
        _mint(bob, 100_000e18);
    }

    function _small(uint64 i) private view returns (Terms memory terms) {
        terms = _terms(i + 1);
        terms.volume = WattHours.wrap(10_000);
        (terms.escrow, terms.bond) = (33e18, 6.6e18);
    }

    function _lineAt(uint64 i, uint32 upTo) private pure returns (AgreementLine memory line) {
        line = Examples.quantities(uint96(upTo - TEN) * 10_000, uint96(upTo - TEN) * 8000, 0);
        line.agreement = i + 1;
        line.upTo = Quarter.wrap(upTo);
        line.taken = WattHours.wrap(10_000);
    }

    function _postDay(uint32 upTo, uint32 sequence) private {
        header = _next(upTo - settlement.laneOf(site).coveredTo);
        header.agreementsRoot = _levels(upTo, sequence)[6][0];
        _postInTime(header);
        vm.warp(block.timestamp + 15 days);
    }

    function _levels(uint32 upTo, uint32 sequence) private view returns (bytes32[][] memory levels) {
        levels = new bytes32[][](7);
        levels[0] = new bytes32[](COUNT);
        for (uint64 i; i < COUNT; ++i) {
            levels[0][i] = _leaf(sequence, _lineAt(i, upTo));
        }
        for (uint256 d = 1; d < 7; ++d) {
            levels[d] = new bytes32[](COUNT >> d);
            for (uint256 i; i < levels[d].length; ++i) {
                levels[d][i] = Trees.node(levels[d - 1][2 * i], levels[d - 1][2 * i + 1]);
            }
        }
    }

    /// @dev Settles lines [first, first + count) of the last batch with a multi-proof.
    function _settle(uint64 first, uint256 count) private {
        (uint32 upTo, uint32 sequence) = (header.toQuarter, header.sequence);
        ISettlementAgreements.ProvenLines memory proven;
        proven.lines = new AgreementLine[](count);
        proven.terms = new Terms[](count);
        for (uint64 i; i < count; ++i) {
            (proven.lines[i], proven.terms[i]) = (_lineAt(first + i, upTo), _small(first + i));
        }
        (proven.proof, proven.proofFlags) = _multiProof(_levels(upTo, sequence), first, count);
        BatchHeader memory posted = header;
        book.settleLines(posted, proven);
    }

    /// @dev For neighbouring leaves from an even place (or one leaf): on each level all pairs, then the one that lacks its right sibling.
    function _multiProof(bytes32[][] memory levels, uint256 from, uint256 count)
        private
        pure
        returns (bytes32[] memory proof, bool[] memory flags)
    {
        bytes32[] memory found = new bytes32[](7);
        bool[] memory taken = new bool[](COUNT + 7);
        (uint256 proofs, uint256 steps, uint256 to) = (0, 0, from + count);
        for (uint256 d; d < 6; ++d) {
            for (uint256 i = from & ~uint256(1); i < to; i += 2) {
                bool hasLeft = i >= from;
                bool hasRight = i + 1 < to;
                taken[steps++] = hasLeft && hasRight;
                if (!hasLeft) found[proofs++] = levels[d][i];
                if (!hasRight) found[proofs++] = levels[d][i + 1];
            }
            (from, to) = (from >> 1, (to + 1) >> 1);
        }
        proof = new bytes32[](proofs);
        flags = new bool[](steps);
        for (uint256 i; i < proofs; ++i) {
            proof[i] = found[i];
        }
        for (uint256 i; i < steps; ++i) {
            flags[i] = taken[i];
        }
    }
}
