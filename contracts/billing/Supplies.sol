// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../interfaces/IRetailBilling.sol";
import {MemberSignature} from "../settlement/MemberSignature.sol";
import {ConsumerContract, TariffSwitch} from "../types/BillingData.sol";
import {Parties} from "./Parties.sol";

/// @title Who supplies which meter point, by which plan, until when
/// @dev Two slots a meter point. A contract that ends is replaced by the next one as soon as that is signed; events keep both.
abstract contract Supplies is Parties {
    uint256 private constant LEAST_STAY = 28 days;
    uint256 private constant LEAST_AHEAD = 1 days;
    uint256 private constant MOST_AHEAD = 365 days;

    mapping(bytes32 meterPoint => MeterPointState) private _points;

    /// @inheritdoc IRetailBilling
    function signContract(
        ConsumerContract calldata content,
        bytes calldata consumerSignature,
        bytes calldata supplierSignature
    ) external override {
        bytes32 digest = _hashTypedDataV4(content.hash());
        if (content.consumer == address(0)) revert BillingNotSigned(address(0));
        _requireSigned(content.consumer, digest, consumerSignature);
        _requireSigned(_accountOf(content.supplier, PartyKind.Supplier), digest, supplierSignature);
        _begin(content);
        emit ContractSigned(
            content.meterPoint, content.consumer, content.supplier, content.plan, content.document, content.startsAt
        );
    }

    /// @inheritdoc IRetailBilling
    function attestContract(ConsumerContract calldata content) external override {
        _requireParty(content.supplier, PartyKind.Supplier);
        if (content.consumer != address(0) || content.document == 0) revert BillingNotSigned(content.consumer);
        _begin(content);
        emit ContractAttested(content.meterPoint, content.supplier, content.plan, content.document, content.startsAt);
    }

    /// @inheritdoc IRetailBilling
    function switchPlan(TariffSwitch calldata content, bytes calldata signature) external override {
        address consumer = _points[content.meterPoint].consumer;
        if (consumer == address(0)) revert BillingNotSupplied();
        _requireSigned(consumer, _hashTypedDataV4(content.hash()), signature);
        _switch(content);
        emit PlanSwitched(content.meterPoint, content.fromPlan, content.toPlan, content.effectiveAt, 0);
    }

    /// @inheritdoc IRetailBilling
    function attestSwitch(TariffSwitch calldata content, bytes32 document) external override {
        MeterPointState storage point = _points[content.meterPoint];
        _requireParty(point.supplier, PartyKind.Supplier);
        if (point.consumer != address(0) || document == 0) revert BillingNotSigned(point.consumer);
        _switch(content);
        emit PlanSwitched(content.meterPoint, content.fromPlan, content.toPlan, content.effectiveAt, document);
    }

    /// @inheritdoc IRetailBilling
    function endContract(bytes32 meterPoint, uint40 endsAt) external override {
        MeterPointState storage point = _points[meterPoint];
        (address consumer, uint40 startsAt, uint256 before) = (point.consumer, point.startsAt, point.endsAt);
        bool mayEnd = msg.sender == consumer || _actsFor(point.supplier) || hasRole(DEFAULT_ADMIN_ROLE, msg.sender);
        if (!mayEnd) revert BillingNotParty(msg.sender);
        if (point.supplier == 0) revert BillingNotSupplied();
        uint256 least = startsAt > block.timestamp ? startsAt : block.timestamp;
        uint256 most = least + MOST_AHEAD;
        if (before != 0 && before < most) most = before;
        if (endsAt < least || endsAt > most) revert BillingBadEnd(least, most);
        point.endsAt = endsAt;
        emit ContractEnded(meterPoint, endsAt, msg.sender);
    }

    /// @inheritdoc IRetailBilling
    function stateOf(bytes32 meterPoint) external view override returns (MeterPointState memory) {
        return _points[meterPoint];
    }

    function _begin(ConsumerContract calldata content) private {
        MeterPointState storage before = _points[content.meterPoint];
        _requireCurrent(content.deadline, content.nonce, before.nonce);
        bool isFree = before.supplier == 0 || (before.endsAt != 0 && content.startsAt >= before.endsAt);
        if (!isFree) revert BillingPointSupplied(before.endsAt);
        _requirePlan(content.supplier, content.plan, content.startsAt);
        _points[content.meterPoint] = MeterPointState({
            consumer: content.consumer,
            supplier: content.supplier,
            plan: content.plan,
            nonce: before.nonce + 1,
            startsAt: content.startsAt,
            planSince: content.startsAt,
            endsAt: 0
        });
    }

    function _switch(TariffSwitch calldata content) private {
        MeterPointState storage point = _points[content.meterPoint];
        _requireCurrent(content.deadline, content.nonce, point.nonce);
        bool hasEnded = point.endsAt != 0 && content.effectiveAt >= point.endsAt;
        if (point.plan != content.fromPlan || content.toPlan == content.fromPlan || hasEnded) {
            revert BillingNotSupplied();
        }
        uint256 least = block.timestamp + LEAST_AHEAD;
        uint256 leastStay = point.planSince + LEAST_STAY;
        if (leastStay > least) least = leastStay;
        if (content.effectiveAt < least) revert BillingSwitchTooSoon(least);
        uint256 most = block.timestamp + MOST_AHEAD;
        if (content.effectiveAt > most) revert BillingSwitchTooLate(most);
        _requirePlan(point.supplier, content.toPlan, content.effectiveAt);
        (point.plan, point.nonce, point.planSince) = (content.toPlan, point.nonce + 1, content.effectiveAt);
    }

    function _requireCurrent(uint40 deadline, uint256 nonce, uint32 last) private view {
        if (block.timestamp > deadline) revert BillingExpired(deadline);
        if (nonce != uint256(last) + 1) revert BillingBadNonce(last + 1);
    }

    function _requireSigned(address signer, bytes32 digest, bytes calldata signature) private view {
        if (!MemberSignature.isOf(signer, digest, signature)) revert BillingNotSigned(signer);
    }
}
