// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {MarketChecks} from "./StorageMarket.t.sol";

/// @title Two storages and one payer: offers, requests of one or two parts, proposals, conclusions, in any order
contract MarketHandler is MarketChecks {
    struct Kept {
        IStorageMarket.RequestTerms terms;
        uint256[2] cost;
    }

    mapping(uint64 request => Kept) private kept;
    uint64 public requests;
    uint64 public offers;
    /// @notice Agreements so far.
    uint256 public agreements;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(settlement) == address(0)) super.setUp();
    }

    function offerSome(bool isSecond, uint256 energy, uint256 ppm) external {
        (address owner, uint32 node) = isSecond ? (carol, second) : (alice, site);
        IRegistryNodes.NodeUse memory use = registry.usesOf(node);
        energy = _between(energy, 10_000, 700_000);
        bool isFree = uint256(use.offeredWh) + use.committedWh + energy <= 1_000_000;
        vm.prank(owner);
        try market.offer(
            node,
            WattHours.wrap(uint64(energy)),
            Quarter.wrap(_now()),
            Quarter.wrap(_now() + 400),
            uint40(block.timestamp + 2 days),
            1,
            _prices(_between(ppm, 500_000, 1_000_000))
        ) {
            offers++;
            if (!isFree) broken = "20: more than there is";
        } catch {
            if (isFree) broken = "20: refused what is free";
        }
        _compare();
    }

    function requestSome(bool areTwo, bool allOrNone) external {
        IStorageMarket.RequestTerms memory terms = _wanted();
        terms.allOrNone = allOrNone;
        (terms.volume, terms.part) = (WattHours.wrap(200_000), WattHours.wrap(areTwo ? 100_000 : 200_000));
        (terms.accumulateFrom, terms.accumulateTo) = (Quarter.wrap(_now() + 5), Quarter.wrap(_now() + 13));
        (terms.supplyFrom, terms.supplyTo) = (Quarter.wrap(_now() + 30), Quarter.wrap(_now() + 40));
        vm.prank(bob);
        try market.request(terms) returns (uint64 id) {
            kept[id].terms = terms;
            requests = id;
        } catch {} // too little left
        _compare();
    }

    function propose(uint64 id, uint256 part, uint64 offerId) external {
        if (requests == 0 || offers == 0) return;
        (id, part, offerId) = (1 + id % requests, part % 2, 1 + offerId % offers);
        uint256 before = kept[id].cost[part];
        vm.prank(broker);
        try market.propose(id, kept[id].terms, part, offerId) {
            uint256 cost = market.candidateOf(id, part).cost;
            if (before != 0 && cost * 1000 > before * 995) broken = "22: not cheaper";
            kept[id].cost[part] = cost;
        } catch {}
        _compare();
    }

    function conclude(uint64 id) external {
        if (requests == 0) return;
        id = 1 + id % requests;
        IStorageMarket.RequestTerms memory terms = kept[id].terms;
        IStorageMarket.Request memory open = market.requestOf(id);
        if (open.state != IStorageMarket.RequestState.Open) return;
        if (block.timestamp <= open.bidUntil) vm.warp(open.bidUntil + 1);
        uint256 committed = _committed();
        try market.conclude(id, terms) {
            uint256 won = (_committed() - committed) / terms.part.raw();
            agreements += won;
            if (terms.allOrNone && won != 0 && won != open.parts) broken = "21: some parts";
            if (vault.heldIn(address(market), bytes32(uint256(id))) != 0) broken = "05: purse of a request";
        } catch {
            market.returnRequest(id, _late(id, open.bidUntil)); // the window of the agreement went by
        }
        _compare();
    }

    function cancel(uint64 id, uint64 offerId) external {
        if (requests == 0 || offers == 0) return;
        (id, offerId) = (1 + id % requests, 1 + offerId % offers);
        vm.prank(bob);
        try market.cancelRequest(id, kept[id].terms) {
            if (kept[id].cost[0] != 0 || kept[id].cost[1] != 0) broken = "A24: cancelled under a candidate";
        } catch {}
        (IStorageMarket.Offer memory live,) = market.offerOf(offerId);
        vm.prank(live.node == second ? carol : alice);
        try market.cancelOffer(offerId) {
            if (live.lockedWh > 0) broken = "A24: cancelled while it stands";
        } catch {}
        _compare();
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + _between(time, 1 minutes, 50 minutes));
        _report("controller", _status(site));
        _report("second controller", _status(second));
    }

    function _late(uint64 id, uint256 bidUntil) private returns (IStorageMarket.RequestTerms memory) {
        if (block.timestamp <= bidUntil + 1 days) vm.warp(bidUntil + 1 days + 1);
        return kept[id].terms;
    }

    /// @dev What is locked is on offer, what is offered is noted at the node, and both fit.
    function _compare() private {
        uint256[2] memory offered;
        for (uint64 i = 1; i <= offers; ++i) {
            (IStorageMarket.Offer memory one,) = market.offerOf(i);
            if (one.lockedWh > one.available.raw()) broken = "20: locked more than offered";
            offered[one.node == second ? 1 : 0] += one.available.raw();
        }
        uint32[2] memory nodes = [site, second];
        for (uint256 i; i < 2; ++i) {
            IRegistryNodes.NodeUse memory use = registry.usesOf(nodes[i]);
            if (use.offeredWh != offered[i]) broken = "20: offers and node differ";
            if (uint256(use.offeredWh) + use.committedWh > 1_000_000) broken = "20: beyond the capacity";
        }
    }

    function _committed() private view returns (uint256) {
        return uint256(registry.usesOf(site).committedWh) + registry.usesOf(second).committedWh;
    }

    function _now() private view returns (uint32) {
        return uint32(block.timestamp / 900);
    }
}

contract MarketInvariantsTest is MarketChecks {
    MarketHandler private handler;

    function setUp() public override {
        handler = new MarketHandler();
        handler.setUp();
        _target(address(handler));
    }

    function test_theHandlerComesToAgreements() public {
        handler.offerSome(false, 500_000, 1_000_000);
        handler.offerSome(true, 500_000, 900_000);
        handler.requestSome(true, true);
        handler.propose(0, 0, 0);
        handler.propose(0, 0, 1);
        handler.propose(0, 1, 0);
        handler.conclude(0);
        vm.assertEq(handler.agreements(), 2);
        handler.requestSome(false, false);
        handler.cancel(1, 0);
        vm.assertEq(handler.broken(), "");
    }

    /// @notice Invariants 20 to 22: capacity is sold once, all parts or none, candidates get cheaper.
    function invariant_20_21_22_theMarketKeepsItsBounds() public view {
        vm.assertEq(handler.broken(), "");
    }
}
