// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPowecToken} from "../interfaces/IPowecToken.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";

/// @title First distribution of POWEC: team and advisers vest, reserve and marketing go to the timelock
/// @notice Team 20 billion over 3 x 365 days, advisers 5 billion over 365 days, reserve 10 and marketing 5 billion. The sale's 60
/// billion are minted by the sale. Amounts are units (1e-18 POWEC).
contract Distribution is Ownable {
    uint256 private constant SALE = 60e9 * 1e18;
    uint256 private constant TEAM = 20e9 * 1e18;
    uint256 private constant ADVISERS = 5e9 * 1e18;
    uint256 private constant RESERVE = 10e9 * 1e18;
    uint256 private constant MARKETING = 5e9 * 1e18;
    uint256 private constant ALL = SALE + TEAM + ADVISERS + RESERVE + MARKETING;
    uint256 private constant CAP = 100e9 * 1e18;

    /// @dev Does not compile unless the parts are the cap: a length would be negative.
    struct SumIsTheCap {
        uint8[1 - (ALL - CAP)] notMore;
        uint8[1 - (CAP - ALL)] notLess;
    }

    IPowecToken private immutable POWEC;
    address private immutable TIMELOCK;
    bool private _isDone;

    event Vested(address indexed beneficiary, address wallet, uint256 units, uint64 duration);
    event Distributed(uint256 startsAt);

    /// @notice Distributed already.
    error DistributionDone();
    /// @notice Amounts don't add up to what team and advisers get.
    error DistributionMismatch();

    /// @param powec Token, which this contract may mint
    /// @param timelock Who gets reserve and marketing
    /// @param owner Who names the beneficiaries, once
    constructor(IPowecToken powec, address timelock, address owner) Ownable(owner) {
        (POWEC, TIMELOCK) = (powec, timelock);
    }

    /// @notice Mints everything but the sale's part, once; a vesting wallet for each beneficiary starts now.
    /// @param teamUnits Amounts of the team, together 20 billion POWEC
    /// @param adviserUnits Amounts of the advisers, together 5 billion POWEC
    function distribute(
        address[] calldata team,
        uint256[] calldata teamUnits,
        address[] calldata advisers,
        uint256[] calldata adviserUnits
    ) external onlyOwner {
        if (_isDone) revert DistributionDone();
        _isDone = true;
        _vest(team, teamUnits, TEAM, 3 * 365 days);
        _vest(advisers, adviserUnits, ADVISERS, 365 days);
        POWEC.mint(TIMELOCK, RESERVE + MARKETING);
        emit Distributed(block.timestamp);
    }

    function _vest(address[] calldata who, uint256[] calldata units, uint256 all, uint64 duration) private {
        if (who.length != units.length) revert DistributionMismatch();
        uint256 sum;
        for (uint256 i; i < who.length; ++i) {
            sum += units[i];
            address wallet = address(new VestingWallet(who[i], uint64(block.timestamp), duration));
            emit Vested(who[i], wallet, units[i], duration);
            POWEC.mint(wallet, units[i]);
        }
        if (sum != all) revert DistributionMismatch();
    }
}
