// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {IProofDesk} from "../../../contracts/interfaces/IProofDesk.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {IntervalStatement} from "../../../contracts/types/TypedData.sol";
import {DisputeChecks} from "../dispute/DisputeDesk.t.sol";
import {Examples} from "../maths/Examples.sol";
import {RoleMatrix} from "./RoleMatrix.sol";

/// @title Who may what in a dispute, from its opening by bob to its end; proofs are anybody's
contract DisputeRolesTest is DisputeChecks, RoleMatrix {
    AgreementLine private posted = Examples.delivered();
    AgreementLine private claimed = Examples.deliveredShort();

    function test_invariant28_disputeDesk() public {
        Terms memory terms = _terms(42);
        _may(
            OWNER | PAYER,
            abi.encodeCall(disputes.open, (header, terms, posted, claimed, new bytes32[](0), 1, bytes32("evidence")))
        );
        _check(address(disputes));
        uint256 dispute = _dispute();
        _may(OWNER, abi.encodeCall(disputes.respond, (dispute)));
        _check(address(disputes));
        _respond(dispute);
        _may(OWNER | PAYER, abi.encodeCall(disputes.submitEvidence, (dispute, bytes32("more"))));
        _check(address(disputes));
        _wait(7 days + 1);
        _may(ARBITERS, abi.encodeCall(disputes.rule, (dispute, terms, posted, claimed, posted, 0)));
        _check(address(disputes));
        _rule(arbiter, dispute, posted, 0);
        _may(OWNER | PAYER, abi.encodeCall(disputes.appeal, (dispute)));
        _check(address(disputes));
        _wait(72 hours + 1);
        _may(EVERYBODY, abi.encodeCall(disputes.execute, (dispute, terms, posted, claimed, posted)));
        _check(address(disputes));
        _finish("DisputeDesk");
    }

    function test_invariant28_proofDesk() public {
        uint256 dispute = _dispute();
        _respond(dispute);
        IProofDesk.StatedLine[] memory lines = new IProofDesk.StatedLine[](0);
        _may(
            OWNER | PAYER,
            abi.encodeCall(proofs.proveLines, (dispute, header, lines, new bytes32[](0), new bool[](0))),
            IProofDesk.ProofNotValid.selector // a party, but no line
        );
        IntervalStatement memory statement = IntervalStatement(site, TEN, 0, 1, bytes32("root"), 0, 0);
        IProofDesk.LinePreimage memory line;
        bytes32[2] memory none;
        // Anybody proves; what proves nothing is refused for that.
        bytes4 invalid = IProofDesk.ProofNotValid.selector;
        bytes32[] memory proof = new bytes32[](0);
        _may(
            EVERYBODY,
            abi.encodeCall(proofs.proveEquivocation, (header, 0, statement, statement, none, none, proof)),
            invalid
        );
        _may(EVERYBODY, abi.encodeCall(proofs.proveDuplicateLine, (header, 0, statement, proof, line, line)), invalid);
        bytes4 nothing = IProofDesk.ProofNoReward.selector;
        _may(EVERYBODY, abi.encodeCall(proofs.takeReward, (bytes32("batch"), _terms(42))), nothing);
        _check(address(proofs));
        _finish("ProofDesk");
    }
}
