// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPowecToken} from "../interfaces/IPowecToken.sol";
import {IRegistryMembers} from "../interfaces/IRegistryMembers.sol";
import {ITokenSale} from "../interfaces/ITokenSale.sol";
import {ONE_PPM} from "../types/Units.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Sale of POWEC: pre-sale, main sale with week bonuses, refund when the soft target is missed
contract TokenSale is AccessControlDefaultAdminRules, ReentrancyGuardTransient, ITokenSale {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @notice Role of the clearing company, which records money at banks.
    bytes32 public constant CLEARING = keccak256("powerchain.clearing");

    uint256 private constant SALE_CAP = 60e9 * 1e18;
    uint256 private constant TOKEN = 1e18;
    uint256 private constant MOST_STAGES = 8;
    uint256 private constant BONUS_WEEKS = 10;
    uint256 private constant FIRST_BONUS_PPM = 200_000;
    uint256 private constant BONUS_STEP_PPM = 20_000;

    IPowecToken private immutable POWEC;
    IERC20 private immutable CURRENCY;
    IRegistryMembers private immutable MEMBERS;
    address private immutable TREASURY;
    uint256 private immutable SOFT_TARGET;

    Outcome private _outcome;
    uint40 private _lastEnd;
    uint96 private _raisedMicro;
    uint104 private _tokens;
    mapping(uint256 stage => Stage) private _stages;
    mapping(address buyer => Contribution) private _contributions;
    mapping(bytes32 receipt => bool) private _isUsed;

    /// @param powec Token, which this contract may mint
    /// @param currency Accepted token of 6 decimals
    /// @param members Who is vouched for
    /// @param treasury Who gets the money after success
    /// @param softTargetMicro Money below which all is refunded
    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    constructor(
        IPowecToken powec,
        IERC20 currency,
        IRegistryMembers members,
        address treasury,
        uint256 softTargetMicro,
        address admin
    ) AccessControlDefaultAdminRules(3 days, admin) {
        (POWEC, CURRENCY, MEMBERS) = (powec, currency, members);
        (TREASURY, SOFT_TARGET) = (treasury, softTargetMicro);
    }

    /// @inheritdoc ITokenSale
    function setStage(uint256 stage, Stage calldata terms) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _requireOutcome(Outcome.Open);
        Stage memory before = _stages[stage];
        bool hasStarted = before.startsAt != 0 && block.timestamp >= before.startsAt;
        bool isSound = stage < MOST_STAGES && terms.priceMicro > 0 && terms.supply > 0 && terms.sold == 0
            && terms.startsAt > block.timestamp && terms.endsAt > terms.startsAt;
        if (hasStarted || !isSound) revert SaleBadStage();
        _stages[stage] = terms;
        // A stage that is moved to an earlier end leaves the later one standing: finalising may wait longer, never less.
        if (terms.endsAt > _lastEnd) _lastEnd = terms.endsAt;
        emit StageSet(stage, terms);
    }

    /// @inheritdoc ITokenSale
    function buy(uint256 stage, uint256 paidMicro, uint256 minTokens, uint256 deadline) external override nonReentrant {
        if (!MEMBERS.isVouchedFor(msg.sender)) revert SaleKycMissing(msg.sender);
        if (block.timestamp > deadline) revert SaleStageClosed(stage);
        uint256 before = CURRENCY.balanceOf(address(this));
        CURRENCY.safeTransferFrom(msg.sender, address(this), paidMicro);
        uint256 arrived = CURRENCY.balanceOf(address(this)) - before;
        uint256 tokens = _record(stage, msg.sender, arrived);
        if (tokens < minTokens) revert SaleSlippage(tokens);
        _contributions[msg.sender].paidMicro += arrived.toUint128();
        emit Contributed(stage, msg.sender, arrived, tokens);
    }

    /// @inheritdoc ITokenSale
    function recordFiat(uint256 stage, address buyer, uint256 paidMicro, bytes32 receipt)
        external
        override
        onlyRole(CLEARING)
    {
        if (!MEMBERS.isVouchedFor(buyer)) revert SaleKycMissing(buyer);
        if (_isUsed[receipt]) revert SaleReceiptUsed(receipt);
        _isUsed[receipt] = true;
        uint256 tokens = _record(stage, buyer, paidMicro);
        emit FiatRecorded(stage, buyer, paidMicro, tokens, receipt);
    }

    /// @inheritdoc ITokenSale
    function finalise() external override {
        _requireOutcome(Outcome.Open);
        if (_lastEnd == 0 || block.timestamp <= _lastEnd) revert SaleNotOver(_lastEnd);
        _outcome = _raisedMicro >= SOFT_TARGET ? Outcome.Succeeded : Outcome.Missed;
        emit SaleFinalised(_outcome, _raisedMicro, _tokens);
    }

    /// @inheritdoc ITokenSale
    function claim() external override nonReentrant {
        _requireOutcome(Outcome.Succeeded);
        uint256 tokens = _contributions[msg.sender].tokens;
        if (tokens == 0) revert SaleNothingDue(msg.sender);
        _contributions[msg.sender].tokens = 0;
        emit TokensClaimed(msg.sender, tokens);
        POWEC.mint(msg.sender, tokens);
    }

    /// @inheritdoc ITokenSale
    function refund() external override nonReentrant {
        _requireOutcome(Outcome.Missed);
        uint256 paid = _contributions[msg.sender].paidMicro;
        if (paid == 0) revert SaleNothingDue(msg.sender);
        delete _contributions[msg.sender];
        emit Refunded(msg.sender, paid);
        CURRENCY.safeTransfer(msg.sender, paid);
    }

    /// @inheritdoc ITokenSale
    function collect() external override nonReentrant {
        _requireOutcome(Outcome.Succeeded);
        uint256 units = CURRENCY.balanceOf(address(this));
        emit Collected(TREASURY, units);
        CURRENCY.safeTransfer(TREASURY, units);
    }

    /// @inheritdoc ITokenSale
    function stageOf(uint256 stage) external view override returns (Stage memory) {
        return _stages[stage];
    }

    /// @inheritdoc ITokenSale
    function contributionOf(address buyer) external view override returns (Contribution memory) {
        return _contributions[buyer];
    }

    /// @inheritdoc ITokenSale
    function outcome() external view override returns (Outcome) {
        return _outcome;
    }

    /// @inheritdoc ITokenSale
    function tokensFor(uint256 stage, uint256 paidMicro)
        public
        view
        override
        returns (uint256 base, uint256 withBonus)
    {
        Stage memory terms = _stages[stage];
        if (block.timestamp < terms.startsAt || block.timestamp >= terms.endsAt) revert SaleStageClosed(stage);
        base = paidMicro * TOKEN / terms.priceMicro;
        uint256 week = (block.timestamp - terms.startsAt) / 1 weeks;
        uint256 bonusPpm = terms.hasBonus && week < BONUS_WEEKS ? FIRST_BONUS_PPM - week * BONUS_STEP_PPM : 0;
        withBonus = base + base * bonusPpm / ONE_PPM;
    }

    function _record(uint256 stage, address buyer, uint256 paidMicro) private returns (uint256 tokens) {
        _requireOutcome(Outcome.Open);
        Stage storage terms = _stages[stage];
        if (paidMicro < terms.leastMicro) revert SaleBelowMinimum(terms.leastMicro);
        uint256 base;
        (base, tokens) = tokensFor(stage, paidMicro);
        uint256 left = terms.supply - terms.sold;
        if (base > left) revert SaleSoldOut(left);
        if (_tokens + tokens > SALE_CAP) revert SaleSoldOut(SALE_CAP - _tokens);
        terms.sold += uint128(base);
        _tokens += uint104(tokens);
        _raisedMicro += paidMicro.toUint96();
        _contributions[buyer].tokens += uint128(tokens);
    }

    function _requireOutcome(Outcome expected) private view {
        if (_outcome != expected) revert SaleWrongOutcome(_outcome);
    }
}
