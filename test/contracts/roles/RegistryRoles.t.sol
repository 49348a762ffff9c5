// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryMembers} from "../../../contracts/interfaces/IRegistryMembers.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {KeyRotation, StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {RegistryChecks} from "../registry/RegistryChecks.sol";
import {AdminRows} from "./AdminRows.sol";

/// @title Who may what at the registry; alice owns a node, carol is a member without one
contract RegistryRolesTest is RegistryChecks, AdminRows {
    bytes32 private constant POINT = keccak256("point");
    uint32 private node;

    function setUp() public override {
        super.setUp();
        _grant(address(registry), MARKET, _callerOf(13));
        _grant(address(registry), GUARDIAN, _callerOf(11));
        for (uint256 i; i < ROLES; ++i) {
            _rich(_callerOf(i));
        }
        _member(alice, 1);
        _member(_callerOf(1), 1);
        node = _verified(alice, "controller");
        vm.prank(alice);
        registry.bindMeterPoint(POINT, node);
    }

    function test_invariant28_nodeRegistry() public {
        _adminRows();
        _memberRows();
        _nodeRows();
        _keyRows();
        _check(address(registry));
        _finish("NodeRegistry");
    }

    function _memberRows() private {
        bytes4 twice = IRegistryMembers.RegistryAlreadyMember.selector;
        _may(EVERYBODY, abi.encodeCall(registry.join, (address(0), 1)), twice, MEMBERS | OWNER);
        bytes memory joining = abi.encodeCall(registry.joinWithPermit, (address(0), 1, 0, 0, 0, 0));
        _may(EVERYBODY, joining, twice, MEMBERS | OWNER);
        _may(MEMBERS | OWNER, abi.encodeCall(registry.changeRoles, (3)));
        _may(EVERYBODY, abi.encodeCall(registry.delegate, (bob, 1, 1, 1))); // of what is his own
        _may(VERIFIERS, abi.encodeCall(registry.attest, (alice, 1, 0)));
        bytes4 notDue = IRegistryMembers.RegistryReferralNotDue.selector;
        _may(EVERYBODY, abi.encodeCall(registry.forfeitReferral, (alice)), notDue);
        _may(TIMELOCK, abi.encodeCall(registry.setAdmission, (1, 1, fund)));
    }

    function _nodeRows() private {
        _mayEach(MEMBERS | OWNER, _registering);
        _may(VERIFIERS, abi.encodeCall(registry.admitNode, (node, 1)));
        _may(VERIFIERS | GUARDIANS | CONTRACTS, abi.encodeCall(registry.suspendNode, (node)));
        _maySign(CONTROLLER, _statusBy);
        _may(OWNER, abi.encodeCall(registry.retireNode, (node)));
        _may(CONTRACTS, abi.encodeCall(registry.useCapacity, (node, 1, 0)));
        _may(EVERYBODY, abi.encodeCall(registry.challengePresence, (node))); // with a bond
        bytes4 none = IRegistryNodes.RegistryNoChallenge.selector;
        _may(EVERYBODY, abi.encodeCall(registry.closeChallenge, (node)), none);
        _may(TIMELOCK, abi.encodeCall(registry.scheduleKindFactor, (2, 1_100_000)));
    }

    function _keyRows() private {
        _maySign(CONTROLLER, _rotation);
        _mayEach(OWNER, _rotationOfALostKey);
        _may(OWNER | VERIFIERS | TIMELOCK, abi.encodeCall(registry.revokeKey, (node, 1, 1_957_441)));
        _may(OWNER, abi.encodeCall(registry.bindMeterPoint, (keccak256("another"), node)));
        _may(OWNER, abi.encodeCall(registry.moveMeterPoint, (POINT, node, 1_957_441)));
        _may(TIMELOCK, abi.encodeCall(registry.setKeyListener, (address(0))));
    }

    function _registering(string memory owner) private returns (bytes memory) {
        (bytes32 r, bytes32 vs) = _possession(vm.addr(_key(owner)), "new controller");
        return abi.encodeCall(registry.registerNode, (_registration("new controller"), r, vs));
    }

    function _statusBy(string memory signer) private view returns (bytes memory) {
        StorageStatus memory status = _status(node);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key(signer), _typed(status.hash()));
        return abi.encodeCall(registry.submitStatus, (status, r, vs));
    }

    function _rotation(string memory signer) private returns (bytes memory) {
        (KeyRotation memory rotation, bytes32 digest) = _next();
        (bytes32 oldR, bytes32 oldVs) = vm.signCompact(_key(signer), digest);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("new controller"), digest);
        return abi.encodeCall(registry.rotateKey, (rotation, oldR, oldVs, r, vs));
    }

    /// @dev Without the old key's signature (0 stands for it) only the owner rotates.
    function _rotationOfALostKey(string memory) private returns (bytes memory) {
        (KeyRotation memory rotation, bytes32 digest) = _next();
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("new controller"), digest);
        return abi.encodeCall(registry.rotateKey, (rotation, 0, 0, r, vs));
    }

    function _next() private returns (KeyRotation memory rotation, bytes32 digest) {
        rotation = KeyRotation(node, 2, _person("controller"), _person("new controller"), 1_957_500);
        digest = _typed(rotation.hash());
    }
}
