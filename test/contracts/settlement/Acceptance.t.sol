// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, LineAcceptance} from "../../../contracts/types/TypedData.sol";
import {Examples} from "../maths/Examples.sol";
import {SettlementChecks} from "./SettlementChecks.sol";

/// @title A contract wallet that takes one digest as signed, and may change its mind
contract Wallet {
    bytes32 public approved;

    function approve(bytes32 digest) external {
        approved = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == approved ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

contract AcceptanceTest is SettlementChecks {
    Terms private terms;
    BatchHeader private header;

    function setUp() public override {
        super.setUp();
        terms = _open(42);
        header = _batchOf(Examples.delivered());
        _postInTime(header);
    }

    function test_acceptedLinesArePaidAtOnceAndThePayeeMayClose() public {
        _accept(_acceptance(), "bob");
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
        vm.assertTrue(book.agreementOf(42).isAccepted);
        uint256 until = uint256(TEN + 40) * 900 + 45 days;
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementNotClosable.selector, until));
        book.closeAgreement(terms);
        vm.prank(alice);
        book.closeAgreement(terms);
        vm.assertEq(vault.freeOf(alice), 1850.35e18);
        vm.assertEq(vault.freeOf(bob), 129.65e18);
    }

    function test_onlyThePayersSignatureForThisLineCounts() public {
        LineAcceptance memory acceptance = _acceptance();
        _refuse(acceptance, "alice");
        acceptance.line = bytes32(uint256(acceptance.line) ^ 1);
        _refuse(acceptance, "bob");
        acceptance = _acceptance();
        acceptance.batch = 0;
        _refuse(acceptance, "bob");
        acceptance = _acceptance();
        acceptance.agreement = 43;
        _refuse(acceptance, "bob");
    }

    function test_anAcceptanceEnds() public {
        LineAcceptance memory acceptance = _acceptance();
        vm.warp(acceptance.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementAcceptanceExpired.selector, uint64(42)));
        _accept(acceptance, "bob");
    }

    function test_everyLineNeedsItsAcceptance() public {
        vm.expectRevert(ISettlementAgreements.SettlementBadProof.selector);
        book.acceptLines(header, _proven(terms, Examples.delivered()), new LineAcceptance[](0), new bytes[](1));
        vm.expectRevert(ISettlementAgreements.SettlementBadProof.selector);
        book.acceptLines(header, _proven(terms, Examples.delivered()), new LineAcceptance[](1), new bytes[](0));
    }

    function test_A10_aPlainKeyWithDelegatedCodeStillSigns() public {
        vm.etch(bob, hex"ef01000000000000000000000000000000000000000001");
        _accept(_acceptance(), "bob");
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
    }

    function test_A11_aContractWalletIsAskedAtUseAndCannotTakeItBack() public {
        Wallet wallet = new Wallet();
        vm.etch(bob, address(wallet).code);
        LineAcceptance memory acceptance = _acceptance();
        _refuse(acceptance, "stranger");
        Wallet(bob).approve(_typedFor(address(settlement), "Powerchain Settlement", acceptance.hash()));
        _accept(acceptance, "stranger");
        Wallet(bob).approve(0);
        vm.assertEq(vault.freeOf(alice), 1520.35e18);
    }

    function _acceptance() private view returns (LineAcceptance memory) {
        return LineAcceptance(42, _leaf(1, Examples.delivered()), _digest(header), uint40(block.timestamp + 1 days));
    }

    function _refuse(LineAcceptance memory acceptance, string memory signer) private {
        vm.expectRevert(abi.encodeWithSelector(ISettlementAgreements.SettlementNotPayer.selector, uint64(42)));
        _accept(acceptance, signer);
    }

    function _accept(LineAcceptance memory acceptance, string memory signer) private {
        LineAcceptance[] memory acceptances = new LineAcceptance[](1);
        bytes[] memory signatures = new bytes[](1);
        acceptances[0] = acceptance;
        signatures[0] = _sign(signer, _typedFor(address(settlement), "Powerchain Settlement", acceptance.hash()));
        ISettlementAgreements.ProvenLines memory proven = _proven(terms, Examples.delivered());
        BatchHeader memory posted = header;
        book.acceptLines(posted, proven, acceptances, signatures);
    }
}
