// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {AgreementKind} from "../../../contracts/types/Agreements.sol";
import {StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {Price, Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {SettlementChecks} from "../settlement/SettlementChecks.sol";

/// @title A market where alice's and carol's storages compete for bob's request of example 1
abstract contract MarketChecks is SettlementChecks {
    IStorageMarket internal market;
    address internal carol = _person("carol");
    address internal broker = _person("broker");
    uint32 internal second;

    function setUp() public virtual override {
        super.setUp();
        market = IStorageMarket(vm.deployCode("StorageMarket.sol:StorageMarket", abi.encode(vault, registry, book)));
        _addModule(address(market));
        _grant(address(registry), MARKET, address(market));
        _grant(address(book), MARKET, address(market));
        _rich(carol);
        _member(carol, 1);
        second = _verified(carol, "second controller");
        vm.prank(carol);
        settlement.openLane(second, 16, uint32(block.timestamp / 900));
        address[3] memory traders = [alice, bob, carol];
        for (uint256 i; i < 3; ++i) {
            _deposit(traders[i], 100_000e18);
            _allow(traders[i], address(market), 100_000e18);
        }
    }

    function _prices(uint256 ppm) internal pure returns (IStorageMarket.Prices memory) {
        return IStorageMarket.Prices(
            Price.wrap(uint80(0.02e18 * ppm / 1e6)),
            Price.wrap(uint80(0.01e18 * ppm / 1e6)),
            Price.wrap(uint80(3e18 * ppm / 1e6))
        );
    }

    function _offer(address owner, uint32 node, uint64 energy, uint256 pricePpm) internal returns (uint64) {
        vm.prank(owner);
        return market.offer(
            node,
            WattHours.wrap(energy),
            Quarter.wrap(TEN - 4),
            Quarter.wrap(TEN + 100),
            uint40(block.timestamp + 1 days),
            1,
            _prices(pricePpm)
        );
    }

    /// @dev Example 1 in one part, ending an hour from now.
    function _wanted() internal view returns (IStorageMarket.RequestTerms memory terms) {
        terms.kind = AgreementKind.Storage;
        terms.payer = bob;
        (terms.volume, terms.part) = (WattHours.wrap(500_000), WattHours.wrap(500_000));
        terms.zones = new uint32[](1);
        terms.surcharges = new Price[](1);
        (terms.zones[0], terms.surcharges[0]) = (9, Price.wrap(0.1e18));
        (terms.kindsMask, terms.sourcesMask) = (0xff, 0xff);
        (terms.accumulateFrom, terms.accumulateTo) = (Quarter.wrap(TEN), Quarter.wrap(TEN + 8));
        (terms.supplyFrom, terms.supplyTo) = (Quarter.wrap(TEN + 32), Quarter.wrap(TEN + 40));
        terms.permittedLossPpm = 80_000;
        terms.limits = _prices(1_000_000);
        (terms.shortPrice, terms.deviationPrice) = (Price.wrap(8e18), Price.wrap(1e18));
        (terms.bondPpm, terms.brokerFeePpm) = (200_000, 10_000);
        terms.bidUntil = uint40(vm.getBlockTimestamp() + 1 hours);
        terms.arbiter = arbiter;
    }

    function _request(IStorageMarket.RequestTerms memory terms) internal returns (uint64) {
        vm.prank(bob);
        return market.request(terms);
    }

    function _propose(uint64 id, IStorageMarket.RequestTerms memory terms, uint256 part, uint64 offer) internal {
        vm.prank(broker);
        market.propose(id, terms, part, offer);
    }
}

contract StorageMarketTest is MarketChecks {
    function test_theCheaperOfferWinsAndBecomesAnAgreement() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        vm.assertEq(vault.freeOf(bob), 100_000e18 - 1650e18 - 17e18); // escrow, and 1 % of escrow and surcharge
        _propose(id, terms, 0, _offer(alice, site, 600_000, 1_000_000));
        vm.assertEq(market.candidateOf(id, 0).cost, 1650e18 + 50e18);
        _propose(id, terms, 0, _offer(carol, second, 500_000, 900_000));
        vm.warp(terms.bidUntil + 1);
        market.conclude(id, terms);
        ISettlementAgreements.Agreement memory agreement = book.agreementOf(1);
        vm.assertTrue(agreement.state == ISettlementAgreements.AgreementState.Open);
        vm.assertEq(vault.heldIn(address(book), book.purseOf(1)), 1485e18 + 297e18);
        vm.assertEq(vault.freeOf(broker), 15.35e18);
        vm.assertEq(vault.freeOf(bob), 100_000e18 - 1485e18 - 15.35e18);
        vm.assertEq(vault.freeOf(carol), 100_000e18 - 297e18);
        vm.assertEq(registry.usesOf(second).committedWh, 500_000);
        vm.assertEq(registry.usesOf(second).offeredWh, 0);
        vm.assertEq(registry.usesOf(site).offeredWh, 600_000);
        (IStorageMarket.Offer memory won,) = market.offerOf(2);
        vm.assertTrue(won.state == IStorageMarket.OfferState.Exhausted);
        (IStorageMarket.Offer memory lost,) = market.offerOf(1);
        vm.assertEq(lost.lockedWh, 0);
        vm.assertTrue(market.requestOf(id).state == IStorageMarket.RequestState.Concluded);
    }

    function test_A23_invariant22_aLaterCandidateIsHalfAPercentCheaper() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        _propose(id, terms, 0, _offer(alice, site, 500_000, 1_000_000));
        uint64 offer = _offer(carol, second, 500_000, 995_000); // the surcharge is not cheaper
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketNotCheaper.selector, 1700e18));
        _propose(id, terms, 0, offer);
        _propose(id, terms, 0, _offer(carol, second, 500_000, 994_000));
    }

    function test_A25_theFirstOfEqualProposalsStays() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        uint64 offer = _offer(alice, site, 1_000_000, 1_000_000);
        _propose(id, terms, 0, offer);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketNotCheaper.selector, 1700e18));
        vm.prank(carol);
        market.propose(id, terms, 0, offer);
        vm.assertEq(market.candidateOf(id, 0).proposer, broker);
    }

    function test_A23_theLastMinuteIsExtendedFiveTimes() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        uint256 ppm = 1_000_000;
        for (uint256 i; i < 7; ++i) {
            uint40 until = market.requestOf(id).bidUntil;
            vm.warp(until - 30);
            uint64 offer = i % 2 == 0 ? _offer(alice, site, 500_000, ppm) : _offer(carol, second, 500_000, ppm);
            _propose(id, terms, 0, offer);
            vm.assertEq(market.requestOf(id).bidUntil, until + (i < 5 ? 60 : 0));
            vm.prank(i % 2 == 0 ? alice : carol);
            vm.expectRevert(IStorageMarket.MarketLocked.selector);
            market.cancelOffer(offer);
            if (i > 0) {
                vm.prank(i % 2 == 1 ? alice : carol);
                market.cancelOffer(offer - 1); // displaced: free again
            }
            ppm -= 20_000;
        }
        vm.warp(market.requestOf(id).bidUntil + 1);
        vm.expectRevert(IStorageMarket.MarketBiddingOver.selector);
        _propose(id, terms, 0, 1);
    }

    function test_eachCriterionRefusesByItsName() public {
        uint64 offer = _offer(alice, site, 500_000, 1_000_000);
        IStorageMarket.RequestTerms memory terms = _wanted();
        terms.kindsMask = 0xfb;
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketKindNotWanted.selector, 2));
        terms = _wanted();
        terms.zones[0] = 8;
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketZoneNotWanted.selector, 9));
        terms = _wanted();
        terms.supplyTo = Quarter.wrap(TEN + 101);
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketWindowMismatch.selector));
        terms = _wanted();
        terms.limits = _prices(999_000);
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketPriceAboveLimit.selector));
        terms = _wanted();
        terms.permittedLossPpm = 9999; // 10 h at 1,000 ppm
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketLossTooHigh.selector));
        terms = _wanted();
        (terms.accumulateTo, terms.volume) = (Quarter.wrap(TEN + 1), WattHours.wrap(500_000));
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketPowerTooLow.selector));
        terms = _wanted();
        (terms.volume, terms.part) = (WattHours.wrap(500_001), WattHours.wrap(500_001));
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketCapacityExceeded.selector, 500_000));
    }

    function test_statusDurationGuaranteeAndKindFactorAreChecked() public {
        uint64 offer = _offer(alice, site, 500_000, 1_000_000);
        IStorageMarket.RequestTerms memory terms = _wanted();
        StorageStatus memory status = _status(site);
        status.maxDurationMin = 599;
        _report("controller", status);
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketDurationMismatch.selector));
        status = _status(site);
        status.guaranteedWh = 499_999;
        _report("controller", status);
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketCapacityExceeded.selector, 499_999));
        status = _status(site);
        status.validUntil = terms.bidUntil - 1;
        _report("controller", status);
        _refuse(terms, offer, abi.encodeWithSelector(IStorageMarket.MarketStatusStale.selector, site));
        _report("controller", _status(site));
        vm.prank(admin);
        registry.scheduleKindFactor(2, 1_100_000);
        terms.accumulateFrom = Quarter.wrap(TEN + 700);
        terms.accumulateTo = Quarter.wrap(TEN + 708);
        terms.supplyFrom = Quarter.wrap(TEN + 710);
        terms.supplyTo = Quarter.wrap(TEN + 718);
        terms.bidUntil = uint40(block.timestamp + 7 days + 60);
        uint64 id = _request(terms);
        vm.warp(block.timestamp + 7 days);
        _report("controller", _status(site));
        vm.prank(alice);
        offer = market.offer(
            site,
            WattHours.wrap(500_000),
            terms.accumulateFrom,
            terms.supplyTo,
            uint40(block.timestamp + 1 days),
            1,
            _prices(1_000_000)
        );
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketKindNotWanted.selector, 2));
        _propose(id, terms, 0, offer);
    }

    function test_A33_nobodyDealsWithHimselfOrHisGroup() public {
        uint64 offer = _offer(alice, site, 500_000, 1_000_000);
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        _member(bob, 2);
        vm.startPrank(verifier);
        registry.attest(alice, type(uint40).max, 5);
        registry.attest(bob, type(uint40).max, 5);
        vm.stopPrank();
        vm.expectRevert(IStorageMarket.MarketSelfDeal.selector);
        _propose(id, terms, 0, offer);
        terms.payer = alice;
        vm.prank(alice);
        id = market.request(terms);
        vm.expectRevert(IStorageMarket.MarketSelfDeal.selector);
        _propose(id, terms, 0, offer);
    }

    function test_invariant21_allPartsOrNone() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        (terms.part, terms.allOrNone) = (WattHours.wrap(250_000), true);
        uint64 id = _request(terms);
        uint64 offer = _offer(alice, site, 500_000, 1_000_000);
        _propose(id, terms, 1, offer);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketBiddingOpen.selector, terms.bidUntil));
        market.conclude(id, terms);
        vm.warp(terms.bidUntil + 1);
        market.conclude(id, terms);
        vm.assertTrue(market.requestOf(id).state == IStorageMarket.RequestState.Returned);
        vm.assertEq(vault.freeOf(bob), 100_000e18);
        vm.prank(alice);
        market.cancelOffer(offer);
        vm.assertEq(registry.usesOf(site).offeredWh, 0);
    }

    function test_twoPartsBecomeTwoAgreements() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        (terms.part, terms.allOrNone) = (WattHours.wrap(250_000), true);
        uint64 id = _request(terms);
        _propose(id, terms, 0, _offer(alice, site, 500_000, 1_000_000));
        _propose(id, terms, 1, _offer(carol, second, 250_000, 1_000_000));
        vm.warp(terms.bidUntil + 1);
        market.conclude(id, terms);
        vm.assertTrue(book.agreementOf(2).state == ISettlementAgreements.AgreementState.Open);
        (IStorageMarket.Offer memory live,) = market.offerOf(1);
        vm.assertEq(live.available.raw(), 250_000);
        vm.assertTrue(live.state == IStorageMarket.OfferState.Live);
    }

    function test_aStorageWithoutABondGetsNoAgreement() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        _propose(id, terms, 0, _offer(alice, site, 500_000, 1_000_000));
        _allow(alice, address(market), 1);
        vm.warp(terms.bidUntil + 1);
        vm.expectEmit();
        emit IStorageMarket.BondMissing(id, 0, 1);
        market.conclude(id, terms);
        vm.assertEq(vault.freeOf(bob), 100_000e18);
        terms = _wanted();
        terms.allOrNone = true;
        id = _request(terms);
        _report("controller", _status(site));
        _propose(id, terms, 0, _offer(alice, site, 500_000, 1_000_000));
        vm.warp(terms.bidUntil + 1);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketBondMissing.selector, 0));
        market.conclude(id, terms);
        uint256 until = uint256(terms.bidUntil) + 1 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketBiddingOpen.selector, until));
        market.returnRequest(id, terms);
        vm.warp(until + 1);
        market.returnRequest(id, terms);
        vm.assertEq(vault.freeOf(bob), 100_000e18);
        vm.expectRevert(IStorageMarket.MarketWrongState.selector);
        market.returnRequest(id, terms);
    }

    function test_A24_requestsAreCancelledBeforeACandidateStands() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 id = _request(terms);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, carol));
        vm.prank(carol);
        market.cancelRequest(id, terms);
        vm.prank(bob);
        market.cancelRequest(id, terms);
        vm.assertEq(vault.freeOf(bob), 100_000e18);
        id = _request(terms);
        _propose(id, terms, 0, _offer(alice, site, 500_000, 1_000_000));
        vm.expectRevert(IStorageMarket.MarketLocked.selector);
        vm.prank(bob);
        market.cancelRequest(id, terms);
        terms.bondPpm += 1;
        vm.expectRevert(IStorageMarket.MarketUnknownTerms.selector);
        market.conclude(id, terms);
    }

    function test_offersNeedAVerifiedNodeCapacityAndSoundTerms() public {
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, bob));
        _offer(bob, site, 500_000, 1_000_000);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketCapacityExceeded.selector, 1_000_000));
        _offer(alice, site, 1_000_001, 1_000_000);
        vm.expectRevert(IStorageMarket.MarketBadTerms.selector); // A32: dust
        _offer(alice, site, 9999, 1_000_000);
        vm.warp(block.timestamp + 25 hours);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketStatusStale.selector, site));
        _offer(alice, site, 500_000, 1_000_000);
    }

    function test_anybodyClosesAnOfferThatEnded() public {
        uint64 offer = _offer(alice, site, 500_000, 1_000_000);
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, bob));
        vm.prank(bob);
        market.cancelOffer(offer);
        vm.warp(block.timestamp + 1 days + 1);
        IStorageMarket.RequestTerms memory terms = _wanted();
        (terms.accumulateFrom, terms.accumulateTo) = (Quarter.wrap(TEN + 200), Quarter.wrap(TEN + 208));
        (terms.supplyFrom, terms.supplyTo) = (Quarter.wrap(TEN + 232), Quarter.wrap(TEN + 240));
        uint64 id = _request(terms);
        vm.expectRevert(IStorageMarket.MarketWrongState.selector);
        _propose(id, terms, 0, offer);
        vm.prank(bob);
        market.cancelOffer(offer);
        vm.expectRevert(IStorageMarket.MarketWrongState.selector);
        market.cancelOffer(offer);
    }

    function test_A32_unsoundRequestsAreRefused() public {
        for (uint256 i; i < 18; ++i) {
            IStorageMarket.RequestTerms memory terms = _wanted();
            if (i == 0) (terms.volume, terms.part) = (WattHours.wrap(9999), WattHours.wrap(9999));
            if (i == 1) terms.part = WattHours.wrap(600_000);
            if (i == 2) terms.part = WattHours.wrap(300_000);
            if (i == 3) terms.part = WattHours.wrap(10_000);
            if (i == 4) (terms.volume, terms.part) = (WattHours.wrap(1 << 40), WattHours.wrap(1 << 40));
            if (i == 5) terms.accumulateTo = terms.accumulateFrom;
            if (i == 6) terms.accumulateTo = Quarter.wrap(TEN + 41);
            if (i == 7) terms.supplyFrom = terms.supplyTo;
            if (i == 8) terms.supplyFrom = Quarter.wrap(TEN - 1);
            if (i == 9) terms.bidUntil = uint40(block.timestamp);
            if (i == 10) terms.bidUntil = uint40(uint256(TEN) * 900 + 1);
            if (i == 11) terms.brokerFeePpm = 20_001;
            if (i == 12) terms.bondPpm = 49_999;
            if (i == 13) terms.bondPpm = 1_000_001;
            if (i == 14) terms.zones = new uint32[](9);
            if (i == 15) terms.kind = AgreementKind.None;
            if (i == 16) terms.arbiter = address(0);
            if (i == 17) terms.kindsMask = 0;
            vm.expectRevert(IStorageMarket.MarketBadTerms.selector);
            _request(terms);
        }
    }

    function test_delegatesRequestWithinTheirCap() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        vm.expectRevert(abi.encodeWithSelector(IStorageMarket.MarketForbidden.selector, carol));
        vm.prank(carol);
        market.request(terms);
        vm.prank(bob);
        registry.delegate(carol, 1, 1667e18, type(uint40).max);
        vm.prank(carol);
        market.request(terms);
        vm.assertEq(vault.freeOf(bob), 100_000e18 - 1667e18);
    }

    function _refuse(IStorageMarket.RequestTerms memory terms, uint64 offer, bytes memory why) private {
        uint64 id = _request(terms);
        vm.expectRevert(why);
        _propose(id, terms, 0, offer);
    }
}
