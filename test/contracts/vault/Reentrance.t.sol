// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {Checks} from "../base/Checks.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A token that calls back while it moves, as ERC-777 would
contract CallingToken is ERC20("Calling", "CALL") {
    IEscrowVault private vault;
    bytes private call;
    /// @notice What the vault answered to the call back.
    bytes public answer;

    function arm(IEscrowVault vault_, bytes calldata call_) external {
        (vault, call) = (vault_, call_);
    }

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }

    function _update(address from, address to, uint256 units) internal override {
        super._update(from, to, units);
        if (call.length == 0) return;
        bytes memory once = call;
        delete call;
        (, answer) = address(vault).call(once);
    }
}

contract ReentranceTest is Checks {
    function test_A27_aTokenThatCallsBackGetsNothingTwice() public {
        CallingToken token = new CallingToken();
        address owner = _person("owner");
        IEscrowVault vault =
            IEscrowVault(vm.deployCode("EscrowVault.sol:EscrowVault", abi.encode(token, _person("admin"))));
        token.mint(address(token), 5);
        token.mint(owner, 100);
        vm.startPrank(owner);
        token.approve(address(vault), 100);
        vault.deposit(100);
        token.arm(vault, abi.encodeCall(IEscrowVault.withdraw, (100, owner)));
        vault.withdraw(40, owner);
        vm.assertEq(token.answer(), abi.encodePacked(bytes4(keccak256("ReentrancyGuardReentrantCall()"))));
        vm.assertEq(vault.freeOf(owner), 60);
        vm.assertEq(token.balanceOf(owner), 40);
    }
}
