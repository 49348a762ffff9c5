// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITokenSale} from "../../../contracts/interfaces/ITokenSale.sol";
import {Vm} from "../base/Vm.sol";
import {RegistryChecks} from "../registry/RegistryChecks.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A currency of 6 decimals that can keep a part of each transfer
contract Currency is ERC20("Currency", "USD") {
    uint256 public feePpm;

    function setFee(uint256 ppm) external {
        feePpm = ppm;
    }

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function _update(address from, address to, uint256 units) internal override {
        uint256 fee = from == address(0) ? 0 : units * feePpm / 1e6;
        super._update(from, to, units - fee);
        if (fee > 0) super._update(from, address(1), fee);
    }
}

interface Vesting {
    function release(address token) external;
    function releasable(address token) external view returns (uint256);
    function owner() external view returns (address);
}

interface Distributing {
    error DistributionDone();
    error DistributionMismatch();

    function distribute(
        address[] calldata team,
        uint256[] calldata teamUnits,
        address[] calldata advisers,
        uint256[] calldata adviserUnits
    ) external;
}

contract TokenSaleTest is RegistryChecks {
    bytes32 private constant CLEARING = keccak256("powerchain.clearing");
    ITokenSale private sale;
    Currency private currency;
    address private treasury = _person("treasury");
    uint40 private start;

    function setUp() public override {
        super.setUp();
        currency = new Currency();
        bytes memory args = abi.encode(token, currency, registry, treasury, 150_000e6, admin);
        sale = ITokenSale(vm.deployCode("TokenSale.sol:TokenSale", args));
        bytes32 role = token.MINTER();
        _grant(address(token), role, address(sale));
        _grant(address(sale), CLEARING, verifier);
        _member(alice, 1);
        _member(bob, 1);
        start = uint40(block.timestamp + 1 days);
        _set(0, 2500, 100_000e6, 12e9, false);
        _set(1, 10_000, 10_000e6, 15e9, true);
        address[2] memory buyers = [alice, bob];
        for (uint256 i; i < 2; ++i) {
            currency.mint(buyers[i], 1e18);
            vm.prank(buyers[i]);
            currency.approve(address(sale), type(uint256).max);
        }
        vm.warp(start);
    }

    function test_example8_tokensAndBonuses() public {
        (uint256 base, uint256 all) = sale.tokensFor(1, 10_000e6);
        vm.assertEq(base, 1_000_000e18);
        vm.assertEq(all, 1_200_000e18);
        vm.warp(start + 9 weeks);
        (, all) = sale.tokensFor(1, 10_000e6);
        vm.assertEq(all, 1_020_000e18);
        vm.warp(start + 10 weeks);
        (, all) = sale.tokensFor(1, 10_000e6);
        vm.assertEq(all, 1_000_000e18);
        vm.warp(start);
        (base, all) = sale.tokensFor(0, 100_000e6);
        vm.assertEq(base, 40_000_000e18);
        vm.assertEq(all, 40_000_000e18);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleBelowMinimum.selector, 10_000e6));
        _buy(alice, 1, 10_000e6 - 1);
    }

    function test_afterSuccessTokensAreMintedAndMoneyIsCollected() public {
        _buy(alice, 0, 100_000e6);
        _buy(bob, 1, 50_000e6);
        vm.assertEq(token.balanceOf(bob), 1_000_000e18 + 1000e18 - FEE, "nothing is minted before success");
        uint256 end = start + 20 weeks;
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleNotOver.selector, end));
        sale.finalise();
        vm.warp(end + 1);
        sale.finalise();
        uint256 before = token.balanceOf(alice);
        vm.startPrank(alice);
        sale.claim();
        vm.assertEq(token.balanceOf(alice), before + 40_000_000e18);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleNothingDue.selector, alice));
        sale.claim();
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleWrongOutcome.selector, ITokenSale.Outcome.Succeeded));
        sale.refund();
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleWrongOutcome.selector, ITokenSale.Outcome.Succeeded));
        sale.buy(1, 10_000e6, 0, type(uint256).max);
        sale.collect();
        vm.assertEq(currency.balanceOf(treasury), 150_000e6);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleWrongOutcome.selector, ITokenSale.Outcome.Succeeded));
        sale.finalise();
    }

    function test_aMissedTargetPaysAllBack() public {
        _buy(alice, 0, 100_000e6);
        _buy(alice, 1, 49_999e6);
        vm.warp(start + 20 weeks + 1);
        sale.finalise();
        bytes memory wrong = abi.encodeWithSelector(ITokenSale.SaleWrongOutcome.selector, ITokenSale.Outcome.Missed);
        vm.startPrank(alice);
        vm.expectRevert(wrong);
        sale.claim();
        vm.expectRevert(wrong);
        sale.collect();
        sale.refund();
        vm.assertEq(currency.balanceOf(alice), 1e18);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleNothingDue.selector, alice));
        sale.refund();
    }

    function test_fiatIsRecordedOncePerReceipt() public {
        vm.startPrank(verifier);
        sale.recordFiat(1, alice, 10_000e6, "receipt");
        vm.assertEq(sale.contributionOf(alice).tokens, 1_200_000e18);
        vm.assertEq(sale.contributionOf(alice).paidMicro, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleReceiptUsed.selector, bytes32("receipt")));
        sale.recordFiat(1, bob, 10_000e6, "receipt");
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleKycMissing.selector, fund));
        sale.recordFiat(1, fund, 10_000e6, "other");
        vm.startPrank(alice);
        vm.expectRevert();
        sale.recordFiat(1, alice, 10_000e6, "mine");
    }

    function test_buyersAreKnownInTimeAndContent() public {
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleKycMissing.selector, fund));
        _buy(fund, 1, 10_000e6);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleStageClosed.selector, 1));
        sale.buy(1, 10_000e6, 0, block.timestamp - 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleSlippage.selector, 1_200_000e18));
        sale.buy(1, 10_000e6, 1_200_000e18 + 1, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleStageClosed.selector, 7));
        sale.buy(7, 10_000e6, 0, block.timestamp);
        vm.warp(start - 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleStageClosed.selector, 1));
        sale.buy(1, 10_000e6, 0, block.timestamp);
        vm.warp(start + 20 weeks);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleStageClosed.selector, 1));
        sale.buy(1, 10_000e6, 0, block.timestamp);
    }

    function test_aCurrencyThatKeepsAFeeCountsAsItArrives() public {
        currency.setFee(10_000);
        _buy(alice, 1, 20_000e6);
        vm.assertEq(sale.contributionOf(alice).paidMicro, 19_800e6);
        vm.assertEq(currency.balanceOf(address(sale)), 19_800e6);
    }

    function test_aStageEndsWithItsSupply() public {
        _buy(alice, 1, 149_999_999e6);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleSoldOut.selector, 100e18));
        _buy(bob, 1, 10_000e6);
    }

    function test_theWholeSaleEndsAtSixtyBillion() public {
        vm.warp(start - 1);
        _set(2, 1, 1, 60e9, true);
        vm.warp(start);
        _buy(alice, 2, 50e9 - 10);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleSoldOut.selector, 12e18));
        _buy(alice, 2, 11);
        _buy(alice, 2, 10);
    }

    function test_stagesAreSetBeforeTheyStart() public {
        ITokenSale.Stage memory terms = sale.stageOf(1);
        terms.startsAt = uint40(block.timestamp + 1);
        vm.startPrank(admin);
        vm.expectRevert(ITokenSale.SaleBadStage.selector);
        sale.setStage(1, terms);
        for (uint256 i; i < 6; ++i) {
            ITokenSale.Stage memory wrong = sale.stageOf(1);
            wrong.startsAt = uint40(block.timestamp + 1);
            if (i == 0) wrong.priceMicro = 0;
            if (i == 1) wrong.supply = 0;
            if (i == 2) wrong.sold = 1;
            if (i == 3) wrong.startsAt = uint40(block.timestamp);
            if (i == 4) wrong.endsAt = wrong.startsAt;
            vm.expectRevert(ITokenSale.SaleBadStage.selector);
            sale.setStage(i == 5 ? 8 : 3, wrong);
        }
        vm.startPrank(alice);
        vm.expectRevert();
        sale.setStage(3, terms);
    }

    function test_aSaleWithoutStagesIsNotOver() public {
        bytes memory args = abi.encode(token, currency, registry, treasury, 1, admin);
        ITokenSale empty = ITokenSale(vm.deployCode("TokenSale.sol:TokenSale", args));
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.SaleNotOver.selector, 0));
        empty.finalise();
    }

    /// @notice Invariant 33: tokens owed are what was bought and its bonus; money in is money out.
    function testFuzz_invariant33_moneyAndTokensAddUp(uint64[4] memory paid, uint8[4] memory weeks_) public {
        uint256 money;
        uint256 tokens;
        uint256 at = start;
        for (uint256 i; i < 4; ++i) {
            at += uint256(weeks_[i] % 5) * 1 weeks;
            vm.warp(at);
            if (at >= start + 20 weeks) break;
            uint256 amount = 10_000e6 + paid[i] % 1e13;
            (uint256 base, uint256 all) = sale.tokensFor(1, amount);
            vm.assertLe(all, base + base / 5);
            _buy(i % 2 == 0 ? alice : bob, 1, amount);
            (money, tokens) = (money + amount, tokens + all);
        }
        vm.assertEq(sale.contributionOf(alice).tokens + sale.contributionOf(bob).tokens, tokens);
        vm.assertEq(sale.contributionOf(alice).paidMicro + sale.contributionOf(bob).paidMicro, money);
        vm.assertEq(currency.balanceOf(address(sale)), money);
    }

    function _buy(address who, uint256 stage, uint256 paid) private {
        vm.prank(who);
        sale.buy(stage, paid, 0, type(uint256).max);
    }

    function _set(uint256 stage, uint64 price, uint64 least, uint256 tokens, bool hasBonus) private {
        ITokenSale.Stage memory terms = ITokenSale.Stage({
            priceMicro: price,
            leastMicro: least,
            startsAt: start,
            endsAt: start + 20 weeks,
            hasBonus: hasBonus,
            supply: uint128(tokens * 1e18),
            sold: 0
        });
        vm.prank(admin);
        sale.setStage(stage, terms);
    }
}

