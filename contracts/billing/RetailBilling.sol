// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {IPauseClock} from "../interfaces/IPauseClock.sol";
import {IRetailBilling} from "../interfaces/IRetailBilling.sol";
import {LargestRemainder} from "../maths/LargestRemainder.sol";
import {Trees} from "../maths/Trees.sol";
import {SplitFormula} from "../types/BillingData.sol";
import {Bill, BillingRecords, RateFix} from "../types/BillingRecords.sol";
import {Rates} from "./Rates.sol";
import {Runs} from "./Runs.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Retail billing; here: paying a bill in POWEC, split at once
/// @dev Of a bill that was paid in part, one slot is kept: the hash of what each party has still to get. Payments are split by these
/// outstanding shares, so none is ever overpaid and the last one closes all exactly.
contract RetailBilling is Runs, Rates {
    IEscrowVault private immutable VAULT;
    IPauseClock private immutable PAUSE;

    mapping(bytes32 bill => bytes32 outstandingHash) private _outstanding;

    /// @param vault Where payers' free tokens are
    /// @param pauseClock Settlement whose pause stops payments
    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    constructor(IEscrowVault vault, IPauseClock pauseClock, address admin)
        AccessControlDefaultAdminRules(3 days, admin)
    {
        (VAULT, PAUSE) = (vault, pauseClock);
    }

    /// @inheritdoc IRetailBilling
    function payBill(
        Bill calldata bill,
        SplitFormula calldata formula,
        uint256[] calldata outstanding,
        bytes32[] calldata proof,
        uint256 units,
        RateFix calldata rate
    ) external override {
        if (PAUSE.paused()) revert BillingPaused();
        _requireNewest(rate);
        bytes32 leaf = bill.leaf(domainSeparator());
        if (!MerkleProof.verifyCalldata(proof, _billsRoot(bill.supplier, bill.run), leaf, Trees.node)) {
            revert BillingNotIssued();
        }
        if (formulaOf(bill.formula, bill.version) != formula.hash()) revert BillingFormulaUnsigned(0);
        _requireOutstanding(leaf, bill, formula, outstanding);
        uint256 amount = units / rate.unitsPerMinor;
        if (amount == 0) revert BillingTooLittle(rate.unitsPerMinor);
        uint256[] memory shares = _take(leaf, outstanding, amount, bill.meterPoint, rate.unitsPerMinor);
        _pay(leaf, formula.parties, shares, amount, rate.unitsPerMinor);
    }

    /// @inheritdoc IRetailBilling
    function outstandingOf(bytes32 bill) external view override returns (bytes32 outstandingHash) {
        return _outstanding[bill];
    }

    /// @inheritdoc IRetailBilling
    function billLeaf(Bill calldata bill) external view override returns (bytes32) {
        return bill.leaf(domainSeparator());
    }

    /// @inheritdoc IRetailBilling
    function split(uint256 total, uint256[] calldata weights) external pure override returns (uint256[] memory shares) {
        if (weights.length > MOST_PARTIES) revert BillingBadSplit();
        return LargestRemainder.split(total, weights);
    }

    /// @dev Before the first payment: the bill's shares, which have to sum to its amount and, with fixed weights, to be what these give.
    function _requireOutstanding(
        bytes32 leaf,
        Bill calldata bill,
        SplitFormula calldata formula,
        uint256[] memory outstanding
    ) private view {
        if (outstanding.length != formula.parties.length) revert BillingBadSplit();
        bytes32 given = BillingRecords.hashOf(outstanding);
        bytes32 kept = _outstanding[leaf];
        if (given != (kept == 0 ? bill.sharesHash : kept)) revert BillingOutstandingChanged(kept);
        if (kept != 0) return;
        if (_sumOf(outstanding) != bill.amount) revert BillingBadSplit();
        if (formula.kind != FIXED_WEIGHTS) return;
        uint256[] memory weights = new uint256[](outstanding.length);
        for (uint256 i; i < weights.length; ++i) {
            weights[i] = formula.weightsPpm[i];
        }
        if (BillingRecords.hashOf(LargestRemainder.split(bill.amount, weights)) != given) revert BillingBadSplit();
    }

    /// @dev Splits `amount` by what is outstanding and keeps what remains of it.
    function _take(
        bytes32 leaf,
        uint256[] memory outstanding,
        uint256 amount,
        bytes32 meterPoint,
        uint256 unitsPerMinor
    ) private returns (uint256[] memory shares) {
        uint256 sum = _sumOf(outstanding);
        if (amount > sum) revert BillingOverpaid(sum);
        shares = LargestRemainder.split(amount, outstanding);
        for (uint256 i; i < shares.length; ++i) {
            outstanding[i] -= shares[i]; // never below 0: a share of at most the sum is at most its weight
        }
        _outstanding[leaf] = BillingRecords.hashOf(outstanding);
        emit BillPaid(leaf, msg.sender, meterPoint, amount, unitsPerMinor, shares, outstanding);
    }

    function _pay(
        bytes32 purse,
        address[] calldata parties,
        uint256[] memory shares,
        uint256 amount,
        uint256 unitsPerMinor
    ) private {
        uint256[] memory units = new uint256[](shares.length);
        for (uint256 i; i < units.length; ++i) {
            units[i] = shares[i] * unitsPerMinor;
        }
        VAULT.hold(purse, msg.sender, amount * unitsPerMinor);
        VAULT.release(purse, parties, units);
    }

    function _sumOf(uint256[] memory amounts) private pure returns (uint256 sum) {
        for (uint256 i; i < amounts.length; ++i) {
            sum += amounts[i];
        }
    }
}
