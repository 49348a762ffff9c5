// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {KeyRotation, StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {VaultChecks} from "../vault/VaultChecks.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title A registry with a verifier, a fund and two rich applicants
abstract contract RegistryChecks is VaultChecks {
    uint256 internal constant FEE = 50_000e18;
    bytes32 internal constant VERIFIER = keccak256("powerchain.verifier");
    bytes32 internal constant GUARDIAN = keccak256("powerchain.guardian");
    bytes32 internal constant MARKET = keccak256("powerchain.market");

    INodeRegistry internal registry;
    address internal verifier = _person("verifier");
    address internal fund = _person("fund");
    address internal marketRole = _person("market role");

    function setUp() public virtual override {
        super.setUp();
        registry = INodeRegistry(vm.deployCode("NodeRegistry.sol:NodeRegistry", abi.encode(vault, admin, fund)));
        _grant(address(registry), VERIFIER, verifier);
        _grant(address(registry), MARKET, marketRole);
        _rich(alice);
        _rich(bob);
    }

    function _grant(address where, bytes32 role, address who) internal {
        vm.prank(admin);
        IAccessControl(where).grantRole(role, who);
    }

    function _rich(address who) internal {
        _mint(who, 1_000_000e18);
        vm.startPrank(who);
        token.approve(address(registry), type(uint256).max);
        token.approve(address(vault), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev A member with a valid attestation.
    function _member(address who, uint8 roles) internal {
        vm.prank(who);
        registry.join(address(0), roles);
        vm.prank(verifier);
        registry.attest(who, type(uint40).max, 0);
    }

    function _registration(string memory controller)
        internal
        returns (IRegistryNodes.Registration memory registration)
    {
        registration = IRegistryNodes.Registration({
            kind: 2,
            zone: 9,
            capacityWh: 1_000_000,
            ratedVoltageV: 400,
            minDurationMin: 15,
            maxDurationMin: 2880,
            controller: _person(controller)
        });
    }

    /// @dev Registered by `owner` with the controller's possession signature.
    function _register(address owner, string memory controller) internal returns (uint32 node) {
        (bytes32 r, bytes32 vs) = _possession(owner, controller);
        IRegistryNodes.Registration memory registration = _registration(controller);
        vm.prank(owner);
        return registry.registerNode(registration, r, vs);
    }

    /// @dev Registered, admitted with a rating of 2 MWh and verified by a first status.
    function _verified(address owner, string memory controller) internal returns (uint32 node) {
        node = _register(owner, controller);
        vm.prank(verifier);
        registry.admitNode(node, 2_000_000);
        _report(controller, _status(node));
    }

    function _status(uint32 node) internal view returns (StorageStatus memory status) {
        status.node = node;
        status.sequence = registry.identityOf(node).statusSequence + 1;
        status.measuredAt = uint40(vm.getBlockTimestamp());
        status.validUntil = status.measuredAt + 7 days;
        status.kind = 2;
        (status.capacityWh, status.usableWh, status.guaranteedWh) = (1_000_000, 950_000, 900_000);
        (status.ratedVoltageV, status.minDurationMin, status.maxDurationMin) = (400, 15, 2880);
        (status.lossPpmPerHour, status.chargePowerW, status.dischargePowerW) = (1000, 500_000, 500_000);
    }

    function _report(string memory controller, StorageStatus memory status) internal {
        (bytes32 r, bytes32 vs) = vm.signCompact(_key(controller), _typed(status.hash()));
        registry.submitStatus(status, r, vs);
    }

    function _possession(address owner, string memory controller) internal returns (bytes32 r, bytes32 vs) {
        KeyRotation memory rotation = KeyRotation(0, 1, owner, _person(controller), 0);
        return vm.signCompact(_key(controller), _typed(rotation.hash()));
    }

    function _typed(bytes32 content) internal view returns (bytes32) {
        return _typedFor(address(registry), "Powerchain Registry", content);
    }

    function _typedFor(address where, string memory name, bytes32 content) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                vm.getChainId(),
                where
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }
}
