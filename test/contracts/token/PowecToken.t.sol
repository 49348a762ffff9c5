// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPowecToken} from "../../../contracts/interfaces/IPowecToken.sol";
import {Token, TokenChecks} from "./TokenChecks.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

contract PowecTokenTest is TokenChecks {
    function test_mintingCountsToTheCapAndClosesItselfThere() public {
        _mint(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(IPowecToken.PowecCapExceeded.selector, CAP, CAP - 1));
        _mint(alice, CAP);
        vm.expectEmit();
        emit IPowecToken.MintingClosed(CAP);
        _mint(bob, CAP - 1);
        vm.assertTrue(token.isMintingClosed());
        vm.expectRevert(IPowecToken.PowecMintingClosed.selector);
        _mint(alice, 1);
    }

    function test_burningDoesNotReopenTheCap() public {
        _mint(alice, CAP - 5);
        vm.prank(alice);
        token.burn(CAP - 5);
        vm.assertEq(token.totalSupply(), 0);
        vm.assertEq(token.totalMinted(), CAP - 5);
        vm.expectRevert(abi.encodeWithSelector(IPowecToken.PowecCapExceeded.selector, 6, 5));
        _mint(alice, 6);
    }

    function test_onlyAMinterMintsAndOnlyTheAdminCloses() public {
        bytes32 minterRole = token.MINTER();
        bytes memory refused =
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, alice, minterRole);
        vm.expectRevert(refused);
        vm.prank(alice);
        token.mint(alice, 1);
        refused = abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, minter, bytes32(0));
        vm.expectRevert(refused);
        vm.prank(minter);
        token.closeMinting();
    }

    function test_closedMintingStaysClosed() public {
        _mint(alice, 7);
        vm.expectEmit();
        emit IPowecToken.MintingClosed(7);
        vm.prank(admin);
        token.closeMinting();
        vm.expectRevert(IPowecToken.PowecMintingClosed.selector);
        vm.prank(admin);
        token.closeMinting();
        vm.expectRevert(IPowecToken.PowecMintingClosed.selector);
        _mint(alice, 1);
    }

    function test_A49_theTokenItselfIsNoRecipient() public {
        _mint(alice, 7);
        vm.expectRevert(IPowecToken.PowecForbiddenRecipient.selector);
        vm.prank(alice);
        token.transfer(address(token), 1);
        vm.expectRevert(IPowecToken.PowecForbiddenRecipient.selector);
        _mint(address(token), 1);
    }

    function test_permitSpendsOnceAndOnlyOnItsChain() public {
        _mint(alice, 10);
        bytes32 digest = _permitDigest(alice, bob, 10, 0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key("alice"), digest);
        vm.chainId(4242);
        vm.expectRevert();
        token.permit(alice, bob, 10, type(uint256).max, v, r, s);
        vm.chainId(31337);
        token.permit(alice, bob, 10, type(uint256).max, v, r, s);
        vm.assertEq(token.allowance(alice, bob), 10);
        vm.expectRevert();
        token.permit(alice, bob, 10, type(uint256).max, v, r, s);
    }

    function test_theAdminMovesOnlyAfterThreeDays() public {
        vm.prank(admin);
        token.beginDefaultAdminTransfer(bob);
        vm.expectRevert();
        vm.prank(bob);
        token.acceptDefaultAdminTransfer();
        vm.warp(vm.getBlockTimestamp() + 3 days + 1);
        vm.prank(bob);
        token.acceptDefaultAdminTransfer();
        vm.assertEq(token.defaultAdmin(), bob);
    }

    function _permitDigest(address owner, address spender, uint256 units, uint256 nonce)
        private
        view
        returns (bytes32)
    {
        bytes32 permit = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(permit, owner, spender, units, nonce, type(uint256).max));
        return keccak256(abi.encodePacked("\x19\x01", Token(token).DOMAIN_SEPARATOR(), content));
    }
}
