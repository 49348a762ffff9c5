// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementKind, Terms} from "../types/Agreements.sol";
import {Price, Quarter, WattHours} from "../types/Units.sol";

/// @title Order book: offers of storage, requests, open competition, agreements
/// @notice Energy in Wh, prices in units (1e-18 POWEC) per kWh or kWh-hour, times in unix seconds or quarters.
interface IStorageMarket {
    enum OfferState {
        None,
        Live,
        Exhausted,
        Closed
    }

    enum RequestState {
        None,
        Open,
        Concluded,
        Returned
    }

    /// @param available What is still on offer
    /// @param lockedWh Part of it that stands as a candidate
    /// @param source Where the energy comes from, by certificate: 0 unknown or mixed, 1 sun, 2 wind, 3 water, 4 biomass, 5 heat of the earth,
    /// 6 nuclear, 7 fossil
    struct Offer {
        uint32 node;
        WattHours available;
        Quarter fromQuarter;
        Quarter toQuarter;
        uint40 validUntil;
        uint40 lockedWh;
        OfferState state;
        uint8 source;
    }

    struct Prices {
        Price capacity;
        Price hold;
        Price giveBack;
    }

    /// @param payer Who pays; the caller or somebody he acts for
    /// @param meteredSite Site whose lane settles it; 0: the offering node
    /// @param volume Whole amount, a multiple of `part`
    /// @param zones Grid areas that may offer, with a surcharge each (units per kWh) that counts for the competition only
    /// @param kindsMask Bit k: storage kind k may offer
    /// @param sourcesMask Bit k: energy of source k may be offered
    /// @param limits Highest prices
    /// @param bondPpm Bond of the storage, of the escrow: [50,000 .. 1,000,000]
    /// @param brokerFeePpm For who proposed the winner, of its cost: at most 20,000, on top of the escrow
    /// @param bidUntil End of the competition
    /// @param allOrNone All parts or no agreement
    /// @param mayConvert A request of utilization may be linked with one of supply: conversion of a surplus and buying energy back
    /// @param onBehalf Hash of the firm that a clearing company acts for (the payer needs the role), else 0
    struct RequestTerms {
        AgreementKind kind;
        address payer;
        uint32 meteredSite;
        WattHours volume;
        WattHours part;
        uint32[] zones;
        Price[] surcharges;
        uint8 kindsMask;
        uint8 sourcesMask;
        Quarter accumulateFrom;
        Quarter accumulateTo;
        Quarter supplyFrom;
        Quarter supplyTo;
        uint32 permittedLossPpm;
        Prices limits;
        Price shortPrice;
        Price deviationPrice;
        uint32 bondPpm;
        uint32 brokerFeePpm;
        uint40 bidUntil;
        bool allOrNone;
        bool mayConvert;
        bytes32 scheduleHash;
        bytes32 onBehalf;
        address arbiter;
    }

    /// @param kindMaxPpm Largest factor of a storage kind the escrow covers
    struct Request {
        address payer;
        uint40 bidUntil;
        uint8 parts;
        uint8 filled;
        RequestState state;
        uint8 extensions;
        uint24 kindMaxPpm;
        bytes32 termsHash;
    }

    struct Candidate {
        uint64 offer;
        uint128 cost;
        uint24 kindPpm;
        address proposer;
    }

    event OfferPlaced(uint64 indexed offer, uint32 indexed node, Offer terms, Prices prices);
    event OfferClosed(uint64 indexed offer);
    event RequestPlaced(uint64 indexed request, address indexed payer, RequestTerms terms, uint256 held);
    event CandidateStood(
        uint64 indexed request, uint256 part, uint64 indexed offer, uint256 cost, address proposer, uint256 until
    );
    event RequestConcluded(uint64 indexed request, uint256 agreements, uint256 returned);
    /// @notice From now on both are concluded together or not at all.
    event RequestsLinked(uint64 indexed utilization, uint64 indexed supply);
    event RequestReturned(uint64 indexed request, uint256 returned);
    event AgreementTermsPublished(uint64 indexed agreement, uint64 indexed request, Terms terms);
    /// @notice The storage had no tokens for its bond (or allowed none): its part gets no agreement.
    event BondMissing(uint64 indexed request, uint256 part, uint64 indexed offer);

    error MarketForbidden(address caller);
    error MarketCapacityExceeded(uint256 freeWh);
    error MarketStatusStale(uint32 node);
    error MarketZoneNotWanted(uint32 zone);
    error MarketKindNotWanted(uint8 kind);
    error MarketSourceNotWanted(uint8 source);
    error MarketWindowMismatch();
    error MarketDurationMismatch();
    error MarketPowerTooLow();
    error MarketLossTooHigh();
    error MarketPriceAboveLimit();
    error MarketNotCheaper(uint256 best);
    error MarketBiddingOver();
    error MarketBiddingOpen(uint256 until);
    error MarketSelfDeal();
    error MarketLocked();
    error MarketBadTerms();
    error MarketUnknownTerms();
    error MarketWrongState();
    error MarketBondMissing(uint256 part);
    /// @notice The request is one leg of two, which are concluded together.
    error MarketLinked(uint64 other);

    /// @notice Owner of a verified node (or his delegate): puts capacity on offer, at least 10 kWh.
    /// @param source Where the energy comes from, see {Offer}
    function offer(
        uint32 node,
        WattHours energy,
        Quarter fromQuarter,
        Quarter toQuarter,
        uint40 validUntil,
        uint8 source,
        Prices calldata prices
    ) external returns (uint64 id);

    /// @notice Owner (or delegate), when no part of it stands as a candidate; anybody after `validUntil`.
    function cancelOffer(uint64 id) external;

    /// @notice Asks for storage. Holds the escrow of all parts at the price limits, and the broker fee on top, from the payer's
    /// free tokens, which he allowed to the market.
    function request(RequestTerms calldata terms) external returns (uint64 id);

    /// @notice Payer (or delegate), before a candidate stands.
    function cancelRequest(uint64 id, RequestTerms calldata terms) external;

    /// @notice Anybody brings an offer for a part. A later one has to be 0.5 % cheaper; in the last 60 s it moves the end by
    /// 60 s, at most five times. Rounding of the cost: reward down, surcharge up.
    function propose(uint64 id, RequestTerms calldata terms, uint256 part, uint64 offerId) external;

    /// @notice Anybody, after the competition: opens the agreements and returns the rest of the escrow.
    /// Rounding: bond up in favour of the payer, broker fee down in favour of the payer.
    function conclude(uint64 id, RequestTerms calldata terms) external;

    /// @notice Who acts for both payers, before a candidate stands: ties a utilization that may convert to a supply.
    function link(uint64 utilization, RequestTerms calldata taking, uint64 supply, RequestTerms calldata givingBack)
        external;

    /// @notice Anybody, after both competitions: concludes two linked requests, or returns both when one of them can't be filled.
    function concludeBoth(
        uint64 utilization,
        RequestTerms calldata taking,
        uint64 supply,
        RequestTerms calldata givingBack
    ) external;

    /// @notice Anybody, a day after the end of a competition that nobody could conclude.
    function returnRequest(uint64 id, RequestTerms calldata terms) external;

    function offerOf(uint64 id) external view returns (Offer memory offer, Prices memory prices);

    function requestOf(uint64 id) external view returns (Request memory);

    /// @notice The other leg of a linked request, 0 when there is none.
    function linkOf(uint64 id) external view returns (uint64 other);

    function candidateOf(uint64 id, uint256 part) external view returns (Candidate memory);
}
