// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {WattHours} from "../../../contracts/types/Units.sol";
import {MarketChecks} from "../market/StorageMarket.t.sol";
import {Examples} from "../maths/Examples.sol";
import {Indexer} from "./Indexer.sol";

/// @title From the first deposit over offers, an agreement, a dispute and its ruling to the end: events tell all (R3.2-22)
contract IndexerTest is MarketChecks {
    Indexer private indexer;
    IDisputeDesk private disputes;

    function setUp() public override {
        vm.recordLogs();
        indexer = new Indexer();
        super.setUp();
        bytes memory args = abi.encode(vault, settlement, book, registry, _person("second arbiter"), fund);
        disputes = IDisputeDesk(vm.deployCode("DisputeDesk.sol:DisputeDesk", args));
        uint256 present = vm.getBlockTimestamp();
        vm.prank(admin);
        vault.scheduleModule(address(disputes));
        vm.warp(present + 7 days);
        vault.activateModule(address(disputes));
        vm.warp(present);
        _grant(address(book), DESK, address(disputes));
        _allow(alice, address(disputes), 1000e18);
        _allow(bob, address(disputes), 1000e18);
        _read();
    }

    function test_anIndexerRebuildsAllStateFromEventsAlone() public {
        Terms memory terms = _trade();
        _compare();
        _settleHalf(terms);
        _compare();
        _disputeTheRest(terms);
        _compare();
        vm.prank(desk);
        book.slashBond(terms, verifier);
        _read();
        vm.warp(uint256(TEN + 40) * 900 + 46 days);
        book.closeAgreement(terms);
        vm.prank(alice);
        vault.withdraw(1000e18, alice);
        _read();
        _compare();
        vm.assertEq(uint256(book.agreementOf(1).state), 4, "it came to its end");
    }

    /// @dev Two offers compete, one is left; another request is returned.
    function _trade() private returns (Terms memory terms) {
        IStorageMarket.RequestTerms memory wanted = _wanted();
        uint64 id = _request(wanted);
        _propose(id, wanted, 0, _offer(carol, second, 600_000, 1_000_000));
        _propose(id, wanted, 0, _offer(alice, site, 700_000, 900_000));
        uint64 other = _request(wanted);
        vm.prank(bob);
        market.cancelRequest(other, wanted);
        vm.prank(carol);
        market.cancelOffer(1);
        _read();
        vm.warp(wanted.bidUntil + 1);
        market.conclude(id, wanted);
        terms = _terms(1);
        (terms.capacityPrice, terms.holdPrice, terms.returnPrice) =
        (_prices(900_000).capacity, _prices(900_000).hold, _prices(900_000).giveBack);
        (terms.escrow, terms.bond) = (1485e18, 297e18);
        _read();
    }

    function _settleHalf(Terms memory terms) private {
        AgreementLine memory line = _line(1, Examples.halfway());
        BatchHeader memory header = _batchOf(line);
        _postInTime(header);
        _read();
        vm.warp(block.timestamp + 8 days);
        book.settleLines(header, _proven(terms, line));
        vm.prank(verifier);
        registry.suspendNode(second);
        _read();
    }

    function _disputeTheRest(Terms memory terms) private {
        AgreementLine memory posted = _line(1, Examples.delivered());
        AgreementLine memory claimed = _line(1, Examples.deliveredShort());
        claimed.short = WattHours.wrap(0);
        BatchHeader memory header = _batchOf(posted);
        _postInTime(header);
        vm.prank(bob);
        disputes.open(header, terms, posted, claimed, new bytes32[](0), 1, 0);
        _read();
        vm.warp(vm.getBlockTimestamp() + 3 days + 1);
        disputes.execute(1, terms, posted, claimed, claimed);
        BatchHeader memory last = _next(4);
        _postInTime(last);
        vm.prank(desk);
        settlement.rejectBatch(site, last.sequence, _digest(last));
        _read();
    }

    function _read() private {
        indexer.read(vm.getRecordedLogs(), vm.getBlockTimestamp());
    }

    function _compare() private view {
        (uint256 free, uint256 held) = vault.totals();
        vm.assertEq(indexer.free(), free, "free");
        vm.assertEq(indexer.held(), held, "held");
        address[6] memory people = [alice, bob, carol, broker, verifier, arbiter];
        for (uint256 i; i < 6; ++i) {
            vm.assertEq(indexer.freeOf(people[i]), vault.freeOf(people[i]), "free of one");
        }
        bytes32 purse = book.purseOf(1);
        vm.assertEq(indexer.heldIn(address(book), purse), vault.heldIn(address(book), purse), "purse");
        _same(abi.encode(indexer.agreementOf(1)), abi.encode(book.agreementOf(1)), "agreement");
        _compareSites();
        for (uint64 i = 1; i <= 2; ++i) {
            (IStorageMarket.Offer memory offer,) = market.offerOf(i);
            _same(abi.encode(indexer.offerOf(i)), abi.encode(offer), "offer");
            _same(abi.encode(indexer.requestOf(i)), abi.encode(market.requestOf(i)), "request");
        }
        vm.assertEq(uint256(indexer.disputeState(1)), uint256(disputes.disputeOf(1).state), "dispute");
    }

    function _compareSites() private view {
        uint32[2] memory sites = [site, second];
        for (uint256 i; i < 2; ++i) {
            _same(abi.encode(indexer.laneOf(sites[i])), abi.encode(settlement.laneOf(sites[i])), "lane");
            (
                IRegistryNodes.NodeIdentity memory identity,
                IRegistryNodes.NodeCapacity memory capacity,
                uint64 offered,
                uint64 committed
            ) = indexer.nodeOf(sites[i]);
            _same(abi.encode(identity), abi.encode(registry.identityOf(sites[i])), "node");
            _same(abi.encode(capacity), abi.encode(registry.capacityOf(sites[i])), "capacity");
            vm.assertEq(offered, registry.usesOf(sites[i]).offeredWh);
            vm.assertEq(committed, registry.usesOf(sites[i]).committedWh);
        }
        for (uint32 sequence = 1; sequence <= settlement.laneOf(site).sequence; ++sequence) {
            bytes memory posted = abi.encode(settlement.postedOf(site, sequence));
            _same(abi.encode(indexer.postedOf(site, sequence)), posted, "batch");
        }
    }

    function _same(bytes memory rebuilt, bytes memory state, string memory what) private pure {
        vm.assertTrue(keccak256(rebuilt) == keccak256(state), what);
    }
}
