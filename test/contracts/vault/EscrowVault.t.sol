// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {VaultChecks} from "./VaultChecks.sol";

contract EscrowVaultTest is VaultChecks {
    function test_whatIsDepositedCanBeWithdrawnToAnybody() public {
        vm.expectEmit();
        emit IEscrowVault.Deposited(alice, 10);
        _deposit(alice, 10);
        vm.assertEq(vault.freeOf(alice), 10);
        vm.expectEmit();
        emit IEscrowVault.Withdrawn(alice, bob, 4);
        vm.prank(alice);
        vault.withdraw(4, bob);
        vm.assertEq(vault.freeOf(alice), 6);
        vm.assertEq(token.balanceOf(bob), 1000e18 + 4);
        vm.assertEq(address(vault.token()), address(token));
    }

    function test_nobodyWithdrawsMoreThanIsFree() public {
        _deposit(alice, 10);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultInsufficientFree.selector, 11, 10));
        vm.prank(alice);
        vault.withdraw(11, alice);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultInsufficientFree.selector, 1, 0));
        vm.prank(bob);
        vault.withdraw(1, bob);
    }

    function test_zeroAmountsAreRefused() public {
        vm.startPrank(alice);
        vm.expectRevert(IEscrowVault.VaultZeroAmount.selector);
        vault.deposit(0);
        vm.expectRevert(IEscrowVault.VaultZeroAmount.selector);
        vault.withdraw(0, alice);
        vm.startPrank(module);
        vm.expectRevert(IEscrowVault.VaultZeroAmount.selector);
        vault.hold(PURSE, alice, 0);
        vm.startPrank(admin);
        vm.expectRevert(IEscrowVault.VaultZeroAmount.selector);
        vault.skim(admin);
    }

    function test_A49_vaultTokenAndNobodyAreNoOwners() public {
        _hold(alice, 10);
        _deposit(alice, 10);
        address[3] memory wrong = [address(0), address(vault), address(token)];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultForbiddenAddress.selector, wrong[i]));
            vm.prank(alice);
            vault.withdraw(1, wrong[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultForbiddenAddress.selector, address(vault)));
        _release(address(vault), 1);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultForbiddenAddress.selector, address(0)));
        vm.prank(admin);
        vault.scheduleModule(address(0));
    }

    function test_A53_aModuleHoldsOnlyWhatWasAllowedToItAndOnlyInTime() public {
        _deposit(alice, 100);
        uint40 until = uint40(block.timestamp + 60);
        vm.prank(alice);
        vault.allow(module, 30, until);
        vm.startPrank(module);
        vault.hold(PURSE, alice, 20);
        vm.assertEq(vault.allowedTo(alice, module), 10);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultNotAllowed.selector, 11, 10));
        vault.hold(PURSE, alice, 11);
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultNotAllowed.selector, 1, 0));
        vault.hold(PURSE, alice, 1);
        vm.assertEq(vault.freeOf(alice), 80);
        vm.assertEq(vault.heldIn(module, PURSE), 20);
    }

    function test_allowedMoreThanFreeIsStillRefused() public {
        _deposit(alice, 5);
        _allow(alice, module, 100);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultInsufficientFree.selector, 6, 5));
        vm.prank(module);
        vault.hold(PURSE, alice, 6);
    }

    function test_aPursePaysWhatItHoldsAndNothingMore() public {
        _hold(alice, 50);
        _release(bob, 20);
        vm.assertEq(vault.freeOf(bob), 20);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultPurseExceeded.selector, 31, 30));
        _release(bob, 31);
        (uint256 free, uint256 held) = vault.totals();
        vm.assertEq(free, 20);
        vm.assertEq(held, 30);
    }

    function test_oneModuleCannotReachThePurseOfAnother() public {
        _hold(alice, 50);
        address second = _person("second module");
        _schedule(second);
        vm.warp(block.timestamp + 7 days);
        vault.activateModule(second);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultPurseExceeded.selector, 1, 0));
        vm.prank(second);
        vault.pushOut(PURSE, _entries(bob, 1));
    }

    function test_aModuleHandsAPurseToAnActiveOneOnly() public {
        _hold(alice, 50);
        address second = _person("second module");
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultNotModule.selector, second));
        vm.prank(module);
        vault.handOver(PURSE, second, PURSE, 50);
        _schedule(second);
        vm.warp(block.timestamp + 7 days);
        vault.activateModule(second);
        vm.prank(module);
        vault.handOver(PURSE, second, PURSE, 30);
        vm.assertEq(vault.heldIn(second, PURSE), 30);
        vm.assertEq(vault.heldIn(module, PURSE), 20);
    }

    function test_pushingPaysWallets() public {
        _hold(alice, 50);
        vm.expectEmit();
        emit IEscrowVault.PushedOut(module, PURSE, 1, 7);
        vm.prank(module);
        vm.assertEq(vault.pushOut(PURSE, _entries(bob, 7)), 7);
        vm.assertEq(token.balanceOf(bob), 1000e18 + 7);
        vm.assertEq(vault.heldIn(module, PURSE), 43);
    }

    function test_listsOfDifferentLengthAreRefused() public {
        _hold(alice, 1);
        vm.expectRevert(IEscrowVault.VaultLengthMismatch.selector);
        vm.prank(module);
        vault.release(PURSE, new address[](1), new uint256[](2));
    }

    function test_A29_aNewModuleWaitsSevenDaysOnceTokensAreHere() public {
        _deposit(alice, 1);
        address second = _person("second module");
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultModuleNotDue.selector, 0));
        vault.activateModule(second);
        _schedule(second);
        uint256 due = block.timestamp + 7 days;
        vm.warp(due - 1);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultModuleNotDue.selector, due));
        vault.activateModule(second);
        vm.prank(alice);
        vault.withdraw(1, alice);
        vm.warp(due);
        vault.activateModule(second);
        vm.assertTrue(vault.moduleState(second) == IEscrowVault.ModuleState.Active);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultModuleNotDue.selector, 0));
        vault.activateModule(second);
    }

    function test_aClosingModulePaysOutButTakesNothing() public {
        _hold(alice, 50);
        _deposit(bob, 5);
        _allow(bob, module, 5);
        vm.prank(admin);
        vault.closeModule(module);
        _release(alice, 10);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultNotModule.selector, module));
        vm.prank(module);
        vault.hold(PURSE, bob, 1);
        vm.expectRevert(abi.encodeWithSelector(IEscrowVault.VaultNotModule.selector, module));
        vm.prank(admin);
        vault.closeModule(module);
    }

    function test_strangersAreNoModules() public {
        bytes memory refused = abi.encodeWithSelector(IEscrowVault.VaultNotModule.selector, alice);
        vm.startPrank(alice);
        vm.expectRevert(refused);
        vault.hold(PURSE, bob, 1);
        vm.expectRevert(refused);
        vault.release(PURSE, new address[](0), new uint256[](0));
        vm.expectRevert(refused);
        vault.pushOut(PURSE, new uint256[](0));
        vm.expectRevert(refused);
        vault.handOver(PURSE, module, PURSE, 0);
    }

    function test_onlyTheAdminSchedulesClosesAndSkims() public {
        vm.startPrank(alice);
        vm.expectRevert();
        vault.scheduleModule(alice);
        vm.expectRevert();
        vault.closeModule(module);
        vm.expectRevert();
        vault.skim(alice);
    }

    function test_A28_tokensSentByMistakeAreSkimmedAndNoMore() public {
        _hold(alice, 50);
        _deposit(alice, 5);
        vm.prank(bob);
        token.transfer(address(vault), 9);
        vm.prank(admin);
        vault.skim(admin);
        vm.assertEq(token.balanceOf(admin), 9);
        vm.assertEq(token.balanceOf(address(vault)), 55);
    }

    function test_A26_aPermitSentByAnotherFirstStillDeposits() public {
        address carol = _person("carol");
        _mint(carol, 10);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key("carol"), _permit(carol, 10));
        vm.prank(bob);
        token.permit(carol, address(vault), 10, type(uint256).max, v, r, s);
        vm.prank(carol);
        vault.depositWithPermit(10, type(uint256).max, v, r, s);
        vm.assertEq(vault.freeOf(carol), 10);
    }

    function test_depositWithPermitNeedsNoApproval() public {
        address carol = _person("carol");
        _mint(carol, 10);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key("carol"), _permit(carol, 10));
        vm.prank(carol);
        vault.depositWithPermit(10, type(uint256).max, v, r, s);
        vm.assertEq(vault.freeOf(carol), 10);
    }

    function _schedule(address what) private {
        vm.prank(admin);
        vault.scheduleModule(what);
    }

    function _entries(address to, uint256 units) private pure returns (uint256[] memory entries) {
        entries = new uint256[](1);
        entries[0] = uint256(uint160(to)) | (units << 160);
    }

    function _permit(address owner, uint256 units) private view returns (bytes32) {
        bytes32 permit = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(permit, owner, vault, units, token.nonces(owner), type(uint256).max));
        return keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content));
    }
}
