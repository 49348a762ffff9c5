// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {KeyRotation} from "../../../contracts/types/RegistryData.sol";
import {BatchHeader, CorrectionHeader, Reattestation} from "../../../contracts/types/TypedData.sol";
import {SettlementChecks} from "../settlement/SettlementChecks.sol";
import {AdminRows} from "./AdminRows.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title Who may what with lanes; the registry stands for the platform's other contracts
contract LaneRolesTest is SettlementChecks, AdminRows {
    BatchHeader private posted;
    uint32 private newSite;
    uint32 private rotatedSite;

    function setUp() public override {
        super.setUp();
        _grant(address(settlement), DESK, address(registry));
        _grant(address(settlement), GUARDIAN, _callerOf(11));
        vm.prank(admin);
        IAccessControl(address(settlement)).revokeRole(GUARDIAN, verifier);
        newSite = _verified(alice, "another controller");
        _loseKey();
        posted = _next(4);
        _postInTime(posted);
        vm.warp(block.timestamp + 1 hours);
    }

    function test_invariant28_deliverySettlement() public {
        _adminRows();
        _maySign(CONTROLLER, _batch);
        _maySign(CONTROLLER, _batches);
        _maySign(CONTROLLER, _correction);
        _maySign(CONTROLLER, _reattestation);
        _may(OWNER, abi.encodeCall(settlement.openLane, (newSite, 16, uint32(block.timestamp / 900))));
        _may(EVERYBODY, abi.encodeCall(settlement.warmLane, (site, 2)));
        _may(CONTRACTS, abi.encodeWithSignature("refreshKey(uint32)", site));
        _may(CONTRACTS, abi.encodeCall(settlement.rejectBatch, (site, 1, _digest(posted))));
        vm.prank(admin);
        settlement.setSuccessor(_callerOf(13));
        _may(CONTRACTS, abi.encodeCall(settlement.closeLane, (site)));
        _may(TIMELOCK, abi.encodeCall(settlement.setSuccessor, (address(7))));
        _may(GUARDIANS, abi.encodeCall(settlement.pause, ()));
        _may(TIMELOCK, abi.encodeCall(settlement.setWindow, (100)));
        _check(address(settlement));
        vm.prank(_callerOf(11));
        settlement.pause();
        _may(TIMELOCK, abi.encodeCall(settlement.unpause, ()));
        _check(address(settlement));
        _finish("DeliverySettlement");
    }

    function _callerOf(uint256 role) internal view override returns (address) {
        return role == 13 ? address(registry) : super._callerOf(role);
    }

    /// @dev A second lane of alice's, whose first key was revoked after a second one took over.
    function _loseKey() private {
        rotatedSite = _verified(alice, "old controller");
        uint32 first = uint32(block.timestamp / 900);
        vm.prank(alice);
        settlement.openLane(rotatedSite, 16, first);
        KeyRotation memory rotation =
            KeyRotation(rotatedSite, 2, _person("old controller"), _person("newer controller"), first + 4);
        bytes32 digest = _typed(rotation.hash());
        (bytes32 oldR, bytes32 oldVs) = vm.signCompact(_key("old controller"), digest);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("newer controller"), digest);
        registry.rotateKey(rotation, oldR, oldVs, r, vs);
        vm.prank(alice);
        registry.revokeKey(rotatedSite, 1, first + 4);
    }

    function _batch(string memory signer) private view returns (bytes memory) {
        BatchHeader memory header = _next(4);
        (bytes32 r, bytes32 vs) = _signed(header, signer);
        return abi.encodeCall(settlement.postBatch, (header, r, vs));
    }

    function _batches(string memory signer) private view returns (bytes memory) {
        BatchHeader[] memory headers = new BatchHeader[](1);
        bytes32[2][] memory signatures = new bytes32[2][](1);
        headers[0] = _next(4);
        (signatures[0][0], signatures[0][1]) = _signed(headers[0], signer);
        return abi.encodeCall(settlement.postBatches, (headers, signatures));
    }

    function _correction(string memory signer) private view returns (bytes memory) {
        CorrectionHeader memory header;
        (header.site, header.correction, header.lineCount) = (site, 1, 20);
        (header.fromQuarter, header.toQuarter) = (posted.fromQuarter, posted.toQuarter);
        header.corrects = _digest(posted);
        (bytes32 r, bytes32 vs) = vm.signCompact(_key(signer), _digest(header));
        return abi.encodeCall(settlement.postCorrection, (header, r, vs));
    }

    /// @dev A batch of the lost key, for which the key that followed has to sign as well: `signer` does.
    function _reattestation(string memory signer) private view returns (bytes memory) {
        ISettlementLanes.Lane memory lane = settlement.laneOf(rotatedSite);
        BatchHeader memory header = _next(4);
        (header.site, header.sequence, header.previous) = (rotatedSite, 1, 0);
        (header.fromQuarter, header.toQuarter) = (lane.coveredTo, lane.coveredTo + 4);
        bytes32[2] memory signature;
        bytes32[2] memory newSignature;
        (signature[0], signature[1]) = _signed(header, "old controller");
        Reattestation memory again = Reattestation(rotatedSite, 1, _digest(header), 1);
        bytes32 digest = _typedFor(address(settlement), "Powerchain Settlement", again.hash());
        // Each site has keys of its own: the controller of this one is the newer one.
        bool isController = keccak256(bytes(signer)) == keccak256("controller");
        (newSignature[0], newSignature[1]) = vm.signCompact(_key(isController ? "newer controller" : signer), digest);
        return abi.encodeCall(settlement.reattest, (header, signature, again, newSignature));
    }
}
