// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../interfaces/IRetailBilling.sol";
import {RateFix} from "../types/BillingRecords.sol";
import {Parties} from "./Parties.sol";

/// @title What a minor unit of the currency costs in POWEC
/// @dev Small steps one after the other are no way around the second signer: steps are measured from the day's first rate.
abstract contract Rates is Parties {
    /// @notice Role of those who fix the rate.
    bytes32 public constant RATE = keccak256("powerchain.rate");

    uint256 private constant LIFE = 24 hours;
    uint256 private constant STEP_PERCENT = 20;

    struct Rate {
        uint128 unitsPerMinor;
        uint40 at;
    }

    Rate private _newest;
    Rate private _ofTheDay;
    mapping(bytes32 rate => address by) private _proposedBy;

    /// @inheritdoc IRetailBilling
    function fixRate(RateFix calldata rate) external override onlyRole(RATE) {
        _requireFresh(rate);
        bytes32 proposal = keccak256(abi.encode(rate));
        address proposer = _proposedBy[proposal];
        bool isSeconded = proposer != address(0) && proposer != msg.sender && hasRole(RATE, proposer);
        if (!isSeconded) _requireSmallStep(rate.unitsPerMinor);
        Rate memory fixedRate = Rate({unitsPerMinor: rate.unitsPerMinor, at: rate.at});
        if (isSeconded || rate.at >= _ofTheDay.at + LIFE) _ofTheDay = fixedRate;
        _newest = fixedRate;
        emit RateFixed(msg.sender, rate);
    }

    /// @inheritdoc IRetailBilling
    function proposeRate(RateFix calldata rate) external override onlyRole(RATE) {
        _requireFresh(rate);
        _proposedBy[keccak256(abi.encode(rate))] = msg.sender;
        emit RateProposed(msg.sender, rate);
    }

    /// @inheritdoc IRetailBilling
    function rateNow() external view override returns (RateFix memory rate) {
        return RateFix({unitsPerMinor: _newest.unitsPerMinor, source: 0, at: _newest.at});
    }

    /// @dev Refuses any other rate than the newest, and that one after 24 hours.
    function _requireNewest(RateFix calldata rate) internal view {
        Rate memory newest = _newest;
        bool isNewest = rate.at == newest.at && rate.unitsPerMinor == newest.unitsPerMinor;
        if (!isNewest || block.timestamp > newest.at + LIFE) revert BillingRateStale(newest.at);
    }

    function _requireFresh(RateFix calldata rate) private view {
        uint40 newestAt = _newest.at;
        bool isFresh = rate.at > newestAt && rate.at <= block.timestamp && rate.at + LIFE >= block.timestamp;
        if (!isFresh || rate.unitsPerMinor == 0 || rate.source == 0) revert BillingRateStale(newestAt);
    }

    function _requireSmallStep(uint256 unitsPerMinor) private view {
        uint256 before = _ofTheDay.unitsPerMinor;
        if (before == 0) return;
        uint256 step = before * STEP_PERCENT / 100;
        if (unitsPerMinor + step < before || unitsPerMinor > before + step) {
            revert BillingRateJump(before - step, before + step);
        }
    }
}
