// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, CorrectionHeader, LineAcceptance} from "../../../contracts/types/TypedData.sol";
import {Quarter} from "../../../contracts/types/Units.sol";
import {Examples} from "../maths/Examples.sol";
import {SettlementChecks} from "../settlement/SettlementChecks.sol";
import {AdminRows} from "./AdminRows.sol";

/// @title Who may what with agreements: bob pays alice for a delivery that was posted
contract AgreementRolesTest is SettlementChecks, AdminRows {
    Terms private terms;
    BatchHeader private header;

    function setUp() public override {
        super.setUp();
        _grant(address(book), DESK, _callerOf(13));
        _grant(address(book), MARKET, _callerOf(13));
        terms = _open(42);
        header = _batchOf(Examples.delivered());
        _postInTime(header);
    }

    function test_invariant28_agreementBook() public {
        _adminRows();
        _maySign(PAYER, _acceptance);
        _contractRows();
        // Anybody settles and closes, when the time has come.
        ISettlementAgreements.ProvenLines memory proven = _proven(terms, Examples.delivered());
        bytes4 open = ISettlementLanes.SettlementWindowOpen.selector;
        _may(EVERYBODY, abi.encodeCall(book.settleLines, (header, proven)), open);
        CorrectionHeader memory correction;
        bytes4 unknown = ISettlementLanes.SettlementUnknownBatch.selector;
        _may(EVERYBODY, abi.encodeCall(book.settleCorrection, (correction, proven)), unknown);
        bytes4 state = ISettlementAgreements.SettlementWrongState.selector;
        _may(EVERYBODY, abi.encodeCall(book.closeAgreement, (terms)), state);
        bytes4 provable = ISettlementAgreements.SettlementStillProvable.selector;
        _may(EVERYBODY, abi.encodeCall(book.expireAgreement, (terms)), provable);
        _check(address(book));
        vm.warp(block.timestamp + 8 days);
        _may(EVERYBODY, abi.encodeCall(book.settleLines, (header, proven)));
        _check(address(book));
        book.settleLines(header, proven);
        vm.warp(block.timestamp + 60 days);
        _may(EVERYBODY, abi.encodeCall(book.closeAgreement, (terms)));
        _check(address(book));
        _finish("AgreementBook");
    }

    function _contractRows() private {
        Terms memory next = _terms(43); // the next day
        (next.accumulateFrom, next.accumulateTo) = (Quarter.wrap(TEN + 96), Quarter.wrap(TEN + 104));
        (next.supplyFrom, next.supplyTo) = (Quarter.wrap(TEN + 128), Quarter.wrap(TEN + 136));
        _fillPurse(43, uint256(next.escrow) + next.bond);
        _may(CONTRACTS, abi.encodeCall(book.openAgreement, (next)));
        _may(CONTRACTS, abi.encodeCall(book.freezeAgreement, (terms, TEN + 40)));
        _may(CONTRACTS, abi.encodeCall(book.slashBond, (terms, bob)));
        AgreementLine memory line = Examples.delivered();
        bytes memory ruled = abi.encodeCall(book.settleRuled, (terms, line, line, 0, true));
        _may(CONTRACTS, ruled, ISettlementAgreements.SettlementWrongState.selector); // nobody disputes
    }

    function _acceptance(string memory signer) private view returns (bytes memory) {
        LineAcceptance[] memory acceptances = new LineAcceptance[](1);
        bytes[] memory signatures = new bytes[](1);
        bytes32 leaf = _leaf(header.sequence, Examples.delivered());
        acceptances[0] = LineAcceptance(42, leaf, _digest(header), type(uint40).max);
        bytes32 digest = _typedFor(address(settlement), "Powerchain Settlement", acceptances[0].hash());
        signatures[0] = _sign(signer, digest);
        return abi.encodeCall(book.acceptLines, (header, _proven(terms, Examples.delivered()), acceptances, signatures));
    }
}
