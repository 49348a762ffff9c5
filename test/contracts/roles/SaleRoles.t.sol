// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITokenSale} from "../../../contracts/interfaces/ITokenSale.sol";
import {RegistryChecks} from "../registry/RegistryChecks.sol";
import {Currency, Distributing} from "../sale/TokenSale.t.sol";
import {AdminRows} from "./AdminRows.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/// @title Who may what at the sale and the distribution; carol alone is vouched for
contract SaleRolesTest is RegistryChecks, AdminRows {
    ITokenSale private sale;
    Currency private currency;
    address private distribution;

    function setUp() public override {
        super.setUp();
        currency = new Currency();
        sale = ITokenSale(
            vm.deployCode("TokenSale.sol:TokenSale", abi.encode(token, currency, registry, address(7), 1, admin))
        );
        distribution = vm.deployCode("Distribution.sol:Distribution", abi.encode(token, address(8), admin));
        _grant(address(sale), keccak256("powerchain.clearing"), _callerOf(8));
        bytes32 minting = token.MINTER();
        _grant(address(token), minting, distribution);
        _rich(_callerOf(1));
        _member(_callerOf(1), 1);
        for (uint256 i; i < ROLES; ++i) {
            currency.mint(_callerOf(i), 1e12);
            vm.prank(_callerOf(i));
            currency.approve(address(sale), 1e12);
        }
        vm.prank(admin);
        sale.setStage(0, _stage());
        vm.warp(block.timestamp + 2 days);
    }

    function test_invariant28_tokenSale() public {
        _adminRows();
        _may(MEMBERS, abi.encodeCall(sale.buy, (0, 1e6, 0, type(uint256).max)));
        _may(CLEARINGS, abi.encodeCall(sale.recordFiat, (0, _callerOf(1), 1e6, keccak256("receipt"))));
        _may(TIMELOCK, abi.encodeCall(sale.setStage, (1, _stage())));
        // Anybody ends the sale when it is over; each takes what is his, after the end.
        _may(EVERYBODY, abi.encodeCall(sale.finalise, ()), ITokenSale.SaleNotOver.selector);
        _may(EVERYBODY, abi.encodeCall(sale.claim, ()), ITokenSale.SaleWrongOutcome.selector);
        _may(EVERYBODY, abi.encodeCall(sale.refund, ()), ITokenSale.SaleWrongOutcome.selector);
        _may(EVERYBODY, abi.encodeCall(sale.collect, ()), ITokenSale.SaleWrongOutcome.selector);
        _check(address(sale));
        _finish("TokenSale");
    }

    function test_invariant28_distribution() public {
        (address[] memory team, address[] memory advisers) = (new address[](1), new address[](1));
        (uint256[] memory teamUnits, uint256[] memory adviserUnits) = (new uint256[](1), new uint256[](1));
        (team[0], advisers[0], teamUnits[0], adviserUnits[0]) = (address(9), address(10), 20e27, 5e27);
        _may(TIMELOCK, abi.encodeCall(Distributing.distribute, (team, teamUnits, advisers, adviserUnits)));
        _may(TIMELOCK, abi.encodeCall(Ownable.transferOwnership, (address(7))));
        _may(TIMELOCK, abi.encodeCall(Ownable.renounceOwnership, ()));
        _check(distribution);
        _finish("Distribution");
    }

    function _stage() private view returns (ITokenSale.Stage memory stage) {
        (stage.priceMicro, stage.leastMicro, stage.supply) = (2500, 1e6, 12e27);
        (stage.startsAt, stage.endsAt) =
        (uint40(vm.getBlockTimestamp() + 1 days), uint40(vm.getBlockTimestamp() + 9 days));
    }
}
