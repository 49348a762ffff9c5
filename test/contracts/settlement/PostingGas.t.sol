// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../../contracts/types/TypedData.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

/// @title What posting costs, as whole transactions (call data and 21,000 included)
/// @dev Every call of a test is a transaction of its own here.
/// forge-config: default.isolate = true
contract PostingGasTest is SettlementChecks {
    uint256 private constant QUARTERS = 96;

    string private controller = "controller";

    function test_gas_postingSteadyFirstAndFilling() public {
        vm.snapshotValue("settlement", "postBatch, very first of a lane", _postAndMeasure());
        vm.snapshotValue("settlement", "postBatch, ring filling", _postAndMeasure());
        for (uint256 i; i < 15; ++i) {
            _postAndMeasure();
        }
        uint256 steady = _postAndMeasure();
        vm.snapshotValue("settlement", "postBatch, steady", steady);
        vm.assertLe(steady, 48_000);
    }

    function test_gas_aWarmLaneCostsFromTheStartWhatItCostsLater() public {
        settlement.warmLane(site, 16);
        _postAndMeasure();
        vm.assertLe(_postAndMeasure(), 48_000);
    }

    function test_gas_thirtyBatchesInOneCall() public {
        _newLane(32);
        settlement.warmLane(site, 32);
        for (uint256 i; i < 32; ++i) {
            _postAndMeasure();
        }
        vm.warp(block.timestamp + 365 days);
        BatchHeader[] memory headers = new BatchHeader[](30);
        bytes32[2][] memory signatures = new bytes32[2][](30);
        for (uint32 i; i < 30; ++i) {
            headers[i] = _next(96);
            headers[i].sequence += i;
            headers[i].fromQuarter += 96 * i;
            headers[i].toQuarter += 96 * i;
            if (i > 0) headers[i].previous = _digest(headers[i - 1]);
            (signatures[i][0], signatures[i][1]) = _signed(headers[i], controller);
        }
        settlement.postBatches(headers, signatures);
        uint256 each = vm.lastCallGas().gasTotalUsed / 30;
        vm.snapshotValue("settlement", "postBatches, each of 30", each);
        vm.assertLe(each, 22_000);
    }

    /// @dev Another site of alice's, with a ring of another size.
    function _newLane(uint256 ringSize) private {
        controller = "second controller";
        site = _verified(alice, controller);
        vm.prank(alice);
        settlement.openLane(site, ringSize, TEN);
    }

    function _postAndMeasure() private returns (uint256 gasUsed) {
        BatchHeader memory header = _next(uint32(QUARTERS));
        header.lineCount = 1000;
        vm.warp(uint256(header.toQuarter) * 900 + 6 hours);
        if (settlement.laneOf(site).sequence >= 16) vm.warp(block.timestamp + 16 days);
        (bytes32 r, bytes32 vs) = _signed(header, controller);
        settlement.postBatch(header, r, vs);
        return vm.lastCallGas().gasTotalUsed;
    }
}
