// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IRegistryNodes} from "../interfaces/IRegistryNodes.sol";
import {IStorageMarket} from "../interfaces/IStorageMarket.sol";
import {Quarter, WattHours} from "../types/Units.sol";

/// @title Capacity on offer
abstract contract Offers is IStorageMarket {
    uint256 internal constant LEAST_WH = 10_000;
    uint8 internal constant RIGHT = 1;
    uint256 private constant SOURCES = 8;
    uint256 private constant STATUS_AGE = 24 hours;

    INodeRegistry internal immutable REGISTRY;

    uint64 private _offerCount;
    mapping(uint64 offer => Offer) private _offers;
    mapping(uint64 offer => Prices) internal _prices;

    constructor(INodeRegistry registry) {
        REGISTRY = registry;
    }

    /// @inheritdoc IStorageMarket
    function offer(
        uint32 node,
        WattHours energy,
        Quarter fromQuarter,
        Quarter toQuarter,
        uint40 validUntil,
        uint8 source,
        Prices calldata prices
    ) external override returns (uint64 id) {
        IRegistryNodes.NodeIdentity memory identity = REGISTRY.identityOf(node);
        _requireActsFor(identity.owner, 0);
        IRegistryNodes.NodeCapacity memory capacity = REGISTRY.capacityOf(node);
        bool isCurrent = identity.state == IRegistryNodes.NodeState.Verified
            && capacity.statusValidUntil >= block.timestamp && capacity.measuredAt + STATUS_AGE >= block.timestamp;
        if (!isCurrent) revert MarketStatusStale(node);
        bool isSound = energy.raw() >= LEAST_WH && energy.raw() < 1 << 40 && fromQuarter.raw() < toQuarter.raw()
            && toQuarter.startsAt() > block.timestamp && validUntil > block.timestamp && source < SOURCES;
        if (!isSound) revert MarketBadTerms();
        IRegistryNodes.NodeUse memory use = REGISTRY.usesOf(node);
        uint256 used = uint256(use.offeredWh) + use.committedWh;
        uint256 free = capacity.capacityWh > used ? capacity.capacityWh - used : 0;
        if (energy.raw() > free) revert MarketCapacityExceeded(free);
        id = ++_offerCount;
        Offer memory placed = Offer({
            node: node,
            available: energy,
            fromQuarter: fromQuarter,
            toQuarter: toQuarter,
            validUntil: validUntil,
            lockedWh: 0,
            state: OfferState.Live,
            source: source
        });
        (_offers[id], _prices[id]) = (placed, prices);
        emit OfferPlaced(id, node, placed, prices);
        REGISTRY.useCapacity(node, int64(uint64(energy.raw())), 0);
    }

    /// @inheritdoc IStorageMarket
    function cancelOffer(uint64 id) external override {
        Offer memory live = _offers[id];
        if (live.state != OfferState.Live) revert MarketWrongState();
        if (block.timestamp <= live.validUntil) _requireActsFor(REGISTRY.identityOf(live.node).owner, 0);
        if (live.lockedWh > 0) revert MarketLocked();
        (_offers[id].state, _offers[id].available) = (OfferState.Closed, WattHours.wrap(0));
        emit OfferClosed(id);
        REGISTRY.useCapacity(live.node, -int64(uint64(live.available.raw())), 0);
    }

    /// @inheritdoc IStorageMarket
    function offerOf(uint64 id) public view override returns (Offer memory, Prices memory) {
        return (_offers[id], _prices[id]);
    }

    /// @dev A part of an offer stands as a candidate and can't be cancelled or stand twice.
    function _lock(uint64 id, uint256 energy) internal returns (Offer memory live) {
        live = _offers[id];
        if (live.state != OfferState.Live || block.timestamp > live.validUntil) revert MarketWrongState();
        uint256 free = live.available.raw() - live.lockedWh;
        if (energy > free) revert MarketCapacityExceeded(free);
        live.lockedWh += uint40(energy);
        _offers[id].lockedWh = live.lockedWh;
    }

    function _unlock(uint64 id, uint256 energy) internal {
        _offers[id].lockedWh -= uint40(energy);
    }

    /// @dev A locked part becomes an agreement.
    function _take(uint64 id, uint256 energy) internal {
        _unlock(id, energy);
        uint256 left = _offers[id].available.raw() - energy;
        _offers[id].available = WattHours.wrap(uint64(left));
        if (left == 0) _offers[id].state = OfferState.Exhausted;
    }

    function _requireActsFor(address member, uint256 units) internal view {
        if (!REGISTRY.actsFor(msg.sender, member, RIGHT, units)) revert MarketForbidden(msg.sender);
    }
}
