// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {AgreementKind} from "../../../contracts/types/Agreements.sol";
import {Quarter, WattHours} from "../../../contracts/types/Units.sol";
import {MarketChecks} from "../market/StorageMarket.t.sol";
import {RoleMatrix} from "./RoleMatrix.sol";

/// @title Who may what at the market: alice offers, bob asks, anybody proposes and concludes
contract MarketRolesTest is MarketChecks, RoleMatrix {
    function test_invariant28_storageMarket() public {
        uint64 offered = _offer(alice, site, 500_000, 1_000_000);
        (IStorageMarket.RequestTerms memory wanted, IStorageMarket.RequestTerms memory surplus) = (_wanted(), _wanted());
        (surplus.kind, surplus.mayConvert, surplus.allOrNone) = (AgreementKind.Utilization, true, true);
        IStorageMarket.RequestTerms memory back = _wanted();
        back.kind = AgreementKind.Supply;
        (uint64 open, uint64 taking, uint64 giving) = (_request(wanted), _request(surplus), _request(back));
        _may(OWNER, _offering());
        _may(OWNER, abi.encodeCall(market.cancelOffer, (offered)));
        _may(PAYER, abi.encodeCall(market.request, (wanted)));
        _may(PAYER, abi.encodeCall(market.cancelRequest, (open, wanted)));
        _may(PAYER, abi.encodeCall(market.link, (taking, surplus, giving, back)));
        _may(EVERYBODY, abi.encodeCall(market.propose, (open, wanted, 0, offered)));
        // Anybody concludes when the bidding is over, and gives back a day later what nobody can conclude.
        bytes4 bidding = IStorageMarket.MarketBiddingOpen.selector;
        _may(EVERYBODY, abi.encodeCall(market.conclude, (open, wanted)), bidding);
        _may(EVERYBODY, abi.encodeCall(market.returnRequest, (open, wanted)), bidding);
        _check(address(market));
        _propose(open, wanted, 0, offered);
        vm.prank(bob);
        market.link(taking, surplus, giving, back);
        vm.warp(wanted.bidUntil + 1);
        _may(EVERYBODY, abi.encodeCall(market.conclude, (open, wanted)));
        _may(EVERYBODY, abi.encodeCall(market.concludeBoth, (taking, surplus, giving, back)));
        _check(address(market));
        vm.warp(uint256(wanted.bidUntil) + 1 days + 1);
        _may(EVERYBODY, abi.encodeCall(market.returnRequest, (open, wanted)));
        _check(address(market));
        _finish("StorageMarket");
    }

    function _offering() private view returns (bytes memory) {
        (Quarter from, Quarter to) = (Quarter.wrap(TEN - 4), Quarter.wrap(TEN + 100));
        uint40 until = uint40(block.timestamp + 1 days);
        return abi.encodeCall(market.offer, (site, WattHours.wrap(100_000), from, to, until, 1, _prices(1e6)));
    }
}
