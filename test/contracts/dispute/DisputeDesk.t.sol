// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {IProofDesk} from "../../../contracts/interfaces/IProofDesk.sol";
import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {WattHours} from "../../../contracts/types/Units.sol";
import {Examples} from "../maths/Examples.sol";
import {SettlementChecks} from "../settlement/SettlementChecks.sol";

/// @title A posted delivery of example 1 that bob may dispute
abstract contract DisputeChecks is SettlementChecks {
    IDisputeDesk internal disputes;
    IProofDesk internal proofs;
    address internal secondArbiter = _person("second arbiter");
    BatchHeader internal header;

    function setUp() public virtual override {
        super.setUp();
        bytes memory args = abi.encode(vault, settlement, book, registry, secondArbiter, fund);
        disputes = IDisputeDesk(vm.deployCode("DisputeDesk.sol:DisputeDesk", args));
        _addModule(address(disputes));
        _grant(address(book), DESK, address(disputes));
        args = abi.encode(settlement, book, registry, disputes);
        proofs = IProofDesk(vm.deployCode("ProofDesk.sol:ProofDesk", args));
        _grant(address(settlement), DESK, address(proofs));
        _grant(address(book), DESK, address(proofs));
        _grant(address(registry), GUARDIAN, address(proofs));
        _open(42);
        address[2] memory parties = [alice, bob];
        for (uint256 i; i < 2; ++i) {
            _deposit(parties[i], 10_000e18);
            _allow(parties[i], address(disputes), 10_000e18);
        }
        header = _batchOf(Examples.delivered());
        _postInTime(header);
    }

    /// @dev Bob says that only 440 kWh came back.
    function _dispute() internal returns (uint256) {
        return _disputeAs(bob, Examples.delivered(), Examples.deliveredShort());
    }

    function _disputeAs(address who, AgreementLine memory posted, AgreementLine memory claimed)
        internal
        returns (uint256)
    {
        BatchHeader memory batch = header;
        Terms memory terms = _terms(42);
        vm.prank(who);
        return disputes.open(batch, terms, posted, claimed, new bytes32[](0), 1, keccak256("evidence"));
    }

    function _respond(uint256 dispute) internal {
        vm.prank(alice);
        disputes.respond(dispute);
    }

    function _rule(address who, uint256 dispute, AgreementLine memory ruled, uint16 ppk) internal {
        Terms memory terms = _terms(42);
        vm.prank(who);
        disputes.rule(dispute, terms, Examples.delivered(), Examples.deliveredShort(), ruled, ppk);
    }

    function _execute(uint256 dispute, AgreementLine memory ruled) internal {
        disputes.execute(dispute, _terms(42), Examples.delivered(), Examples.deliveredShort(), ruled);
    }

    function _wait(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
    }
}

