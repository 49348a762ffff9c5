// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Checks} from "../base/Checks.sol";
import {AccessErrors} from "./AccessErrors.sol";

/// @title Cheat codes that read what forge built, and set the chain back
interface MatrixVm {
    function readFile(string calldata path) external view returns (string memory);
    function parseJsonKeys(string calldata json, string calldata key) external pure returns (string[] memory);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory);
    function keyExistsJson(string calldata json, string calldata key) external view returns (bool);
    function split(string calldata text, string calldata by) external pure returns (string[] memory);
    function indexOf(string calldata text, string calldata part) external pure returns (uint256);
    function snapshotState() external returns (uint256);
    function revertToState(uint256 id) external returns (bool);
}

/// @title Invariant 28: every function that changes state, called by every role (section 1.4 of the specification)
/// @notice A row says who may: the others have to be refused by an access error; who may has to succeed, or to fail by the one error
/// that the row names. A function of the ABI without a row fails the test.
abstract contract RoleMatrix is Checks {
    uint256 internal constant ANYONE = 1 << 0;
    uint256 internal constant MEMBER_ROLE = 1 << 1; // joined and vouched for, no party of anything
    uint256 internal constant OWNER = 1 << 2; // of the node; payee of the agreement
    uint256 internal constant PAYER = 1 << 3;
    uint256 internal constant CONTROLLER = 1 << 4;
    uint256 internal constant OPERATOR = 1 << 5; // brings bytes to the chain, may nothing else
    uint256 internal constant ARBITER = 1 << 6;
    uint256 internal constant VERIFIERS = 1 << 7;
    uint256 internal constant CLEARING = 1 << 8;
    uint256 internal constant BANKS = 1 << 9;
    uint256 internal constant SUPPLIERS = 1 << 10;
    uint256 internal constant GUARDIANS = 1 << 11;
    uint256 internal constant TIMELOCK = 1 << 12;
    uint256 internal constant CONTRACTS = 1 << 13; // another contract of the platform
    uint256 internal constant EVERYBODY = (1 << 14) - 1;

    MatrixVm private constant matrixVm = MatrixVm(address(vm));

    struct Row {
        bytes[] calls; // one for all roles, or one for each
        uint256 allowed;
        bytes4 otherwise; // error of who may, when the state of the test doesn't let it succeed
    }

    mapping(bytes4 selector => Row) private _rows;

    /// @dev Name of who holds a role, by its position; people by name can sign.
    function _holder(uint256 role) internal view virtual returns (string memory) {
        return [
            "anyone",
            "carol",
            "alice",
            "bob",
            "controller",
            "operator",
            "arbiter",
            "verifier",
            "clearing",
            "bank",
            "supplier",
            "guardian",
            "admin",
            "contract"
        ][role];
    }

    /// @dev Who may send this call.
    function _may(uint256 allowed, bytes memory data) internal {
        _may(allowed, data, 0);
    }

    function _may(uint256 allowed, bytes memory data, bytes4 otherwise) internal {
        Row storage row = _rows[bytes4(data)];
        delete row.calls;
        row.calls.push(data);
        (row.allowed, row.otherwise) = (allowed, otherwise);
    }

    /// @dev Whose signature counts in this call, whoever sends it: `signed` gives it as signed by somebody.
    function _maySign(uint256 allowed, function(string memory) internal returns (bytes memory) signed) internal {
        bytes memory first = signed(_holder(0));
        Row storage row = _rows[bytes4(first)];
        delete row.calls;
        row.calls.push(first);
        for (uint256 role = 1; role < 14; ++role) {
            row.calls.push(signed(_holder(role)));
        }
        (row.allowed, row.otherwise) = (allowed, 0);
    }

    /// @dev Calls every state-changing function of the contract as every role; compares with the rows.
    function _checkAll(string memory name, address target) internal {
        string memory json = matrixVm.readFile(string.concat("dist/solidity/out/", name, ".sol/", name, ".json"));
        string[] memory signatures = matrixVm.parseJsonKeys(json, ".methodIdentifiers");
        string memory changing = _changing(json);
        for (uint256 i; i < signatures.length; ++i) {
            if (_isAmong(signatures[i], changing)) _checkRow(signatures[i], target);
        }
    }

    /// @dev Names of all functions of an ABI that may change state, each between spaces.
    function _changing(string memory json) private view returns (string memory names) {
        names = " ";
        for (uint256 i; matrixVm.keyExistsJson(json, _entry(i, "type")); ++i) {
            if (!matrixVm.keyExistsJson(json, _entry(i, "stateMutability"))) continue;
            if (!matrixVm.keyExistsJson(json, _entry(i, "name"))) continue; // constructor
            bytes32 kind = keccak256(bytes(matrixVm.parseJsonString(json, _entry(i, "stateMutability"))));
            if (kind == keccak256("view") || kind == keccak256("pure")) continue;
            names = string.concat(names, matrixVm.parseJsonString(json, _entry(i, "name")), " ");
        }
    }

    function _entry(uint256 i, string memory key) private pure returns (string memory) {
        return string.concat(".abi[", vm.toString(i), "].", key);
    }

    function _checkRow(string memory signature, address target) private {
        Row storage row = _rows[bytes4(keccak256(bytes(signature)))];
        vm.assertTrue(row.calls.length > 0, string.concat(signature, ": no row in the role matrix"));
        for (uint256 role; role < 14; ++role) {
            uint256 before = matrixVm.snapshotState();
            vm.prank(vm.addr(_key(_holder(row.calls.length > 1 ? 0 : role))));
            (bool isDone, bytes memory answer) = target.call(row.calls[row.calls.length > 1 ? role : 0]);
            _judge(string.concat(signature, " by ", _holder(role)), row, role, isDone, answer);
            matrixVm.revertToState(before);
        }
    }

    function _judge(string memory what, Row storage row, uint256 role, bool isDone, bytes memory answer) private view {
        bytes4 error = answer.length < 4 ? bytes4(0) : bytes4(answer);
        if (row.allowed >> role & 1 == 0) {
            vm.assertFalse(isDone, string.concat(what, ": may not, but did"));
            vm.assertTrue(AccessErrors.has(error), string.concat(what, ": refused, but not for who it is"));
        } else if (row.otherwise == 0) {
            vm.assertTrue(isDone, string.concat(what, ": may, but was refused"));
        } else {
            vm.assertFalse(isDone, string.concat(what, ": done, though the row says otherwise"));
            vm.assertEq(bytes32(error), bytes32(row.otherwise));
        }
    }

    /// @dev Whether the name of a signature is in a list of names between spaces.
    function _isAmong(string memory signature, string memory names) private pure returns (bool) {
        string memory name = string.concat(" ", matrixVm.split(signature, "(")[0], " ");
        return matrixVm.indexOf(names, name) != type(uint256).max;
    }
}
