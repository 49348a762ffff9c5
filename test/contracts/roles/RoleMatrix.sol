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
    function toString(bytes calldata data) external pure returns (string memory);
    function snapshotState() external returns (uint256);
    function revertToState(uint256 id) external returns (bool);
}

/// @title Invariant 28: every function that changes state, called by every role (section 1.4 of the specification)
/// @notice A row says who may: the others have to be refused by an access error; who may has to succeed, or to fail by the one error
/// that the row names. Rows are checked in the state in which they are given; a function of the ABI without a row fails the test.
abstract contract RoleMatrix is Checks {
    uint256 internal constant ANYONE = 1 << 0;
    uint256 internal constant MEMBERS = 1 << 1; // joined and vouched for, no party of anything
    uint256 internal constant OWNER = 1 << 2; // of the node; payee of the agreement
    uint256 internal constant PAYER = 1 << 3;
    uint256 internal constant CONTROLLER = 1 << 4;
    uint256 internal constant OPERATOR = 1 << 5; // brings bytes to the chain, may nothing else
    uint256 internal constant ARBITERS = 1 << 6;
    uint256 internal constant VERIFIERS = 1 << 7;
    uint256 internal constant CLEARINGS = 1 << 8;
    uint256 internal constant BANKS = 1 << 9;
    uint256 internal constant SUPPLIERS = 1 << 10;
    uint256 internal constant GUARDIANS = 1 << 11;
    uint256 internal constant TIMELOCK = 1 << 12;
    uint256 internal constant CONTRACTS = 1 << 13; // the other contract of the platform whose right it is
    uint256 internal constant ROLES = 14;
    uint256 internal constant EVERYBODY = (1 << ROLES) - 1;

    MatrixVm private constant matrixVm = MatrixVm(address(vm));

    /// @dev `calls`: one for all roles, or one for each. `isSigned`: not who sends counts but who signed.
    struct Row {
        bytes[] calls;
        uint256 allowed;
        uint256 failing; // of who may: for whom the state of the test ends the call by `otherwise`
        bytes4 otherwise;
        bool isSigned;
    }

    Row[] private _rows;
    mapping(bytes4 selector => bool) private _isChecked;

    /// @dev Name of who holds a role, by its position; people by name can sign.
    function _holder(uint256 role) internal pure returns (string memory) {
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

    /// @dev Who calls for a role, unless a test names a contract instead.
    function _callerOf(uint256 role) internal view virtual returns (address) {
        return vm.addr(_key(_holder(role)));
    }

    /// @dev Who may send this call.
    function _may(uint256 allowed, bytes memory data) internal {
        _may(allowed, data, 0, 0);
    }

    /// @dev Who may send this call, which then ends by this error in the state of the test.
    function _may(uint256 allowed, bytes memory data, bytes4 otherwise) internal {
        _may(allowed, data, otherwise, allowed);
    }

    function _may(uint256 allowed, bytes memory data, bytes4 otherwise, uint256 failing) internal {
        Row storage row = _rows.push();
        row.calls.push(data);
        (row.allowed, row.otherwise, row.failing) = (allowed, otherwise, failing);
    }

    /// @dev Who may send the call that is made for him.
    function _mayEach(uint256 allowed, function(string memory) internal returns (bytes memory) made) internal {
        Row storage row = _rows.push();
        row.allowed = allowed;
        for (uint256 role; role < ROLES; ++role) {
            row.calls.push(made(_holder(role)));
        }
    }

    /// @dev Whose signature counts in this call, whoever sends it.
    function _maySign(uint256 allowed, function(string memory) internal returns (bytes memory) signed) internal {
        _mayEach(allowed, signed);
        _rows[_rows.length - 1].isSigned = true;
    }

    /// @dev Checks the rows given so far, in the state as it is now.
    function _check(address target) internal {
        for (; _rows.length > 0; _rows.pop()) {
            Row storage row = _rows[_rows.length - 1];
            _isChecked[bytes4(row.calls[0])] = true;
            _requireModest(row);
            for (uint256 role; role < ROLES; ++role) {
                _checkAs(role, row, target);
            }
        }
    }

    /// @dev Refuses functions of the contract, changing state, that had no row.
    function _finish(string memory name) internal view {
        string memory json = matrixVm.readFile(string.concat("dist/solidity/out/", name, ".sol/", name, ".json"));
        string[] memory signatures = matrixVm.parseJsonKeys(json, ".methodIdentifiers");
        string memory changing = _changing(json);
        uint256 count;
        for (uint256 i; i < signatures.length; ++i) {
            if (!_isAmong(signatures[i], changing)) continue;
            count++;
            bool isChecked = _isChecked[bytes4(keccak256(bytes(signatures[i])))];
            vm.assertTrue(isChecked, string.concat(name, " ", signatures[i], ": no row in the role matrix"));
        }
        vm.assertGt(count, 0);
    }

    /// @dev The operator's key brings bytes to the chain: it may what anybody may, nothing else.
    function _requireModest(Row storage row) private view {
        bool isModest = row.allowed & OPERATOR == 0 || row.allowed == EVERYBODY;
        vm.assertTrue(isModest, "the operator may more than anybody");
    }

    function _checkAs(uint256 role, Row storage row, address target) private {
        uint256 before = matrixVm.snapshotState();
        bytes memory data = row.calls[row.calls.length > 1 ? role : 0];
        vm.prank(_callerOf(row.isSigned ? 0 : role));
        (bool isDone, bytes memory answer) = target.call(data);
        string memory what = string.concat(_hex(bytes4(data)), " by ", _holder(role), ": ");
        bytes4 error = answer.length < 4 ? bytes4(0) : bytes4(answer);
        if (row.allowed >> role & 1 == 0) {
            vm.assertFalse(isDone, string.concat(what, "may not, but did"));
            vm.assertTrue(AccessErrors.has(error), string.concat(what, "refused, but not for who it is: ", _hex(error)));
        } else if (row.failing >> role & 1 == 0) {
            vm.assertTrue(isDone, string.concat(what, "may, but was refused: ", _hex(error)));
        } else {
            vm.assertTrue(error == row.otherwise, string.concat(what, "may, but ends otherwise: ", _hex(error)));
        }
        matrixVm.revertToState(before);
    }

    function _hex(bytes4 word) private pure returns (string memory) {
        return matrixVm.toString(bytes.concat(word));
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

    /// @dev Whether the name of a signature is in a list of names between spaces.
    function _isAmong(string memory signature, string memory names) private pure returns (bool) {
        string memory name = string.concat(" ", matrixVm.split(signature, "(")[0], " ");
        return matrixVm.indexOf(names, name) != type(uint256).max;
    }
}
