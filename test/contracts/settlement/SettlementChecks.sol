// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliverySettlement} from "../../../contracts/interfaces/IDeliverySettlement.sol";
import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {Trees} from "../../../contracts/maths/Trees.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, CorrectionHeader} from "../../../contracts/types/TypedData.sol";
import {Examples} from "../maths/Examples.sol";
import {RegistryChecks} from "../registry/RegistryChecks.sol";

/// @title A settlement with a site of alice's, whose lane begins at 10:00, and bob as payer
abstract contract SettlementChecks is RegistryChecks {
    uint32 internal constant TEN = Examples.TEN;
    uint32 internal constant CORRECTION = 1 << 31;
    bytes32 internal constant DESK = keccak256("powerchain.desk");

    IDeliverySettlement internal settlement;
    ISettlementAgreements internal book;
    uint32 internal site;
    address internal desk = _person("desk");
    address internal arbiter = _person("arbiter");

    function setUp() public virtual override {
        super.setUp();
        settlement = _deploySettlement(address(0));
        book = ISettlementAgreements(
            vm.deployCode("AgreementBook.sol:AgreementBook", abi.encode(vault, registry, settlement, admin))
        );
        _addModule(address(book));
        vm.prank(admin);
        registry.setKeyListener(address(settlement));
        _grant(address(registry), MARKET, address(book));
        _grant(address(settlement), DESK, desk);
        _grant(address(settlement), GUARDIAN, verifier);
        _grant(address(book), DESK, desk);
        _grant(address(book), MARKET, marketRole);
        _member(alice, 1);
        site = _verified(alice, "controller");
        vm.prank(alice);
        settlement.openLane(site, 16, TEN);
    }

    function _deploySettlement(address predecessor) internal returns (IDeliverySettlement) {
        return IDeliverySettlement(
            vm.deployCode("DeliverySettlement.sol:DeliverySettlement", abi.encode(registry, admin, predecessor))
        );
    }

    /// @dev The next batch of the lane, of `quarters` quarters and a day's lines.
    function _next(uint32 quarters) internal view returns (BatchHeader memory header) {
        IDeliverySettlement.Lane memory lane = settlement.laneOf(site);
        header.site = site;
        header.sequence = lane.sequence + 1;
        header.fromQuarter = lane.coveredTo;
        header.toQuarter = lane.coveredTo + quarters;
        header.lineCount = 20 * quarters;
        (header.absorbedWh, header.injectedWh) = (1_234_567, 1_204_321);
        header.statementsRoot = keccak256(abi.encode("statements", header.sequence));
        header.agreementsRoot = keccak256(abi.encode("agreements", header.sequence));
        header.previous = bytes32(uint256(lane.digest));
    }

    function _signed(BatchHeader memory header, string memory key) internal view returns (bytes32 r, bytes32 vs) {
        return vm.signCompact(_key(key), _digest(header));
    }

    function _digest(BatchHeader memory header) internal view returns (bytes32) {
        return _typedFor(address(settlement), "Powerchain Settlement", header.hash());
    }

    function _digest(CorrectionHeader memory header) internal view returns (bytes32) {
        return _typedFor(address(settlement), "Powerchain Settlement", header.hash());
    }

    function _post(BatchHeader memory header) internal {
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        settlement.postBatch(header, r, vs);
    }

    /// @dev Posts the batch when its quarters are over.
    function _postInTime(BatchHeader memory header) internal {
        if (block.timestamp < uint256(header.toQuarter) * 900) vm.warp(uint256(header.toQuarter) * 900);
        _post(header);
    }

    function _refusePost(BatchHeader memory header, bytes memory why) internal {
        (bytes32 r, bytes32 vs) = _signed(header, "controller");
        vm.expectRevert(why);
        settlement.postBatch(header, r, vs);
    }

    /// @dev Example 1 between bob (payer) and alice (payee), opened with a filled purse.
    function _open(uint64 agreement) internal returns (Terms memory terms) {
        terms = _terms(agreement);
        _fillPurse(agreement, uint256(terms.escrow) + terms.bond);
        vm.prank(marketRole);
        registry.useCapacity(site, 0, 500_000);
        vm.prank(marketRole);
        book.openAgreement(terms);
    }

    function _terms(uint64 agreement) internal view returns (Terms memory terms) {
        terms = Examples.lithium();
        (terms.agreement, terms.site) = (agreement, site);
        (terms.payer, terms.payee, terms.arbiter) = (bob, alice, arbiter);
    }

    function _fillPurse(uint64 agreement, uint256 units) internal {
        _hold(bob, units);
        bytes32 purse = book.purseOf(agreement);
        vm.prank(module);
        vault.handOver(PURSE, address(book), purse, units);
    }

    /// @dev A batch up to 20:00 whose only agreement line is `line`.
    function _batchOf(AgreementLine memory line) internal view returns (BatchHeader memory header) {
        uint32 quarters = uint32(line.upTo.raw()) - settlement.laneOf(site).coveredTo;
        header = _next(quarters == 0 ? 1 : quarters);
        header.agreementsRoot = _leaf(header.sequence, line);
    }

    function _leaf(uint32 sequence, AgreementLine memory line) internal view returns (bytes32) {
        return Trees.agreement(settlement.domainSeparator(), site, sequence, line);
    }

    function _proven(Terms memory terms, AgreementLine memory line)
        internal
        pure
        returns (ISettlementAgreements.ProvenLines memory proven)
    {
        proven.lines = new AgreementLine[](1);
        proven.terms = new Terms[](1);
        (proven.lines[0], proven.terms[0]) = (line, terms);
        proven.proofFlags = new bool[](0);
        proven.proof = new bytes32[](0);
    }

    function _line(uint64 agreement, AgreementLine memory line) internal pure returns (AgreementLine memory) {
        line.agreement = agreement;
        return line;
    }
}
