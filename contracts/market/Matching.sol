// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IRegistryNodes} from "../interfaces/IRegistryNodes.sol";
import {IStorageMarket} from "../interfaces/IStorageMarket.sol";
import {Reward} from "../maths/Reward.sol";
import {AgreementLine, Terms} from "../types/Agreements.sol";
import {ONE_PPM, Price} from "../types/Units.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Whether an offer fits a request, and what it costs
library Matching {
    uint256 private constant STATUS_AGE = 24 hours;
    uint256 private constant MINUTES_OF_QUARTER = 15;
    uint256 private constant QUARTERS_OF_HOUR = 4;

    /// @notice Refuses an offer that doesn't fit, by the first criterion that it misses.
    function requireFit(
        INodeRegistry registry,
        IStorageMarket.RequestTerms calldata wanted,
        IStorageMarket.Offer memory offer,
        IStorageMarket.Prices memory prices
    ) internal view returns (uint32 zone, uint8 kind) {
        IRegistryNodes.NodeIdentity memory node = registry.identityOf(offer.node);
        if (registry.areOne(node.owner, wanted.payer)) revert IStorageMarket.MarketSelfDeal();
        if (wanted.kindsMask >> node.kind & 1 == 0) revert IStorageMarket.MarketKindNotWanted(node.kind);
        if (wanted.sourcesMask >> offer.source & 1 == 0) revert IStorageMarket.MarketSourceNotWanted(offer.source);
        _requirePrices(wanted.limits, prices);
        bool covers =
            offer.fromQuarter.raw() <= wanted.accumulateFrom.raw() && offer.toQuarter.raw() >= wanted.supplyTo.raw();
        if (!covers) revert IStorageMarket.MarketWindowMismatch();
        _requireState(registry, wanted, offer.node, node.state);
        _requireTechnical(registry, wanted, offer.node);
        return (node.zone, node.kind);
    }

    /// @notice Cost of a part for the competition: largest reward at the offer's prices, and the surcharge of the zone.
    /// @dev Rounding: reward down, surcharge up.
    function costOf(
        IStorageMarket.RequestTerms calldata wanted,
        IStorageMarket.Prices memory prices,
        uint256 kindPpm,
        uint32 zone
    ) internal pure returns (uint256 units) {
        Price surcharge = _surchargeOf(wanted, zone);
        return largest(wanted, prices, kindPpm) + Math.ceilDiv(surcharge.raw() * wanted.part.raw(), 1000);
    }

    /// @notice Largest reward of a part at given prices: its escrow.
    function largest(IStorageMarket.RequestTerms calldata wanted, IStorageMarket.Prices memory prices, uint256 kindPpm)
        internal
        pure
        returns (uint256 units)
    {
        Terms memory terms;
        (terms.volume, terms.kindPpm) = (wanted.part, uint32(kindPpm));
        (terms.accumulateFrom, terms.supplyTo) = (wanted.accumulateFrom, wanted.supplyTo);
        (terms.capacityPrice, terms.holdPrice, terms.returnPrice) = (prices.capacity, prices.hold, prices.giveBack);
        return Reward.largest(terms);
    }

    /// @notice Broker's fee for a part. Rounding: down, in favour of the payer.
    function brokerFee(IStorageMarket.RequestTerms calldata wanted, uint256 cost) internal pure returns (uint256) {
        return cost * wanted.brokerFeePpm / ONE_PPM;
    }

    /// @notice Most a part can need: escrow at the limits, and the fee on it and on the largest surcharge.
    function mostHeld(IStorageMarket.RequestTerms calldata wanted, uint256 kindMaxPpm)
        internal
        pure
        returns (uint256 units)
    {
        uint256 surcharge;
        for (uint256 i; i < wanted.surcharges.length; ++i) {
            surcharge = Math.max(surcharge, wanted.surcharges[i].raw());
        }
        uint256 escrow = largest(wanted, wanted.limits, kindMaxPpm);
        return escrow + brokerFee(wanted, escrow + Math.ceilDiv(surcharge * wanted.part.raw(), 1000));
    }

    /// @notice Terms of the agreement that a winning part becomes.
    function termsOf(
        IStorageMarket.RequestTerms calldata wanted,
        IStorageMarket.Prices memory prices,
        IStorageMarket.Candidate memory winner,
        uint32 node,
        address payee
    ) internal pure returns (Terms memory terms) {
        (terms.kind, terms.payer, terms.payee) = (wanted.kind, wanted.payer, payee);
        terms.site = wanted.meteredSite == 0 ? node : wanted.meteredSite;
        (terms.volume, terms.kindPpm) = (wanted.part, winner.kindPpm);
        (terms.accumulateFrom, terms.accumulateTo) = (wanted.accumulateFrom, wanted.accumulateTo);
        (terms.supplyFrom, terms.supplyTo) = (wanted.supplyFrom, wanted.supplyTo);
        (terms.capacityPrice, terms.holdPrice, terms.returnPrice) = (prices.capacity, prices.hold, prices.giveBack);
        (terms.shortPrice, terms.deviationPrice) = (wanted.shortPrice, wanted.deviationPrice);
        terms.permittedLossPpm = wanted.permittedLossPpm;
        uint256 escrow = largest(wanted, prices, winner.kindPpm);
        terms.escrow = uint104(escrow);
        terms.bond = uint104(Math.ceilDiv(escrow * wanted.bondPpm, ONE_PPM));
        (terms.scheduleHash, terms.onBehalf, terms.arbiter) = (wanted.scheduleHash, wanted.onBehalf, wanted.arbiter);
    }

    function _requirePrices(IStorageMarket.Prices calldata limits, IStorageMarket.Prices memory prices) private pure {
        bool isWithin = prices.capacity.raw() <= limits.capacity.raw() && prices.hold.raw() <= limits.hold.raw()
            && prices.giveBack.raw() <= limits.giveBack.raw();
        if (!isWithin) revert IStorageMarket.MarketPriceAboveLimit();
    }

    /// @dev Verified, reported in the last 24 h and valid to the end of the competition, and enough guaranteed.
    function _requireState(
        INodeRegistry registry,
        IStorageMarket.RequestTerms calldata wanted,
        uint32 node,
        IRegistryNodes.NodeState state
    ) private view {
        IRegistryNodes.NodeCapacity memory capacity = registry.capacityOf(node);
        bool isCurrent = state == IRegistryNodes.NodeState.Verified
            && capacity.measuredAt + STATUS_AGE >= block.timestamp && capacity.statusValidUntil >= wanted.bidUntil;
        if (!isCurrent) revert IStorageMarket.MarketStatusStale(node);
        IRegistryNodes.NodeUse memory use = registry.usesOf(node);
        if (capacity.guaranteedWh < use.committedWh + wanted.part.raw()) {
            revert IStorageMarket.MarketCapacityExceeded(Math.saturatingSub(capacity.guaranteedWh, use.committedWh));
        }
        uint256 quarters = wanted.supplyTo.raw() - wanted.accumulateFrom.raw();
        uint256 minutes_ = quarters * MINUTES_OF_QUARTER;
        if (minutes_ < use.minDurationMin || minutes_ > use.maxDurationMin) {
            revert IStorageMarket.MarketDurationMismatch();
        }
        if (capacity.lossPpmPerHour * quarters > wanted.permittedLossPpm * QUARTERS_OF_HOUR) {
            revert IStorageMarket.MarketLossTooHigh();
        }
    }

    function _requireTechnical(INodeRegistry registry, IStorageMarket.RequestTerms calldata wanted, uint32 node)
        private
        view
    {
        IRegistryNodes.NodePower memory power = registry.powersOf(node);
        uint256 needed = wanted.part.raw() * QUARTERS_OF_HOUR;
        uint256 into = power.chargePowerW * (wanted.accumulateTo.raw() - wanted.accumulateFrom.raw());
        uint256 outOf = power.dischargePowerW * (wanted.supplyTo.raw() - wanted.supplyFrom.raw());
        if (needed > into || needed > outOf) revert IStorageMarket.MarketPowerTooLow();
    }

    function _surchargeOf(IStorageMarket.RequestTerms calldata wanted, uint32 zone) private pure returns (Price) {
        for (uint256 i; i < wanted.zones.length; ++i) {
            if (wanted.zones[i] == zone) return wanted.surcharges[i];
        }
        revert IStorageMarket.MarketZoneNotWanted(zone);
    }
}
