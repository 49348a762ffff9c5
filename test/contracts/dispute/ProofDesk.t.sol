// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofDesk} from "../../../contracts/interfaces/IProofDesk.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, IntervalStatement} from "../../../contracts/types/TypedData.sol";
import {Examples} from "../maths/Examples.sol";
import {DisputeChecks} from "./DisputeDesk.t.sol";

contract ProofDeskTest is DisputeChecks {
    bytes32 private constant POINT = keccak256("point");
    IProofDesk.LinePreimage private first;
    IProofDesk.LinePreimage private again;
    IntervalStatement private posted;
    BatchHeader private batch;

    function setUp() public override {
        super.setUp();
        bytes32 context = Trees.lineContext(settlement.domainSeparator(), site, TEN + 41);
        (first.meterPoint, first.word1, first.word2) = (POINT, _word1(0, 4), bytes32(uint256(57_500)));
        (again.meterPoint, again.word1, again.word2) = (POINT, _word1(1, 4), bytes32(uint256(57_501)));
        bytes32 a = Trees.line(context, POINT, first.word1, first.word2);
        bytes32 b = Trees.line(context, POINT, again.word1, again.word2);
        first.proof.push(b);
        again.proof.push(a);
        posted = IntervalStatement(site, TEN + 41, 0, 2, Trees.node(a, b), 0, 0);
        batch = _next(4);
        batch.statementsRoot = Trees.statement(site, 2, 1, _statementDigest(posted));
        _postInTime(batch);
    }

    function test_A12_twoTruthsOfOneQuarterRejectTheBatchAndSuspendTheNode() public {
        IntervalStatement memory other = posted;
        other.linesRoot = keccak256("other lines");
        vm.expectEmit();
        emit IProofDesk.EquivocationProven(
            site, TEN + 41, address(this), _statementDigest(posted), _statementDigest(other)
        );
        _equivocate(posted, other, "controller");
        vm.assertTrue(settlement.postedOf(site, 2).state == ISettlementLanes.PostedState.Rejected);
        vm.assertTrue(registry.identityOf(site).state == IRegistryNodes.NodeState.Suspended);
        vm.expectRevert(abi.encodeWithSelector(ISettlementLanes.SettlementBatchRejected.selector, _digest(batch)));
        _equivocate(posted, other, "controller");
    }

    function test_whatIsNoContradictionProvesNothing() public {
        _refuseEquivocation(posted, posted, "controller");
        IntervalStatement memory other = posted;
        other.revision = 1;
        _refuseEquivocation(posted, other, "controller");
        other = posted;
        other.quarter += 1;
        _refuseEquivocation(posted, other, "controller");
        other = posted;
        other.linesRoot = 0;
        _refuseEquivocation(posted, other, "stranger");
        _refuseEquivocation(other, posted, "controller"); // the first is not in the batch
        batch.fromQuarter += 1;
        batch.toQuarter -= 3;
        _refuseEquivocation(posted, other, "controller");
    }

    function test_A13_oneMeterTwiceInAStatementRejectsTheBatch() public {
        vm.expectEmit();
        emit IProofDesk.DuplicateProven(site, TEN + 41, address(this), _statementDigest(posted));
        _proveDuplicate();
        vm.assertTrue(settlement.postedOf(site, 2).state == ISettlementLanes.PostedState.Rejected);
    }

    function test_oneLineOtherRegistersOrForeignLinesAreNoDuplicate() public {
        again = first;
        _refuseDuplicate();
        again.word1 = _word1(1, 3);
        _refuseDuplicate();
        again.word1 = _word1(1, 4);
        _refuseDuplicate(); // not of this statement
        again.meterPoint = keccak256("another point");
        _refuseDuplicate();
    }

    function test_A12_whoProvesAFalseBatchHasHalfOfTheFreeBond() public {
        bytes32 digest = _digest(batch);
        vm.expectRevert(abi.encodeWithSelector(IProofDesk.ProofNoReward.selector, digest));
        proofs.takeReward(digest, _terms(42));
        _proveDuplicateAs(verifier);
        vm.assertEq(proofs.prizeOf(digest).prover, verifier);
        vm.assertEq(proofs.prizeOf(digest).site, site);
        Terms memory foreign = _terms(42);
        foreign.site += 1;
        vm.expectRevert(abi.encodeWithSelector(IProofDesk.ProofNoReward.selector, digest));
        proofs.takeReward(digest, foreign);
        foreign = _terms(42);
        foreign.payee = bob;
        vm.expectRevert(abi.encodeWithSelector(IProofDesk.ProofNoReward.selector, digest));
        proofs.takeReward(digest, foreign);
        vm.expectEmit();
        emit IProofDesk.RewardTaken(digest, verifier, 42);
        proofs.takeReward(digest, _terms(42));
        vm.assertEq(vault.freeOf(verifier), 165e18);
        vm.assertEq(book.agreementOf(42).slashed, 165e18);
        vm.expectRevert(abi.encodeWithSelector(IProofDesk.ProofNoReward.selector, digest));
        proofs.takeReward(digest, _terms(42));
        vm.warp(uint256(TEN + 40) * 900 + 112 days + 1);
        book.expireAgreement(_terms(42));
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 330e18 - 165e18 - 66e18);
        vm.assertEq(vault.freeOf(bob), 10_000e18 + 1650e18 + 66e18);
        vm.assertEq(vault.heldIn(address(book), book.purseOf(42)), 0);
    }

    function test_A12_theOwnersGroupHasNoReward() public {
        vm.startPrank(verifier);
        registry.attest(alice, type(uint40).max, 5);
        vm.stopPrank();
        _proveDuplicateAs(alice);
        vm.expectRevert(abi.encodeWithSelector(IProofDesk.ProofNoReward.selector, _digest(batch)));
        proofs.takeReward(_digest(batch), _terms(42));
    }

    function test_aSlashedBondStillPaysWhatIsOwed() public {
        _proveDuplicateAs(verifier);
        proofs.takeReward(_digest(batch), _terms(42));
        vm.warp(block.timestamp + 8 days);
        book.settleLines(header, _proven(_terms(42), Examples.delivered()));
        vm.warp(uint256(TEN + 40) * 900 + 45 days + 1);
        book.closeAgreement(_terms(42));
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1520.35e18 + 165e18);
        vm.assertEq(vault.freeOf(bob), 10_000e18 + 129.65e18);
        vm.assertEq(vault.heldIn(address(book), book.purseOf(42)), 0);
        vm.startPrank(address(proofs));
        vm.expectRevert(
            abi.encodeWithSelector(
                ISettlementAgreements.SettlementWrongState.selector,
                uint64(42),
                ISettlementAgreements.AgreementState.Closed
            )
        );
        book.slashBond(_terms(42), verifier);
    }

    function test_slashingHalvesAndEndsAndWaitsWhilePaused() public {
        Terms memory terms = _terms(42);
        vm.startPrank(address(proofs));
        uint256 left = 330e18;
        while (left > 1) {
            book.slashBond(terms, verifier);
            left -= left / 2;
        }
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementNothingToSlash.selector, uint64(42)));
        book.slashBond(terms, verifier);
        vm.stopPrank();
        vm.prank(verifier);
        settlement.pause();
        vm.expectRevert(ISettlementAgreements.SettlementPaused.selector);
        vm.prank(address(proofs));
        book.slashBond(terms, verifier);
    }

    function _proveDuplicateAs(address prover) private {
        (BatchHeader memory of_, IntervalStatement memory statement) = (batch, posted);
        (IProofDesk.LinePreimage memory a, IProofDesk.LinePreimage memory b) = (first, again);
        vm.prank(prover);
        proofs.proveDuplicateLine(of_, 1, statement, new bytes32[](0), a, b);
    }

    function _refuseDuplicate() private {
        vm.expectRevert(IProofDesk.ProofNotValid.selector);
        _proveDuplicate();
    }

    function _proveDuplicate() private {
        proofs.proveDuplicateLine(batch, 1, posted, new bytes32[](0), first, again);
    }

    function _refuseEquivocation(IntervalStatement memory a, IntervalStatement memory b, string memory key) private {
        vm.expectRevert(IProofDesk.ProofNotValid.selector);
        _equivocate(a, b, key);
    }

    function _equivocate(IntervalStatement memory a, IntervalStatement memory b, string memory key) private {
        bytes32[2] memory signatureA;
        bytes32[2] memory signatureB;
        bytes32 domain = settlementDomain;
        (signatureA[0], signatureA[1]) = vm.signCompact(_key("controller"), _typedIn(domain, a.hash()));
        (signatureB[0], signatureB[1]) = vm.signCompact(_key(key), _typedIn(domain, b.hash()));
        proofs.proveEquivocation(batch, 1, a, b, signatureA, signatureB, new bytes32[](0));
    }

    bytes32 private settlementDomain;

    function _statementDigest(IntervalStatement memory statement) private returns (bytes32) {
        if (settlementDomain == 0) settlementDomain = settlement.domainSeparator();
        return _typedIn(settlementDomain, statement.hash());
    }

    function _typedIn(bytes32 domain, bytes32 content) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }

    function _word1(uint256 index, uint256 register) private pure returns (bytes32) {
        return bytes32(index | uint256(TEN + 41) << 16 | register << 48 | uint256(0x010101) << 56);
    }
}
