// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VaultChecks} from "./VaultChecks.sol";

/// @title What the vault costs, as whole transactions
/// forge-config: default.isolate = true
contract VaultGasTest is VaultChecks {
    function test_gas_withdraw() public {
        _deposit(alice, 10e18);
        vm.prank(alice);
        vault.withdraw(4e18, alice);
        uint256 gasUsed = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("vault", "withdraw", gasUsed);
        vm.assertLe(gasUsed, 51_000); // foreseen: 45,000, without the sum of free tokens that skimming needs
    }

    function test_gas_releaseToFiftyPayees() public {
        _hold(bob, 100e18);
        address[] memory payees = new address[](50);
        uint256[] memory amounts = new uint256[](50);
        for (uint256 i; i < 50; ++i) {
            (payees[i], amounts[i]) = (address(uint160(uint256(keccak256(abi.encode(i))))), 1e18);
        }
        vm.prank(module);
        vault.release(PURSE, payees, amounts);
        vm.prank(module);
        vault.release(PURSE, payees, amounts);
        uint256 each = vm.lastCallGas().gasTotalUsed / 50;
        vm.snapshotValue("vault", "release, each of 50 known payees", each);
        vm.assertLe(each, 9000);
    }
}
