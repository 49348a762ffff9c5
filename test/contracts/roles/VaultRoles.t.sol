// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {IPayoutLists} from "../../../contracts/interfaces/IPayoutLists.sol";
import {PayoutChecks} from "../payout/PayoutLists.t.sol";
import {AdminRows} from "./AdminRows.sol";

/// @title Who may what at the vault and with payout lists: everybody has free units of his own
contract VaultRolesTest is PayoutChecks, AdminRows {
    function setUp() public override {
        super.setUp();
        vm.prank(admin);
        vault.scheduleModule(_callerOf(13));
        vm.warp(block.timestamp + 7 days); // there are tokens already
        vault.activateModule(_callerOf(13));
        for (uint256 i; i < ROLES; ++i) {
            address who = _callerOf(i);
            _fund(who, 20e18);
            _deposit(who, 10e18);
            _allow(who, address(lists), 10e18);
        }
    }

    function test_invariant28_escrowVault() public {
        _adminRows();
        _may(EVERYBODY, abi.encodeCall(vault.deposit, (1)));
        _may(EVERYBODY, abi.encodeCall(vault.depositWithPermit, (1, 0, 0, 0, 0)));
        _may(EVERYBODY, abi.encodeCall(vault.withdraw, (1, address(7)))); // never stoppable
        _may(EVERYBODY, abi.encodeCall(vault.allow, (address(7), 1, 1)));
        _allow(alice, _callerOf(13), 5);
        _may(CONTRACTS, abi.encodeCall(vault.hold, (PURSE, alice, 5)));
        vm.prank(_callerOf(13));
        vault.hold(PURSE, alice, 2);
        address[] memory to = new address[](1);
        uint256[] memory units = new uint256[](1);
        (to[0], units[0]) = (bob, 1);
        _may(CONTRACTS, abi.encodeCall(vault.release, (PURSE, to, units)));
        _may(CONTRACTS, abi.encodeCall(vault.releaseTo, (PURSE, bob, 1)));
        _may(CONTRACTS, abi.encodeCall(vault.handOver, (PURSE, module, PURSE, 1)));
        units[0] = uint256(uint160(bob)) | 1 << 160;
        _may(CONTRACTS, abi.encodeCall(vault.pushOut, (PURSE, units)));
        _moduleRows();
        _allow(alice, _callerOf(13), 5);
        _check(address(vault));
        _finish("EscrowVault");
    }

    function test_invariant28_payoutLists() public {
        bytes32 root = keccak256("root");
        uint40 expiresAt = uint40(block.timestamp + 90 days);
        _may(EVERYBODY, abi.encodeCall(lists.fundList, (PURSE, root, 1, 1, IPayoutLists.Mode.Claim, expiresAt)));
        // Anybody pushes, claims and takes back for those whom the list names; here there is no list.
        bytes4 none = IPayoutLists.PayoutListMismatch.selector;
        _may(EVERYBODY, abi.encodeCall(lists.pushChunk, (list, new uint256[](0), 0)), none);
        _may(EVERYBODY, abi.encodeCall(lists.claim, (list, 0, alice, 1, new bytes32[](0))), none);
        _may(EVERYBODY, abi.encodeCall(lists.reclaim, (list)), none);
        _check(address(lists));
        _finish("PayoutLists");
    }

    function _moduleRows() private {
        _may(TIMELOCK, abi.encodeCall(vault.scheduleModule, (address(7))));
        vm.prank(admin);
        vault.scheduleModule(address(8));
        // Anybody activates what the timelock announced, seven days later.
        _may(EVERYBODY, abi.encodeCall(vault.activateModule, (address(8))), IEscrowVault.VaultModuleNotDue.selector);
        _may(TIMELOCK, abi.encodeCall(vault.closeModule, (module)));
        _mint(address(vault), 3); // sent by mistake
        _may(TIMELOCK, abi.encodeCall(vault.skim, (address(7))));
    }
}
