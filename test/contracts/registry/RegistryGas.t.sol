// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {KeyRotation, StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {RegistryChecks} from "./RegistryChecks.sol";

/// @title What the registry costs, as whole transactions
/// forge-config: default.isolate = true
contract RegistryGasTest is RegistryChecks {
    function test_gas_join() public {
        vm.prank(bob);
        registry.join(address(0), 16);
        _keep("join", 160_000);
        vm.prank(alice);
        registry.join(bob, 1);
        _keep("join with a referrer", 220_000);
    }

    function test_gas_registerStatusAndRotation() public {
        _member(alice, 1);
        _register(alice, "an earlier controller");
        (bytes32 r, bytes32 vs) = _possession(alice, "controller");
        IRegistryNodes.Registration memory registration = _registration("controller");
        vm.prank(alice);
        registry.registerNode(registration, r, vs);
        _keep("registerNode", 170_000);
        vm.prank(verifier);
        registry.admitNode(2, 2_000_000);
        _report("controller", _status(2));
        _report("controller", _status(2));
        _keep("submitStatus", 60_000);
        KeyRotation memory rotation =
            KeyRotation(2, 2, _person("controller"), _person("new controller"), uint32(block.timestamp / 900));
        (bytes32 oldR, bytes32 oldVs) = vm.signCompact(_key("controller"), _typed(rotation.hash()));
        (bytes32 newR, bytes32 newVs) = vm.signCompact(_key("new controller"), _typed(rotation.hash()));
        registry.rotateKey(rotation, oldR, oldVs, newR, newVs);
        _keep("rotateKey", 97_000); // foreseen: 75,000, without noting that a key is used once
    }

    function _keep(string memory name, uint256 most) private {
        uint256 gasUsed = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("registry", name, gasUsed);
        vm.assertLe(gasUsed, most, name);
    }
}
