// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ISettlementAgreements} from "../interfaces/ISettlementAgreements.sol";
import {IStorageMarket} from "../interfaces/IStorageMarket.sol";
import {AgreementKind, Terms} from "../types/Agreements.sol";
import {Matching} from "./Matching.sol";
import {Offers} from "./Offers.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title Requests, competition for their parts, and the agreements they become
/// @dev Holds no token: escrow and bonds are purses of the vault.
contract StorageMarket is Offers {
    /// @notice Role, given in the registry, of companies that trade for firms without tokens.
    bytes32 public constant CLEARING = keccak256("powerchain.clearing");

    uint256 private constant MOST_PARTS = 32;
    uint256 private constant MOST_ZONES = 8;
    uint256 private constant MOST_FEE_PPM = 20_000;
    uint256 private constant LEAST_BOND_PPM = 50_000;
    uint256 private constant MOST_BOND_PPM = 1_000_000;
    uint256 private constant LAST_MINUTE = 60;
    uint256 private constant MOST_EXTENSIONS = 5;
    uint256 private constant RETURN_AFTER = 1 days;
    bytes32 private constant BONDS = keccak256("bonds on their way");

    IEscrowVault private immutable VAULT;
    ISettlementAgreements private immutable BOOK;

    uint64 private _requestCount;
    uint64 private _agreementCount;
    mapping(uint64 request => Request) private _requests;
    mapping(uint64 request => uint64 other) private _links;
    mapping(uint64 request => mapping(uint256 part => Candidate)) private _candidates;

    /// @param vault Where escrow and bonds are
    /// @param registry Where nodes are
    /// @param book Where agreements are opened
    constructor(IEscrowVault vault, INodeRegistry registry, ISettlementAgreements book) Offers(registry) {
        (VAULT, BOOK) = (vault, book);
    }

    /// @inheritdoc IStorageMarket
    function request(RequestTerms calldata terms) external override returns (uint64 id) {
        _requireSound(terms);
        uint256 kindMaxPpm = REGISTRY.largestFactor(terms.kindsMask);
        uint256 parts = terms.volume.raw() / terms.part.raw();
        uint256 held = parts * Matching.mostHeld(terms, kindMaxPpm);
        if (held == 0 || held > type(uint104).max) revert MarketBadTerms();
        _requireActsFor(terms.payer, held);
        id = ++_requestCount;
        _requests[id] = Request({
            payer: terms.payer,
            bidUntil: terms.bidUntil,
            parts: uint8(parts),
            filled: 0,
            state: RequestState.Open,
            extensions: 0,
            kindMaxPpm: uint24(kindMaxPpm),
            termsHash: keccak256(abi.encode(terms))
        });
        emit RequestPlaced(id, terms.payer, terms, held);
        VAULT.hold(bytes32(uint256(id)), terms.payer, held);
    }

    /// @inheritdoc IStorageMarket
    function cancelRequest(uint64 id, RequestTerms calldata terms) external override {
        Request memory open = _opened(id, terms);
        _requireActsFor(open.payer, 0);
        if (open.filled > 0) revert MarketLocked();
        _return(id, terms, open);
    }

    /// @inheritdoc IStorageMarket
    function propose(uint64 id, RequestTerms calldata terms, uint256 part, uint64 offerId) external override {
        Request memory open = _opened(id, terms);
        if (block.timestamp > open.bidUntil) revert MarketBiddingOver();
        if (part >= open.parts) revert MarketBadTerms();
        Candidate memory best = _candidates[id][part];
        if (best.offer != 0) _unlock(best.offer, terms.part.raw());
        Offer memory live = _lock(offerId, terms.part.raw());
        (uint32 zone, uint8 kind) = Matching.requireFit(REGISTRY, terms, live, _prices[offerId]);
        uint24 kindPpm = uint24(REGISTRY.kindFactor(kind));
        if (kindPpm > open.kindMaxPpm) revert MarketKindNotWanted(kind);
        uint256 cost = Matching.costOf(terms, _prices[offerId], kindPpm, zone);
        if (best.offer != 0 && cost * 1000 > uint256(best.cost) * 995) revert MarketNotCheaper(best.cost);
        _candidates[id][part] = Candidate(offerId, uint128(cost), kindPpm, msg.sender);
        if (best.offer == 0) open.filled += 1;
        if (open.bidUntil - block.timestamp < LAST_MINUTE && open.extensions < MOST_EXTENSIONS) {
            (open.bidUntil, open.extensions) = (open.bidUntil + uint40(LAST_MINUTE), open.extensions + 1);
        }
        _requests[id] = open;
        emit CandidateStood(id, part, offerId, cost, msg.sender, open.bidUntil);
    }

    /// @inheritdoc IStorageMarket
    function conclude(uint64 id, RequestTerms calldata terms) external override {
        if (_links[id] != 0) revert MarketLinked(_links[id]);
        Request memory open = _ended(id, terms);
        if (_isFilled(terms, open)) _conclude(id, terms, open);
        else _return(id, terms, open);
    }

    /// @inheritdoc IStorageMarket
    function link(uint64 utilization, RequestTerms calldata taking, uint64 supply, RequestTerms calldata givingBack)
        external
        override
    {
        (Request memory first, Request memory second) = (_opened(utilization, taking), _opened(supply, givingBack));
        _requireActsFor(first.payer, 0);
        _requireActsFor(second.payer, 0);
        if (first.filled + second.filled > 0) revert MarketLocked();
        bool isPair = taking.mayConvert && taking.kind == AgreementKind.Utilization
            && givingBack.kind == AgreementKind.Supply && _links[utilization] == 0 && _links[supply] == 0;
        if (!isPair) revert MarketBadTerms();
        (_links[utilization], _links[supply]) = (supply, utilization);
        emit RequestsLinked(utilization, supply);
    }

    /// @inheritdoc IStorageMarket
    function concludeBoth(
        uint64 utilization,
        RequestTerms calldata taking,
        uint64 supply,
        RequestTerms calldata givingBack
    ) external override {
        if (_links[utilization] != supply || supply == 0) revert MarketLinked(_links[utilization]);
        (Request memory first, Request memory second) = (_ended(utilization, taking), _ended(supply, givingBack));
        if (!_isFilled(taking, first) || !_isFilled(givingBack, second)) {
            _return(utilization, taking, first);
            _return(supply, givingBack, second);
            return;
        }
        // A leg without any agreement undoes the other.
        bool areBoth = _conclude(utilization, taking, first) > 0 && _conclude(supply, givingBack, second) > 0;
        if (!areBoth) revert MarketBondMissing(0);
    }

    /// @inheritdoc IStorageMarket
    function returnRequest(uint64 id, RequestTerms calldata terms) external override {
        Request memory open = _opened(id, terms);
        uint256 until = open.bidUntil + RETURN_AFTER;
        if (block.timestamp <= until) revert MarketBiddingOpen(until);
        _return(id, terms, open);
    }

    /// @inheritdoc IStorageMarket
    function requestOf(uint64 id) external view override returns (Request memory) {
        return _requests[id];
    }

    /// @inheritdoc IStorageMarket
    function linkOf(uint64 id) external view override returns (uint64 other) {
        return _links[id];
    }

    /// @inheritdoc IStorageMarket
    function candidateOf(uint64 id, uint256 part) external view override returns (Candidate memory) {
        return _candidates[id][part];
    }

    function _conclude(uint64 id, RequestTerms calldata terms, Request memory open)
        private
        returns (uint256 agreements)
    {
        _requests[id].state = RequestState.Concluded;
        for (uint256 part; part < open.parts; ++part) {
            Candidate memory winner = _candidates[id][part];
            if (winner.offer != 0 && _agree(id, terms, part, winner)) agreements++;
        }
        emit RequestConcluded(id, agreements, _payLeft(id, open.payer));
    }

    /// @dev One winning part becomes an agreement; false when the storage has no bond.
    function _agree(uint64 id, RequestTerms calldata wanted, uint256 part, Candidate memory winner)
        private
        returns (bool)
    {
        (Offer memory live, Prices memory prices) = offerOf(winner.offer);
        address payee = REGISTRY.identityOf(live.node).owner;
        Terms memory terms = Matching.termsOf(wanted, prices, winner, live.node, payee);
        try VAULT.hold(BONDS, payee, terms.bond) {}
        catch {
            if (wanted.allOrNone) revert MarketBondMissing(part);
            _unlock(winner.offer, wanted.part.raw());
            emit BondMissing(id, part, winner.offer);
            return false;
        }
        terms.agreement = ++_agreementCount;
        _take(winner.offer, wanted.part.raw());
        emit AgreementTermsPublished(terms.agreement, id, terms);
        bytes32 purse = BOOK.purseOf(terms.agreement);
        VAULT.handOver(BONDS, address(BOOK), purse, terms.bond);
        VAULT.handOver(bytes32(uint256(id)), address(BOOK), purse, terms.escrow);
        int64 energy = int64(uint64(wanted.part.raw()));
        REGISTRY.useCapacity(live.node, -energy, wanted.kind == AgreementKind.Storage ? energy : int64(0));
        BOOK.openAgreement(terms);
        uint256 fee = Matching.brokerFee(wanted, winner.cost);
        if (fee > 0) _pay(id, winner.proposer, fee);
        return true;
    }

    function _return(uint64 id, RequestTerms calldata terms, Request memory open) private {
        _requests[id].state = RequestState.Returned;
        for (uint256 part; part < open.parts && open.filled > 0; ++part) {
            uint64 standing = _candidates[id][part].offer;
            if (standing != 0) _unlock(standing, terms.part.raw());
        }
        emit RequestReturned(id, _payLeft(id, open.payer));
    }

    function _payLeft(uint64 id, address payer) private returns (uint256 left) {
        left = VAULT.heldIn(address(this), bytes32(uint256(id)));
        if (left > 0) _pay(id, payer, left);
    }

    function _pay(uint64 id, address to, uint256 units) private {
        VAULT.releaseTo(bytes32(uint256(id)), to, units);
    }

    function _opened(uint64 id, RequestTerms calldata terms) private view returns (Request memory open) {
        open = _requests[id];
        if (open.state != RequestState.Open) revert MarketWrongState();
        if (open.termsHash != keccak256(abi.encode(terms))) revert MarketUnknownTerms();
    }

    function _ended(uint64 id, RequestTerms calldata terms) private view returns (Request memory open) {
        open = _opened(id, terms);
        if (block.timestamp <= open.bidUntil) revert MarketBiddingOpen(open.bidUntil);
    }

    function _isFilled(RequestTerms calldata terms, Request memory open) private pure returns (bool) {
        return open.filled > 0 && (!terms.allOrNone || open.filled == open.parts);
    }

    function _requireSound(RequestTerms calldata terms) private view {
        uint256 part = terms.part.raw();
        bool isSized = part >= LEAST_WH && terms.volume.raw() >= part && terms.volume.raw() % part == 0
            && terms.volume.raw() / part <= MOST_PARTS && terms.volume.raw() < 1 << 40;
        bool isOrdered = terms.accumulateFrom.raw() < terms.accumulateTo.raw()
            && terms.accumulateTo.raw() <= terms.supplyTo.raw() && terms.supplyFrom.raw() < terms.supplyTo.raw()
            && terms.supplyFrom.raw() >= terms.accumulateFrom.raw() && terms.bidUntil > block.timestamp
            && terms.accumulateFrom.startsAt() >= terms.bidUntil;
        bool isBounded = terms.brokerFeePpm <= MOST_FEE_PPM && terms.bondPpm >= LEAST_BOND_PPM
            && terms.bondPpm <= MOST_BOND_PPM && terms.permittedLossPpm <= 1_000_000;
        bool isNamed = terms.zones.length > 0 && terms.zones.length <= MOST_ZONES
            && terms.zones.length == terms.surcharges.length && terms.kind != AgreementKind.None && terms.kindsMask != 0
            && terms.payer != address(0) && terms.arbiter != address(0);
        if (!isSized || !isOrdered || !isBounded || !isNamed) revert MarketBadTerms();
        bool isForItself = terms.onBehalf == 0 || IAccessControl(address(REGISTRY)).hasRole(CLEARING, terms.payer);
        if (!isForItself) revert MarketForbidden(terms.payer);
    }
}
