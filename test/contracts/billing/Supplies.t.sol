// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {ConsumerContract, TariffSwitch} from "../../../contracts/types/BillingData.sol";
import {BillingChecks} from "./BillingChecks.sol";

contract SuppliesTest is BillingChecks {
    uint40 private startsAt;

    function setUp() public override {
        super.setUp();
        startsAt = uint40(block.timestamp + 1 days);
    }

    function test_aContractSignedByBothBegins() public {
        ConsumerContract memory content = _contract(1);
        vm.expectEmit();
        emit IRetailBilling.ContractSigned(POINT, alice, SUPPLIER, PLAN, content.document, content.startsAt);
        _signContract(content);
        IRetailBilling.MeterPointState memory state = billing.stateOf(POINT);
        vm.assertEq(state.consumer, alice);
        vm.assertEq(state.plan, PLAN);
        vm.assertEq(state.planSince, content.startsAt);
        vm.assertEq(state.nonce, 1);
        vm.assertEq(state.endsAt, 0);
    }

    function test_bothSignaturesAreNeeded() public {
        ConsumerContract memory content = _contract(1);
        bytes32 digest = _billed(content.hash());
        bytes memory ours = _sign("alice", digest);
        bytes memory theirs = _sign("supplier", digest);
        bytes memory why = abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, supplier);
        vm.expectRevert(why);
        billing.signContract(content, ours, ours);
        why = abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, alice);
        vm.expectRevert(why);
        billing.signContract(content, theirs, theirs);
        content.plan = NIGHT_PLAN; // another content than was signed
        vm.expectRevert(why);
        billing.signContract(content, ours, theirs);
        content.consumer = address(0);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, address(0)));
        billing.signContract(content, ours, theirs);
        content = _contract(1);
        content.supplier = GRID;
        digest = _billed(content.hash());
        vm.expectRevert(_refused(grid));
        billing.signContract(content, _sign("alice", digest), _sign("grid", digest));
        content.supplier = 99;
        digest = _billed(content.hash());
        vm.expectRevert(_refused(address(0)));
        billing.signContract(content, _sign("alice", digest), _sign("grid", digest));
    }

    function test_invariant29_noncesCountOnByOne() public {
        ConsumerContract memory content = _contract(2);
        _refuse(content, abi.encodeWithSelector(IRetailBilling.BillingBadNonce.selector, 1));
        _signContract(_contract(1));
        _refuse(_contract(1), abi.encodeWithSelector(IRetailBilling.BillingBadNonce.selector, 2));
        _refuseSwitch(
            _switch(startsAt + 28 days, 1), abi.encodeWithSelector(IRetailBilling.BillingBadNonce.selector, 2)
        );
        _refuseSwitch(
            _switch(startsAt + 28 days, (1 << 32) + 2),
            abi.encodeWithSelector(IRetailBilling.BillingBadNonce.selector, 2)
        );
        _doSwitch(_switch(startsAt + 28 days, 2));
        vm.assertEq(billing.stateOf(POINT).nonce, 2);
    }

    function test_documentsExpireAndNeedAPlanOfThatTime() public {
        ConsumerContract memory content = _contract(1);
        content.deadline = uint40(block.timestamp - 1);
        _refuse(content, abi.encodeWithSelector(IRetailBilling.BillingExpired.selector, content.deadline));
        content.deadline = uint40(block.timestamp);
        content.plan = NIGHT_PLAN; // starts in ten days
        _refuse(content, abi.encodeWithSelector(IRetailBilling.BillingPlanUnknown.selector, SUPPLIER, NIGHT_PLAN));
        content.plan = 99;
        _refuse(content, abi.encodeWithSelector(IRetailBilling.BillingPlanUnknown.selector, SUPPLIER, 99));
        content.plan = PLAN;
        (, content.startsAt) = billing.planOf(SUPPLIER, PLAN); // from the plan's first second
        content.startsAt -= 1;
        _refuse(content, abi.encodeWithSelector(IRetailBilling.BillingPlanUnknown.selector, SUPPLIER, PLAN));
        content.startsAt += 1;
        _signContract(content);
    }

    function test_aSuppliedPointIsTakenByNobodyElseBeforeItsEnd() public {
        _signContract(_contract(1));
        _refuse(_contract(2), abi.encodeWithSelector(IRetailBilling.BillingPointSupplied.selector, 0));
        uint40 endsAt = startsAt + 30 days;
        vm.prank(alice);
        billing.endContract(POINT, endsAt);
        ConsumerContract memory next = _contract(2);
        next.startsAt = endsAt - 1;
        _refuse(next, abi.encodeWithSelector(IRetailBilling.BillingPointSupplied.selector, endsAt));
        next.startsAt = endsAt;
        _signContract(next);
        vm.assertEq(billing.stateOf(POINT).startsAt, endsAt);
        vm.assertEq(billing.stateOf(POINT).endsAt, 0);
    }

    function test_aHouseholdWithoutAWalletIsAttestedAndMarked() public {
        ConsumerContract memory content = _contract(1);
        content.consumer = address(0);
        vm.expectRevert(_refused(grid));
        vm.prank(grid);
        billing.attestContract(content);
        vm.startPrank(supplier);
        vm.expectEmit();
        emit IRetailBilling.ContractAttested(POINT, SUPPLIER, PLAN, content.document, content.startsAt);
        billing.attestContract(content);
        TariffSwitch memory change = _switch(startsAt + 28 days, 2);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, address(0)));
        billing.attestSwitch(change, 0);
        vm.expectEmit();
        emit IRetailBilling.PlanSwitched(POINT, PLAN, NIGHT_PLAN, change.effectiveAt, keccak256("paper"));
        billing.attestSwitch(change, keccak256("paper"));
        vm.stopPrank();
        vm.expectRevert(_refused(bank));
        vm.prank(bank);
        billing.attestSwitch(change, keccak256("paper"));
        vm.expectRevert(IRetailBilling.BillingNotSupplied.selector); // nobody could sign it
        billing.switchPlan(change, "");
    }

    function test_whoHasAWalletSignsHimself() public {
        ConsumerContract memory content = _contract(1);
        vm.startPrank(supplier);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, alice));
        billing.attestContract(content);
        (content.consumer, content.document) = (address(0), 0);
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, address(0)));
        billing.attestContract(content);
        vm.stopPrank();
        _signContract(_contract(1));
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, alice));
        vm.prank(supplier);
        billing.attestSwitch(_switch(startsAt + 28 days, 2), keccak256("paper"));
    }

    function test_aSwitchIsSignedByTheConsumerAndOnlyHim() public {
        _signContract(_contract(1));
        TariffSwitch memory change = _switch(startsAt + 28 days, 2);
        bytes memory theirs = _sign("supplier", _billed(change.hash()));
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingNotSigned.selector, alice));
        billing.switchPlan(change, theirs);
        vm.expectEmit();
        emit IRetailBilling.PlanSwitched(POINT, PLAN, NIGHT_PLAN, change.effectiveAt, 0);
        _doSwitch(change);
        vm.assertEq(billing.stateOf(POINT).plan, NIGHT_PLAN);
        vm.assertEq(billing.stateOf(POINT).planSince, change.effectiveAt);
    }

    function test_boundariesOfASwitch() public {
        _signContract(_contract(1));
        uint40 stay = startsAt + 28 days;
        _refuseSwitch(_switch(stay - 1, 2), _error(IRetailBilling.BillingSwitchTooSoon.selector, stay));
        vm.warp(startsAt + 100 days);
        uint40 soonest = uint40(vm.getBlockTimestamp() + 1 days);
        _refuseSwitch(_switch(soonest - 1, 2), _error(IRetailBilling.BillingSwitchTooSoon.selector, soonest));
        uint40 latest = uint40(vm.getBlockTimestamp() + 365 days);
        _refuseSwitch(_switch(latest + 1, 2), _error(IRetailBilling.BillingSwitchTooLate.selector, latest));
        _doSwitch(_switch(soonest, 2));
        TariffSwitch memory back = _switch(soonest + 28 days - 1, 3);
        (back.fromPlan, back.toPlan) = (NIGHT_PLAN, PLAN);
        _refuseSwitch(back, _error(IRetailBilling.BillingSwitchTooSoon.selector, soonest + 28 days));
        back.effectiveAt += 1;
        _doSwitch(back);
        vm.warp(latest);
        back = _switch(uint40(vm.getBlockTimestamp() + 365 days), 4);
        _doSwitch(back);
    }

    function test_aSwitchFromOrToAnotherPlanIsRefused() public {
        _signContract(_contract(1));
        bytes memory why = abi.encodeWithSelector(IRetailBilling.BillingNotSupplied.selector);
        TariffSwitch memory change = _switch(startsAt + 28 days, 2);
        change.fromPlan = 99;
        _refuseSwitch(change, why);
        (change.fromPlan, change.toPlan) = (PLAN, PLAN);
        _refuseSwitch(change, why);
        change.toPlan = 99;
        _refuseSwitch(change, abi.encodeWithSelector(IRetailBilling.BillingPlanUnknown.selector, SUPPLIER, 99));
        change = _switch(startsAt + 28 days, 2);
        change.deadline = uint40(block.timestamp - 1);
        _refuseSwitch(change, abi.encodeWithSelector(IRetailBilling.BillingExpired.selector, change.deadline));
        vm.prank(alice);
        billing.endContract(POINT, startsAt + 28 days);
        _refuseSwitch(_switch(startsAt + 28 days, 2), why);
        change.meterPoint = keccak256("nobody's");
        _refuseSwitch(change, why);
    }

    function test_consumerSupplierAndAdminEndAContract() public {
        _signContract(_contract(1));
        vm.expectRevert(_refused(bob));
        vm.prank(bob);
        billing.endContract(POINT, startsAt + 30 days);
        address[3] memory people = [alice, supplier, admin];
        for (uint40 i; i < 3; ++i) {
            vm.expectEmit();
            emit IRetailBilling.ContractEnded(POINT, startsAt + 30 days - i, people[i]);
            vm.prank(people[i]);
            billing.endContract(POINT, startsAt + 30 days - i);
        }
        vm.expectRevert(IRetailBilling.BillingNotSupplied.selector);
        vm.prank(admin);
        billing.endContract(keccak256("nobody's"), startsAt);
    }

    function test_boundariesOfAnEnd() public {
        _signContract(_contract(1));
        _refuseEnd(startsAt - 1, startsAt, startsAt + 365 days); // a contract that has not begun ends at its beginning
        vm.warp(startsAt + 10);
        uint40 nowAt = startsAt + 10;
        _refuseEnd(nowAt - 1, nowAt, nowAt + 365 days);
        _refuseEnd(nowAt + 365 days + 1, nowAt, nowAt + 365 days);
        vm.startPrank(alice);
        billing.endContract(POINT, nowAt + 365 days);
        billing.endContract(POINT, nowAt + 50 days);
        vm.stopPrank();
        _refuseEnd(nowAt + 50 days + 1, nowAt, nowAt + 50 days); // never later than before
        vm.prank(alice);
        billing.endContract(POINT, nowAt);
    }

    function _doSwitch(TariffSwitch memory content) private {
        billing.switchPlan(content, _sign("alice", _billed(content.hash())));
    }

    function _refuseSwitch(TariffSwitch memory content, bytes memory why) private {
        bytes memory signature = _sign("alice", _billed(content.hash()));
        vm.expectRevert(why);
        billing.switchPlan(content, signature);
    }

    function _refuse(ConsumerContract memory content, bytes memory why) private {
        bytes32 digest = _billed(content.hash());
        bytes memory ours = _sign("alice", digest);
        bytes memory theirs = _sign("supplier", digest);
        vm.expectRevert(why);
        billing.signContract(content, ours, theirs);
    }

    function _refuseEnd(uint40 endsAt, uint256 least, uint256 most) private {
        vm.expectRevert(abi.encodeWithSelector(IRetailBilling.BillingBadEnd.selector, least, most));
        vm.prank(alice);
        billing.endContract(POINT, endsAt);
    }
}
