// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TokenChecks} from "./TokenChecks.sol";

interface Burning {
    function burn(uint256 units) external;
}

/// @title Minting, burning, moving and the end of minting, in any order
contract TokenHandler is TokenChecks {
    uint256 private minted;
    uint256 private burned;
    uint256 private atClosing;
    bool private isClosed;
    address[3] private people;
    /// @notice What must never happen, in words; empty while it didn't.
    string public broken;

    function setUp() public override {
        if (address(token) != address(0)) return;
        super.setUp();
        people = [alice, bob, _person("carol")];
    }

    function mint(uint256 to, uint256 units) external {
        units = _between(units, 1, CAP / 3);
        vm.prank(minter);
        try token.mint(people[to % 3], units) {
            if (isClosed) broken = "02: minted after the end";
            minted += units;
        } catch {
            if (!isClosed && minted + units <= CAP) broken = "02: refused below the cap";
        }
        if (minted == CAP) (isClosed, atClosing) = (true, CAP);
        _compare();
    }

    function burn(uint256 who, uint256 units) external {
        address from = people[who % 3];
        units = _between(units, 0, token.balanceOf(from));
        vm.prank(from);
        Burning(address(token)).burn(units);
        burned += units;
        _compare();
    }

    function move(uint256 who, uint256 to, uint256 units) external {
        address from = people[who % 3];
        units = _between(units, 0, token.balanceOf(from));
        vm.prank(from);
        token.transfer(people[to % 3], units);
        _compare();
    }

    function close(uint256 seed) external {
        if (seed % 8 != 0 || isClosed) return;
        vm.prank(admin);
        token.closeMinting();
        (isClosed, atClosing) = (true, minted);
        _compare();
    }

    function _compare() private {
        uint256 sum = token.balanceOf(people[0]) + token.balanceOf(people[1]) + token.balanceOf(people[2]);
        if (sum != token.totalSupply() || sum != minted - burned) broken = "01: balances are not the supply";
        if (token.totalMinted() != minted || minted > CAP) broken = "02: minted beyond the cap";
        if (isClosed && token.totalMinted() != atClosing) broken = "02: minted after the end";
    }
}

contract TokenInvariantsTest is TokenChecks {
    TokenHandler private handler;

    function setUp() public override {
        handler = new TokenHandler();
        handler.setUp();
        _target(address(handler));
    }

    /// @notice Invariants 1 and 2: balances are the supply, and minting ends for ever.
    function invariant_01_02_theSupplyIsWhatWasMintedAndNotBurned() public view {
        vm.assertEq(handler.broken(), "");
    }
}
