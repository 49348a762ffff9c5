// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Sale of POWEC in stages
/// @notice Money is in micro units of the currency (6 decimals), tokens in units (1e-18 POWEC), times in unix seconds.
/// Nothing is minted and no money leaves before the sale is known to have reached its soft target.
interface ITokenSale {
    enum Outcome {
        Open,
        Succeeded,
        Missed
    }

    /// @param priceMicro Money per whole token
    /// @param hasBonus Week k = 1..10 brings 22 - 2k % more
    /// @param supply Tokens of the stage, without bonus
    /// @param sold Tokens of the stage sold, without bonus
    struct Stage {
        uint64 priceMicro;
        uint64 leastMicro;
        uint40 startsAt;
        uint40 endsAt;
        bool hasBonus;
        uint128 supply;
        uint128 sold;
    }

    /// @param paidMicro Money that can be refunded here (fiat is refunded by the clearing company)
    /// @param tokens Tokens owed, bonus included
    struct Contribution {
        uint128 paidMicro;
        uint128 tokens;
    }

    event StageSet(uint256 indexed stage, Stage terms);
    event Contributed(uint256 indexed stage, address indexed buyer, uint256 paidMicro, uint256 tokens);
    event FiatRecorded(
        uint256 indexed stage, address indexed buyer, uint256 paidMicro, uint256 tokens, bytes32 receipt
    );
    event SaleFinalised(Outcome outcome, uint256 raisedMicro, uint256 tokens);
    event TokensClaimed(address indexed buyer, uint256 tokens);
    event Refunded(address indexed buyer, uint256 paidMicro);
    event Collected(address indexed treasury, uint256 units);

    error SaleBelowMinimum(uint256 leastMicro);
    error SaleStageClosed(uint256 stage);
    error SaleSoldOut(uint256 left);
    error SaleKycMissing(address buyer);
    error SaleReceiptUsed(bytes32 receipt);
    error SaleSlippage(uint256 tokens);
    error SaleBadStage();
    error SaleWrongOutcome(Outcome outcome);
    error SaleNotOver(uint256 until);
    error SaleNothingDue(address buyer);

    /// @notice Default admin, before the stage starts and before another one of the same number did.
    function setStage(uint256 stage, Stage calldata terms) external;

    /// @notice Buys with the accepted currency (allowance needed); what arrived is counted.
    /// Rounding: tokens and bonus down, in favour of the sale.
    /// @param minTokens Least tokens the buyer takes, bonus included
    /// @param deadline Last second at which he buys
    function buy(uint256 stage, uint256 paidMicro, uint256 minTokens, uint256 deadline) external;

    /// @notice Clearing: money that arrived at a bank, each receipt once.
    function recordFiat(uint256 stage, address buyer, uint256 paidMicro, bytes32 receipt) external;

    /// @notice Anybody, after the last stage: reached its soft target or not.
    function finalise() external;

    /// @notice Buyer, after success: mints his tokens.
    function claim() external;

    /// @notice Buyer, when the target was missed: his currency back.
    function refund() external;

    /// @notice Anybody, after success: all currency to the treasury.
    function collect() external;

    function stageOf(uint256 stage) external view returns (Stage memory);

    function contributionOf(address buyer) external view returns (Contribution memory);

    function outcome() external view returns (Outcome);

    /// @notice Tokens for an amount now: without and with bonus.
    function tokensFor(uint256 stage, uint256 paidMicro) external view returns (uint256 base, uint256 withBonus);
}
