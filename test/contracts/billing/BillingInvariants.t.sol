// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BillingRecords} from "../../../contracts/types/BillingRecords.sol";
import {BillingChecks} from "./BillingChecks.sol";
import {BillingHandler} from "./BillingHandler.sol";

contract BillingInvariantsTest is BillingChecks {
    BillingHandler private handler;

    function setUp() public override {
        super.setUp();
        _agree(_formula(1));
        _mint(alice, 1e9 * 1e18);
        _deposit(alice, 1e9 * 1e18);
        _allow(alice, address(billing), type(uint128).max);
        handler = new BillingHandler(billing, _formula(1), CENT / 1000);
        _target(address(handler));
    }

    /// @notice Invariant 26: of every bill, what was paid and what is outstanding is its amount, party by party, after any payments.
    function invariant_26_sharesOfABillAreItsAmount() public view {
        for (uint256 i; i < handler.issuedCount(); ++i) {
            BillingHandler.Issued memory issued = handler.issuedAt(i);
            uint256 sum;
            uint256 paid;
            for (uint256 j; j < 3; ++j) {
                sum += issued.paid[j] + issued.outstanding[j];
                paid += issued.paid[j];
            }
            vm.assertEq(sum, issued.bill.amount);
            bytes32 kept = billing.outstandingOf(billing.billLeaf(issued.bill));
            vm.assertEq(kept, paid == 0 ? bytes32(0) : BillingRecords.hashOf(issued.outstanding));
            vm.assertEq(vault.heldIn(address(billing), billing.billLeaf(issued.bill)), 0);
        }
    }

    /// @notice Invariants 4, 6: parties got exactly their shares at the rates paid; nothing stays behind, nobody else loses.
    function invariant_04_06_whatIsPaidArrives() public view {
        address[3] memory parties = [supplier, grid, tax];
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            vm.assertEq(vault.freeOf(parties[i]), handler.unitsPaid(i));
            sum += handler.unitsPaid(i);
        }
        vm.assertEq(vault.freeOf(alice), 1e9 * 1e18 - sum);
    }

    /// @notice Invariant 29: the nonce of a meter point counts its signatures, by one each.
    function invariant_29_noncesCountSignatures() public view {
        for (uint256 point; point < 4; ++point) {
            vm.assertEq(billing.stateOf(bytes32(point)).nonce, handler.signatures(point));
        }
        vm.assertFalse(handler.hasBrokenStay());
    }

    /// @notice Invariant 25, A37: a list is taken once, and only when its parts are its total.
    function invariant_25_listsAreTakenOnceAndAddUp() public view {
        for (uint256 i; i < handler.listCount(); ++i) {
            vm.assertEq(handler.timesPosted(handler.lists(i)), 1);
        }
    }
}
