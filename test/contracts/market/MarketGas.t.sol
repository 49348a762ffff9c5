// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {MarketChecks} from "./StorageMarket.t.sol";

/// @title What trading costs, as whole transactions
/// forge-config: default.isolate = true
contract MarketGasTest is MarketChecks {
    function test_gas_fromTheOfferToTheAgreement() public {
        IStorageMarket.RequestTerms memory terms = _wanted();
        uint64 first = _offer(alice, site, 500_000, 1_000_000);
        uint64 better = _offer(carol, second, 500_000, 900_000);
        _keep("offer", 110_000);
        _request(terms); // the first ever writes counters
        uint64 id = _request(terms);
        _keep("request", 178_000); // foreseen: 150,000, without the vault
        _propose(id, terms, 0, first);
        _keep("propose", 137_000); // foreseen: 90,000
        _propose(id, terms, 0, better);
        _keep("propose, cheaper", 101_000);
        vm.warp(terms.bidUntil + 1);
        market.conclude(id, terms);
        _keep("conclude, one part", 300_000); // foreseen: 190,000, without the vault
    }

    function _keep(string memory name, uint256 most) private {
        uint256 gasUsed = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("market", name, gasUsed);
        vm.assertLe(gasUsed, most, name);
    }
}
