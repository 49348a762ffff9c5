// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @title Base of all tests: the cheat codes, named people with keys, and which contracts an invariant run may call
abstract contract Checks {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev Tells forge that this contract is a test.
    bool public constant IS_TEST = true;

    address[] private _targets;

    /// @notice Contracts an invariant run calls, asked by forge.
    function targetContracts() public view returns (address[] memory) {
        return _targets;
    }

    function _target(address handler) internal {
        _targets.push(handler);
    }

    /// @notice A fuzzed value brought into [least, most].
    function _between(uint256 value, uint256 least, uint256 most) internal pure returns (uint256) {
        if (value >= least && value <= most) return value;
        uint256 span = most - least + 1;
        return span == 0 ? value : least + (value % span);
    }

    /// @notice Private key of a named person.
    function _key(string memory name) internal pure returns (uint256) {
        return uint256(keccak256(bytes(name))) >> 8;
    }

    /// @notice Address of a named person.
    function _person(string memory name) internal returns (address who) {
        who = vm.addr(_key(name));
        vm.label(who, name);
    }

    function _sign(string memory name, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(name), digest);
        return abi.encodePacked(r, s, v);
    }
}