contract DisputeDeskTest is DisputeChecks {
    uint256 private constant BOND = 100e18;
    uint256 private constant CERTAIN = 1337.15e18;

    function test_invariant17_onlyWhatBothClaimsAgreeOnIsPaid() public {
        _dispute();
        vm.assertEq(vault.freeOf(alice), 10_000e18 + CERTAIN);
        vm.assertEq(vault.freeOf(bob), 10_000e18 - BOND);
        vm.assertTrue(book.agreementOf(42).state == ISettlementAgreements.AgreementState.Disputed);
    }

    function test_noAnswerMakesTheChallengersQuantitiesStand() public {
        uint256 dispute = _dispute();
        uint256 until = block.timestamp + 72 hours;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooEarly.selector, until));
        _execute(dispute, Examples.delivered());
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooLate.selector, until));
        _respond(dispute);
        _execute(dispute, Examples.delivered());
        vm.assertEq(vault.freeOf(bob), 10_000e18);
        vm.assertEq(vault.freeOf(alice), 10_000e18 + CERTAIN);
        vm.assertTrue(book.agreementOf(42).state == ISettlementAgreements.AgreementState.Closing);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeDesk.DisputeWrongState.selector, IDisputeDesk.DisputeState.Executed)
        );
        _execute(dispute, Examples.delivered());
    }

    function test_aRulingSettlesAndSharesTheBonds() public {
        uint256 dispute = _dispute();
        _respond(dispute);
        _wait(7 days + 1);
        _rule(arbiter, dispute, Examples.delivered(), 0);
        _wait(72 hours + 1);
        _execute(dispute, Examples.delivered());
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1520.35e18 + BOND / 2);
        vm.assertEq(vault.freeOf(bob), 10_000e18 - BOND);
        vm.assertEq(vault.freeOf(arbiter), BOND / 2);
    }

    /// @notice Invariant 19: bonds in are bonds out, whatever the ruling.
    function testFuzz_invariant19_bondsInAreBondsOut(uint16 ppk) public {
        ppk %= 1001;
        uint256 before = vault.freeOf(alice) + vault.freeOf(bob);
        uint256 dispute = _dispute();
        _respond(dispute);
        _wait(7 days + 1);
        _rule(arbiter, dispute, Examples.deliveredShort(), ppk);
        _wait(72 hours + 1);
        _execute(dispute, Examples.deliveredShort());
        uint256 all = vault.freeOf(alice) + vault.freeOf(bob) + vault.freeOf(arbiter) + vault.freeOf(fund);
        vm.assertEq(all, before + CERTAIN);
        vm.assertEq(vault.heldIn(address(disputes), keccak256(abi.encode("dispute", dispute))), 0);
    }

    function test_invariant18_A21_aRulingLiesBetweenTheClaims() public {
        uint256 dispute = _dispute();
        _respond(dispute);
        _wait(7 days + 1);
        AgreementLine memory ruled = Examples.deliveredShort();
        ruled.returned = WattHours.wrap(439_999);
        vm.expectRevert(IDisputeDesk.DisputeOutOfRange.selector);
        _rule(arbiter, dispute, ruled, 0);
        ruled.returned = WattHours.wrap(460_001);
        vm.expectRevert(IDisputeDesk.DisputeOutOfRange.selector);
        _rule(arbiter, dispute, ruled, 0);
        ruled.returned = WattHours.wrap(450_000);
        ruled.short = WattHours.wrap(15_401);
        vm.expectRevert(IDisputeDesk.DisputeOutOfRange.selector);
        _rule(arbiter, dispute, ruled, 0);
        ruled.short = WattHours.wrap(5400);
        vm.expectRevert(IDisputeDesk.DisputeOutOfRange.selector);
        _rule(arbiter, dispute, ruled, 1001);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeNotArbiter.selector, bob));
        _rule(bob, dispute, ruled, 500);
        _rule(arbiter, dispute, ruled, 500);
        _wait(72 hours + 1);
        vm.expectRevert(IDisputeDesk.DisputeOutOfRange.selector);
        _execute(dispute, Examples.delivered());
        _execute(dispute, ruled);
        vm.assertEq(vault.freeOf(alice), 10_000e18 - 25e18 + 1490.35e18 - 43.2e18);
    }

    function test_A21_aSilentArbiterLeavesTheLowerAndTheBondsGoBack() public {
        uint256 dispute = _dispute();
        _respond(dispute);
        uint256 until = block.timestamp + 21 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooEarly.selector, until));
        _execute(dispute, Examples.delivered());
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooLate.selector, until));
        _rule(arbiter, dispute, Examples.delivered(), 0);
        vm.expectEmit();
        emit IDisputeDesk.TimedOut(dispute);
        _execute(dispute, Examples.delivered());
        // 440 kWh returned, nothing short: the lower of each.
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1460.35e18);
        vm.assertEq(vault.freeOf(bob), 10_000e18);
    }

    function test_evidenceIsOfPartiesAndOfSevenDays() public {
        uint256 dispute = _dispute();
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeDesk.DisputeWrongState.selector, IDisputeDesk.DisputeState.Opened)
        );
        vm.prank(bob);
        disputes.submitEvidence(dispute, 0);
        _respond(dispute);
        uint256 until = block.timestamp + 7 days;
        vm.expectEmit();
        emit IDisputeDesk.EvidenceAdded(dispute, bob, "one");
        vm.prank(bob);
        disputes.submitEvidence(dispute, "one");
        vm.expectEmit();
        emit IDisputeDesk.EvidenceAdded(dispute, alice, "two");
        vm.prank(alice);
        disputes.submitEvidence(dispute, "two");
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeNotParty.selector, verifier));
        vm.prank(verifier);
        disputes.submitEvidence(dispute, 0);
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooEarly.selector, until));
        _rule(arbiter, dispute, Examples.delivered(), 0);
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooLate.selector, until));
        vm.prank(bob);
        disputes.submitEvidence(dispute, 0);
    }

    function test_A21_anAppealIsRuledBySomebodyElseOnce() public {
        uint256 dispute = _ruled(1000);
        vm.prank(alice);
        disputes.appeal(dispute);
        vm.assertEq(vault.freeOf(alice), 10_000e18 + CERTAIN - 3 * BOND);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeNotArbiter.selector, arbiter));
        _rule(arbiter, dispute, Examples.delivered(), 0);
        _rule(secondArbiter, dispute, Examples.delivered(), 0);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeDesk.DisputeWrongState.selector, IDisputeDesk.DisputeState.Ruled)
        );
        vm.prank(bob);
        disputes.appeal(dispute);
        _execute(dispute, Examples.delivered());
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1520.35e18 + BOND / 2);
        vm.assertEq(vault.freeOf(secondArbiter), BOND / 2);
    }

    function test_aLostAppealCostsItsBond() public {
        uint256 dispute = _ruled(1000);
        vm.prank(alice);
        disputes.appeal(dispute);
        _rule(secondArbiter, dispute, Examples.deliveredShort(), 1000);
        vm.assertEq(vault.freeOf(bob), 10_000e18 - BOND + BOND);
        vm.assertEq(vault.freeOf(fund), BOND);
    }

    function test_aLostAppealOfTheChallengerGoesToTheOther() public {
        uint256 dispute = _ruled(0);
        vm.prank(bob);
        disputes.appeal(dispute);
        _rule(secondArbiter, dispute, Examples.delivered(), 0);
        vm.assertEq(vault.freeOf(alice), 10_000e18 + CERTAIN - BOND + BOND);
    }

    function test_aWonAppealOfTheChallengerComesBack() public {
        uint256 dispute = _ruled(0);
        vm.prank(bob);
        disputes.appeal(dispute);
        _rule(secondArbiter, dispute, Examples.deliveredShort(), 1);
        vm.assertEq(vault.freeOf(bob), 10_000e18 - BOND);
    }

    function test_aSilentSecondArbiterLeavesTheLower() public {
        uint256 dispute = _ruled(1000);
        vm.prank(alice);
        disputes.appeal(dispute);
        uint256 until = block.timestamp + 14 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooEarly.selector, until));
        _execute(dispute, Examples.delivered());
        vm.warp(until + 1);
        _execute(dispute, Examples.delivered());
        vm.assertEq(vault.freeOf(alice), 10_000e18 + 1460.35e18);
        vm.assertEq(vault.freeOf(bob), 10_000e18);
    }

    function test_anAppealComesInTime() public {
        uint256 dispute = _ruled(0);
        uint256 until = block.timestamp + 72 hours;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooEarly.selector, until));
        _execute(dispute, Examples.deliveredShort());
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeTooLate.selector, until));
        vm.prank(alice);
        disputes.appeal(dispute);
    }

    function test_A20_theLastSecondOfTheWindowIsTheDisputers() public {
        uint256 until = settlement.windowEnd(site, 1, _digest(header));
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeWindowOver.selector, until));
        _dispute();
        vm.warp(until);
        _dispute();
    }

    function test_A18_strangersWrongLinesAndOtherEndsOpenNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeNotParty.selector, verifier));
        _disputeAs(verifier, Examples.delivered(), Examples.deliveredShort());
        vm.expectRevert(IDisputeDesk.DisputeBadProof.selector);
        _disputeAs(bob, Examples.deliveredShort(), Examples.deliveredShort());
        vm.expectRevert(IDisputeDesk.DisputeOutOfRange.selector);
        _disputeAs(bob, Examples.delivered(), Examples.halfway());
        _dispute();
        vm.expectRevert(); // one dispute of an agreement at a time
        _dispute();
    }

    function test_aWatcherDisputesForHisMemberFromTheMembersTokens() public {
        vm.prank(bob);
        registry.delegate(verifier, 2, 100e18, type(uint40).max);
        _disputeAs(verifier, Examples.delivered(), Examples.deliveredShort());
        vm.assertEq(disputes.disputeOf(1).challenger, bob);
        vm.assertEq(vault.freeOf(bob), 10_000e18 - BOND);
    }

    function test_thePayeeMayDisputeToo() public {
        _disputeAs(alice, Examples.delivered(), Examples.deliveredShort());
        vm.assertEq(disputes.disputeOf(1).opponent, bob);
        vm.assertFalse(disputes.disputeOf(1).isChallengerPayer);
        vm.expectRevert(abi.encodeWithSelector(IDisputeDesk.DisputeNotParty.selector, alice));
        vm.prank(alice);
        disputes.respond(1);
    }

    function test_bondsGrowWithTheMoneyInDispute() public {
        AgreementLine memory claimed = Examples.deliveredShort();
        claimed.returned = WattHours.wrap(0);
        claimed.short = WattHours.wrap(0);
        _disputeAs(bob, Examples.delivered(), claimed);
        vm.assertEq(disputes.disputeOf(1).bond, 138e18);
    }

    function test_invariant27_pausedDisputesWaitAndLoseNoTime() public {
        vm.prank(verifier);
        settlement.pause();
        vm.expectRevert(IDisputeDesk.DisputePaused.selector);
        _dispute();
        _wait(10 days);
        vm.prank(admin);
        settlement.unpause();
        uint256 dispute = _dispute();
        _wait(72 hours + 1);
        _execute(dispute, Examples.delivered());
    }

    function test_otherTermsOrClaimsAreRefused() public {
        uint256 dispute = _dispute();
        _respond(dispute);
        _wait(7 days + 1);
        Terms memory terms = _terms(42);
        terms.arbiter = bob;
        vm.expectRevert(IDisputeDesk.DisputeBadProof.selector);
        vm.prank(bob);
        disputes.rule(dispute, terms, Examples.delivered(), Examples.deliveredShort(), Examples.deliveredShort(), 1000);
        terms = _terms(43);
        vm.expectRevert(IDisputeDesk.DisputeBadProof.selector);
        disputes.rule(dispute, terms, Examples.delivered(), Examples.deliveredShort(), Examples.delivered(), 0);
        vm.expectRevert(IDisputeDesk.DisputeBadProof.selector);
        disputes.execute(dispute, terms, Examples.delivered(), Examples.deliveredShort(), Examples.delivered());
        terms = _terms(42);
        vm.expectRevert(IDisputeDesk.DisputeBadProof.selector);
        disputes.execute(dispute, terms, Examples.delivered(), Examples.halfway(), Examples.delivered());
    }

    function _ruled(uint16 ppk) private returns (uint256 dispute) {
        dispute = _dispute();
        _respond(dispute);
        _wait(7 days + 1);
        _rule(arbiter, dispute, ppk == 0 ? Examples.delivered() : Examples.deliveredShort(), ppk);
    }
}
