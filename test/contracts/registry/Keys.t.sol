// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryKeys} from "../../../contracts/interfaces/IRegistryKeys.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {KeyRotation, StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {RegistryChecks} from "./RegistryChecks.sol";

contract KeysTest is RegistryChecks {
    uint32 private constant FROM = 1_957_500;
    uint32 private node;

    function setUp() public override {
        super.setUp();
        _member(alice, 1);
        node = _verified(alice, "controller");
    }

    function test_A16_epochsMeetWithoutAGapOrOverlap() public {
        _rotate(_rotation("new", FROM), "controller", "new");
        vm.assertEq(registry.lastEpoch(node), 2);
        vm.assertEq(registry.epochAt(node, FROM - 1), 1);
        vm.assertEq(registry.epochAt(node, FROM), 2);
        vm.assertEq(registry.epochAt(99, FROM), 0);
        vm.assertEq(registry.keyOf(node, 1).untilQuarter, FROM);
        vm.assertEq(registry.keyOf(node, 2).key, _person("new"));
    }

    function test_rotationNeedsBothKeysInOrder() public {
        KeyRotation memory rotation = _rotation("new", FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryBadPossession.selector, _person("stranger")));
        _rotate(rotation, "stranger", "new");
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryBadPossession.selector, _person("stranger")));
        _rotate(rotation, "controller", "stranger");
        rotation.epoch = 3;
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryWrongEpoch.selector, 2));
        _rotate(rotation, "controller", "new");
        rotation.epoch = 2;
        rotation.oldKey = alice;
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryBadPossession.selector, alice));
        _rotate(rotation, "controller", "new");
        rotation = _rotation("new", 0);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryRotationTooEarly.selector, 0));
        _rotate(rotation, "controller", "new");
        rotation = _rotation("controller", FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryKeyInUse.selector, _person("controller")));
        _rotate(rotation, "controller", "controller");
        rotation = _rotation("new", FROM);
        rotation.site = 99;
        rotation.epoch = 1;
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryWrongEpoch.selector, 1));
        _rotate(rotation, "controller", "new");
    }

    function test_theOwnerReplacesALostKey() public {
        KeyRotation memory rotation = _rotation("new", FROM);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("new"), _typed(rotation.hash()));
        vm.expectRevert();
        vm.prank(bob);
        registry.rotateKey(rotation, 0, 0, r, vs);
        vm.prank(alice);
        registry.rotateKey(rotation, 0, 0, r, vs);
        vm.assertEq(registry.lastEpoch(node), 2);
    }

    function test_A15_aRevokedKeyNamesNoSuccessorAndSignsNoStatus() public {
        vm.prank(verifier);
        registry.revokeKey(node, 1, FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryBadPossession.selector, _person("controller")));
        _rotate(_rotation("new", FROM), "controller", "new");
        StorageStatus memory status = _status(node);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryBadSigner.selector, _person("controller")));
        _report("controller", status);
        vm.assertEq(registry.keyOf(node, 1).revokedSince, FROM);
    }

    function test_whoMayRevoke() public {
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryNotOwner.selector, bob));
        vm.prank(bob);
        registry.revokeKey(node, 1, FROM);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryWrongEpoch.selector, 1));
        registry.revokeKey(node, 2, FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryWrongEpoch.selector, 1));
        registry.revokeKey(node, 0, FROM);
        registry.revokeKey(node, 1, FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryRotationTooEarly.selector, FROM));
        registry.revokeKey(node, 1, FROM);
        vm.startPrank(admin);
        registry.revokeKey(node, 1, FROM - 4);
    }

    function test_A4_aMeterPointBelongsToOneSiteAtATime() public {
        bytes32 point = keccak256("point");
        uint32 other = _verified(alice, "second controller");
        vm.startPrank(alice);
        registry.bindMeterPoint(point, node);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryMeterPointBound.selector, point, node));
        registry.bindMeterPoint(point, other);
        registry.moveMeterPoint(point, other, FROM);
        (uint32 site, uint32 fromQuarter) = registry.siteOf(point);
        vm.assertEq(site, other);
        vm.assertEq(fromQuarter, FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryKeys.RegistryRotationTooEarly.selector, FROM));
        registry.moveMeterPoint(point, node, FROM);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryUnknownNode.selector, 99));
        registry.moveMeterPoint(point, 99, FROM + 1);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryNotOwner.selector, bob));
        registry.moveMeterPoint(point, node, FROM + 1);
        vm.expectRevert(abi.encodeWithSelector(IRegistryNodes.RegistryNotOwner.selector, bob));
        registry.bindMeterPoint(keccak256("another"), node);
    }

    function test_aListenerIsTold() public {
        vm.prank(admin);
        registry.setKeyListener(address(this));
        _rotate(_rotation("new", FROM), "controller", "new");
        vm.assertEq(_told, node);
    }

    uint32 private _told;

    /// @notice What the registry calls when a key changes.
    function refreshKey(uint32 site) external {
        _told = site;
    }

    function _rotation(string memory newKey, uint32 fromQuarter) private returns (KeyRotation memory) {
        return KeyRotation(node, 2, _person("controller"), _person(newKey), fromQuarter);
    }

    function _rotate(KeyRotation memory rotation, string memory oldKey, string memory newKey) private {
        bytes32 digest = _typed(rotation.hash());
        (bytes32 oldR, bytes32 oldVs) = vm.signCompact(_key(oldKey), digest);
        (bytes32 newR, bytes32 newVs) = vm.signCompact(_key(newKey), digest);
        registry.rotateKey(rotation, oldR, oldVs, newR, newVs);
    }
}
