// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITokenSale} from "../../../contracts/interfaces/ITokenSale.sol";
import {RegistryChecks} from "../registry/RegistryChecks.sol";
import {Currency} from "./TokenSale.t.sol";

/// @title Two stages, three buyers, fiat, the end, claims and refunds, in any order
contract SaleHandler is RegistryChecks {
    ITokenSale private sale;
    Currency private currency;
    address private treasury = _person("treasury");
    address[3] private buyers;
    uint256[2] private sold;
    uint256 private paid;
    uint256 private owed;
    uint256 private minted;
    uint256 private refunded;
    uint256 private receipts;
    uint256 private mintedBefore;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(sale) != address(0)) return;
        super.setUp();
        currency = new Currency();
        bytes memory args = abi.encode(token, currency, registry, treasury, 1_000_000e6, admin);
        sale = ITokenSale(vm.deployCode("TokenSale.sol:TokenSale", args));
        _grant(address(token), token.MINTER(), address(sale));
        _grant(address(sale), keccak256("powerchain.clearing"), verifier);
        buyers = [alice, bob, _person("carol")];
        for (uint256 i; i < 3; ++i) {
            _rich(buyers[i]);
            _member(buyers[i], 1);
            currency.mint(buyers[i], 1e18);
            vm.prank(buyers[i]);
            currency.approve(address(sale), type(uint256).max);
        }
        uint40 start = uint40(block.timestamp + 1);
        vm.startPrank(admin);
        sale.setStage(0, ITokenSale.Stage(2500, 100_000e6, start, start + 20 weeks, false, 200_000_000e18, 0));
        sale.setStage(1, ITokenSale.Stage(10_000, 10_000e6, start, start + 20 weeks, true, 15e27, 0));
        vm.stopPrank();
        vm.warp(start);
        mintedBefore = token.totalMinted();
    }

    function buy(uint256 who, uint256 stage, uint256 micro) external {
        (stage, micro) = (stage % 2, _between(micro, 10_000e6, 400_000e6));
        vm.prank(buyers[who % 3]);
        try sale.buy(stage, micro, 0, type(uint256).max) {
            paid += micro;
            _bought(stage, micro);
        } catch {}
        _compare();
    }

    function recordFiat(uint256 who, uint256 stage, uint256 micro) external {
        (stage, micro) = (stage % 2, _between(micro, 10_000e6, 400_000e6));
        vm.prank(verifier);
        try sale.recordFiat(stage, buyers[who % 3], micro, bytes32(++receipts)) {
            _bought(stage, micro);
        } catch {}
        _compare();
    }

    function finalise() external {
        try sale.finalise() {} catch {}
        _compare();
    }

    function claim(uint256 who) external {
        uint256 due = sale.contributionOf(buyers[who % 3]).tokens;
        vm.prank(buyers[who % 3]);
        try sale.claim() {
            minted += due;
        } catch {}
        _compare();
    }

    function refund(uint256 who) external {
        uint256 due = sale.contributionOf(buyers[who % 3]).paidMicro;
        vm.prank(buyers[who % 3]);
        try sale.refund() {
            refunded += due;
        } catch {}
        _compare();
    }

    function collect() external {
        try sale.collect() {} catch {}
        _compare();
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + _between(time, 1 days, 3 weeks));
    }

    function _bought(uint256 stage, uint256 micro) private {
        (uint256 base, uint256 all) = sale.tokensFor(stage, micro);
        (sold[stage], owed) = (sold[stage] + base, owed + all);
    }

    function _compare() private {
        uint256 open;
        for (uint256 i; i < 3; ++i) {
            open += sale.contributionOf(buyers[i]).tokens;
        }
        bool isMissed = sale.outcome() == ITokenSale.Outcome.Missed;
        if (!isMissed && open + minted != owed) broken = "33: tokens owed";
        if (token.totalMinted() - mintedBefore != minted) broken = "33: minted what was not owed";
        for (uint256 stage; stage < 2; ++stage) {
            ITokenSale.Stage memory terms = sale.stageOf(stage);
            if (terms.sold != sold[stage] || terms.sold > terms.supply) broken = "33: beyond the stage";
        }
        uint256 here = currency.balanceOf(address(sale)) + currency.balanceOf(treasury);
        if (here + refunded != paid) broken = "33: money in is not money out";
        bool isKept = sale.outcome() != ITokenSale.Outcome.Succeeded;
        if (isKept && currency.balanceOf(treasury) != 0) broken = "33: money left before success";
        if (isKept && minted != 0) broken = "33: minted before success";
    }
}

contract SaleInvariantsTest is RegistryChecks {
    SaleHandler private handler;

    function setUp() public override {
        handler = new SaleHandler();
        handler.setUp();
        _target(address(handler));
    }

    /// @notice Invariant 33: tokens owed stay within supply and bonus, money in is money out.
    function invariant_33_theSaleAddsUp() public view {
        vm.assertEq(handler.broken(), "");
    }
}