contract DistributionTest is RegistryChecks {
    Distributing private distribution;
    address private timelock = _person("timelock");

    function setUp() public override {
        super.setUp();
        distribution = Distributing(vm.deployCode("Distribution.sol:Distribution", abi.encode(token, timelock, admin)));
        bytes32 role = token.MINTER();
        _grant(address(token), role, address(distribution));
    }

    function test_example8_theTeamVestsOverThreeYears() public {
        vm.recordLogs();
        _distribute(20e9 * 1e18);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        address wallet;
        for (uint256 i; i < logs.length; ++i) {
            bool isVested = logs[i].topics[0] == keccak256("Vested(address,address,uint256,uint64)");
            if (isVested && address(uint160(uint256(logs[i].topics[1]))) == alice) {
                (wallet,,) = abi.decode(logs[i].data, (address, uint256, uint64));
            }
        }
        vm.assertEq(Vesting(wallet).owner(), alice);
        vm.assertEq(Vesting(wallet).releasable(address(token)), 0);
        vm.warp(block.timestamp + 1 days);
        vm.assertEq(Vesting(wallet).releasable(address(token)), 18_264_840_182_648_401_826_484_018);
        vm.assertEq(token.balanceOf(timelock), 15e9 * 1e18);
    }

    function test_distributionIsOnceAndExact() public {
        vm.expectRevert(Distributing.DistributionMismatch.selector);
        _distribute(20e9 * 1e18 - 1);
        _distribute(20e9 * 1e18);
        vm.expectRevert(Distributing.DistributionDone.selector);
        _distribute(20e9 * 1e18);
        vm.expectRevert();
        distribution.distribute(new address[](0), new uint256[](0), new address[](0), new uint256[](0));
    }

    function test_listsHaveOneLength() public {
        vm.expectRevert(Distributing.DistributionMismatch.selector);
        vm.prank(admin);
        distribution.distribute(new address[](1), new uint256[](0), new address[](0), new uint256[](0));
    }

    function _distribute(uint256 teamUnits) private {
        address[] memory team = new address[](1);
        uint256[] memory forTeam = new uint256[](1);
        address[] memory advisers = new address[](1);
        uint256[] memory forAdvisers = new uint256[](1);
        (team[0], forTeam[0]) = (alice, teamUnits);
        (advisers[0], forAdvisers[0]) = (bob, 5e9 * 1e18);
        vm.prank(admin);
        distribution.distribute(team, forTeam, advisers, forAdvisers);
    }
}
