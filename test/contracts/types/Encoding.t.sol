// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Trees} from "../../../contracts/maths/Trees.sol";
import {AgreementKind, AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {Checks} from "../base/Checks.sol";
import {Examples} from "../maths/Examples.sol";

/// @title What is hashed by hand is what the ABI would hash
contract EncodingTest is Checks {
    function testFuzz_theLeafOfAnAgreementIsTheTaggedDoubleHash(
        bytes32 domain,
        uint32 site,
        uint32 sequence,
        AgreementLine memory line
    ) public pure {
        bytes memory content = abi.encode(keccak256("powerchain.agreement.v1"), domain, site, sequence, line);
        vm.assertEq(Trees.agreement(domain, site, sequence, line), keccak256(bytes.concat(keccak256(content))));
    }

    function testFuzz_theHashOfTermsIsThatOfTheirEncoding(address payer, bytes32 onBehalf, uint8 kind) public pure {
        Terms memory terms = Examples.lithium();
        (terms.payer, terms.onBehalf, terms.kind) = (payer, onBehalf, AgreementKind(kind % 4));
        vm.assertEq(terms.hash(), keccak256(abi.encode(terms)));
    }

    function testFuzz_theLeafOfAStatementIsTheTaggedDoubleHash(uint32 site, uint32 sequence, uint256 i, bytes32 digest)
        public
        pure
    {
        bytes memory content = abi.encode(keccak256("powerchain.statement.v1"), site, sequence, i, digest);
        vm.assertEq(Trees.statement(site, sequence, i, digest), keccak256(bytes.concat(keccak256(content))));
    }

    function testFuzz_aNodeIsTaggedAndSorted(bytes32 a, bytes32 b) public pure {
        (bytes32 low, bytes32 high) = uint256(a) < uint256(b) ? (a, b) : (b, a);
        bytes32 expected = keccak256(abi.encodePacked(bytes1(0x01), low, high));
        vm.assertEq(Trees.node(a, b), expected);
        vm.assertEq(Trees.node(b, a), expected);
    }
}
