// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {AgreementKind} from "../../../contracts/types/Agreements.sol";
import {MarketChecks} from "./StorageMarket.t.sol";

/// @title A surplus converted by bob's miners, and energy bought back by carol: two requests, one decision
contract ConversionTest is MarketChecks {
    uint64 private taking;
    uint64 private givingBack;
    IStorageMarket.RequestTerms private surplus;
    IStorageMarket.RequestTerms private back;

    function setUp() public override {
        super.setUp();
        surplus = _wanted();
        (surplus.kind, surplus.mayConvert, surplus.allOrNone) = (AgreementKind.Utilization, true, true);
        back = _wanted();
        back.kind = AgreementKind.Supply;
        taking = _request(surplus);
        givingBack = _request(back);
    }

    function test_bothLegsBecomeAgreementsTogether() public {
        _link();
        vm.assertEq(market.linkOf(taking), givingBack);
        vm.assertEq(market.linkOf(givingBack), taking);
        _propose(taking, surplus, 0, _offer(alice, site, 500_000, 1_000_000));
        _propose(givingBack, back, 0, _offer(carol, second, 500_000, 1_000_000));
        vm.warp(surplus.bidUntil);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketBiddingOpen.selector, surplus.bidUntil));
        market.concludeBoth(taking, surplus, givingBack, back);
        vm.warp(surplus.bidUntil + 1);
        market.concludeBoth(taking, surplus, givingBack, back);
        vm.assertTrue(market.requestOf(taking).state == IStorageMarket.RequestState.Concluded);
        vm.assertTrue(market.requestOf(givingBack).state == IStorageMarket.RequestState.Concluded);
        vm.assertEq(vault.heldIn(address(book), book.purseOf(1)), 1980e18);
        vm.assertEq(vault.heldIn(address(book), book.purseOf(2)), 1980e18);
    }

    function test_aLegThatNobodyFillsReturnsBoth() public {
        _link();
        _propose(taking, surplus, 0, _offer(alice, site, 500_000, 1_000_000));
        vm.warp(surplus.bidUntil + 1);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketLinked.selector, givingBack));
        market.conclude(taking, surplus);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketLinked.selector, taking));
        market.conclude(givingBack, back);
        market.concludeBoth(taking, surplus, givingBack, back);
        vm.assertEq(vault.freeOf(bob), 100_000e18);
        vm.assertTrue(market.requestOf(taking).state == IStorageMarket.RequestState.Returned);
        vm.assertTrue(market.requestOf(givingBack).state == IStorageMarket.RequestState.Returned);
        (IStorageMarket.Offer memory live,) = market.offerOf(1);
        vm.assertEq(live.lockedWh, 0);
    }

    function test_aLegWithoutABondUndoesTheOther() public {
        _link();
        _propose(taking, surplus, 0, _offer(alice, site, 500_000, 1_000_000));
        _propose(givingBack, back, 0, _offer(carol, second, 500_000, 1_000_000));
        _allow(carol, address(market), 1);
        vm.warp(surplus.bidUntil + 1);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketBondMissing.selector, 0));
        market.concludeBoth(taking, surplus, givingBack, back);
        vm.warp(uint256(surplus.bidUntil) + 1 days + 1);
        market.returnRequest(taking, surplus);
        market.returnRequest(givingBack, back);
        vm.assertEq(vault.freeOf(bob), 100_000e18);
    }

    function test_onlyAUtilizationThatMayConvertAndASupplyAreLinkedOnce() public {
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketLinked.selector, 0));
        market.concludeBoth(taking, surplus, givingBack, back);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketLinked.selector, 0));
        market.concludeBoth(taking, surplus, 0, back);
        vm.prank(bob);
        vm.expectRevert(IStorageMarket.MarketBadTerms.selector);
        market.link(givingBack, back, taking, surplus);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, address(this)));
        market.link(taking, surplus, givingBack, back);
        IStorageMarket.RequestTerms memory storage_ = _wanted();
        uint64 other = _request(storage_);
        vm.prank(bob);
        vm.expectRevert(IStorageMarket.MarketBadTerms.selector);
        market.link(taking, surplus, other, storage_);
        _link();
        vm.prank(bob);
        vm.expectRevert(IStorageMarket.MarketBadTerms.selector);
        market.link(taking, surplus, givingBack, back);
    }

    function test_nobodyTiesALegToAnothersRequest() public {
        IStorageMarket.RequestTerms memory foreign = _wanted();
        (foreign.kind, foreign.payer) = (AgreementKind.Supply, carol);
        vm.prank(carol);
        uint64 other = market.request(foreign);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, carol));
        market.link(taking, surplus, other, foreign);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, bob));
        market.link(taking, surplus, other, foreign);
        vm.prank(bob);
        registry.delegate(carol, 1, 0, type(uint40).max);
        vm.prank(carol);
        market.link(taking, surplus, other, foreign);
    }

    function test_A24_aRequestWithACandidateIsNotLinkedAnyMore() public {
        _propose(taking, surplus, 0, _offer(alice, site, 500_000, 1_000_000));
        vm.prank(bob);
        vm.expectRevert(IStorageMarket.MarketLocked.selector);
        market.link(taking, surplus, givingBack, back);
    }

    function test_anOfferOfAnotherSourceIsNotWanted() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        terms.sourcesMask = 1 << 2; // wind only; offers here are of the sun
        uint64 id = _request(terms);
        uint64 offer = _offer(alice, site, 500_000, 1_000_000);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketSourceNotWanted.selector, 1));
        _propose(id, terms, 0, offer);
    }

    function test_onlyClearingCompaniesTradeForOthers() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        terms.onBehalf = keccak256("salt and firm");
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, bob));
        _request(terms);
        _grant(address(registry), keccak256("powerchain.clearing"), bob);
        uint64 id = _request(terms);
        _propose(id, terms, 0, _offer(alice, site, 500_000, 1_000_000));
        vm.warp(terms.bidUntil + 1);
        market.conclude(id, terms);
        vm.assertEq(vault.heldIn(address(book), book.purseOf(1)), 1980e18);
    }

    function _link() private {
        vm.prank(bob);
        market.link(taking, surplus, givingBack, back);
    }
}
