// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Trees} from "../../../contracts/maths/Trees.sol";
import "../../../contracts/types/BillingData.sol" as Billing;
import "../../../contracts/types/RegistryData.sol" as Registry;
import "../../../contracts/types/TypedData.sol" as Settlement;
import {Checks} from "../base/Checks.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Type hashes and the test vector of the specification (3.2, 3.3), which the TypeScript side meets too
contract TestVectorTest is Checks {
    bytes32 private constant DOMAIN = 0xa0b18b24677ba85ed4eb1622e519d234b7c29a6f7e579876793da15d152665b4;
    bytes32 private constant LEAF = 0x916208aa2d494957c4d346213cbf4f321f800bd520622c7e0ac394e1c5d6b6d8;

    function test_typeHashesAreThoseOfTheSpecification() public pure {
        _same(Registry.STORAGE_STATUS_TYPE, 0xb31cea88c7e88dc4c810c407a7775e15b72831ced16f099526c33c10bff64286);
        _same(Registry.KEY_ROTATION_TYPE, 0xdf9ad6c1968f6988cce3d376b4b2caff3d49bc64eac42327e3f6224a1c6474f5);
        _same(Settlement.INTERVAL_STATEMENT_TYPE, 0xb8d7962d7805a38e470e2e893bda240444743b6be7fba5640f3b505cfb766e39);
        _same(Settlement.BATCH_HEADER_TYPE, 0x2baea8ac43d6b123fc94f044cae705f214e8255bf9d57896131b4bcdb010f059);
        _same(Settlement.CORRECTION_HEADER_TYPE, 0xde235b840360fdcc56ae204361bbcdb92b71521b5237a71e15d52750971c1d99);
        _same(Settlement.REATTESTATION_TYPE, 0xbf2c44d4317a1cf0f5c4174a0e6e8431a72eaf244923fe01a8fc72ad15e999c6);
        _same(Settlement.LINE_ACCEPTANCE_TYPE, 0x36d018e9a29fba90de9a64725bfe4a2d861f298dcd34a1abf41048ba4ccb3ee4);
        _same(Billing.CONSUMER_CONTRACT_TYPE, 0xf8b69b2152550b6d0a5745d8c7e1c28f60b4da6ea7b831622c8977b8b9e0de5e);
        _same(Billing.TARIFF_SWITCH_TYPE, 0x8aece82640f00e53870ae5c21b5bd84e1c84f727bbbf8d33472027876d444cb3);
        _same(Billing.METER_READING_TYPE, 0x90625376cf0109c01b06310ee09050f6bebc98d457e0bb4c98c52f818521be17);
        _same(Billing.SPLIT_FORMULA_TYPE, 0x2266656d8ad4bc2c6c0c6c1357939d3f4e3d6b4fbd2743f5c54847a2a78b3245);
    }

    function test_lineLeafRootAndStatementAreThoseOfTheVector() public pure {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Powerchain Settlement"),
                keccak256("1"),
                31337,
                0x5FbDB2315678afecb367f032d93F642f64180aa3
            )
        );
        _same(domain, DOMAIN);
        bytes32 word1 = bytes32(uint256(0x00000001000000000000002a01010104001dde400000));
        bytes32 word2 = 0x000102030405060708090a0b0c0d0e0f000000000012d687000000000000e09c;
        bytes32 leaf = Trees.line(Trees.lineContext(domain, 7, 1_957_440), keccak256("demo meter point"), word1, word2);
        _same(leaf, LEAF);
        _same(Trees.node(leaf, Trees.EMPTY), 0x6b4edceb671d27549d0e9d1fc3db4c3caf48db56bcdfb9f289bdc21acabe8f8c);
        _same(Trees.node(Trees.EMPTY, leaf), Trees.node(leaf, Trees.EMPTY));
        bytes32 content = Settlement.IntervalStatement(7, 1_957_440, 0, 1, leaf, 0, 0).hash();
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", domain, content));
        _same(digest, 0xa7f717f55e53a8c96f8b6e8436f7d47612a90bee9e0fd1cd2f4fa308446097d0);
    }

    function testFuzz_A5_A6_anInnerNodeOrThePaddingIsNoLeaf(bytes32 a, bytes32 b, bytes32 point) public pure {
        bytes32 inner = Trees.node(a, b);
        vm.assertNotEq(Trees.line(a, b, point, 0), inner);
        vm.assertNotEq(Trees.line(a, point, b, 0), Trees.EMPTY);
        vm.assertNotEq(keccak256(abi.encodePacked(a, b)), inner);
    }

    function testFuzz_A7_copyingTheLastLeafGivesAnotherRoot(bytes32 a, bytes32 b, bytes32 c) public pure {
        vm.assume(c != Trees.EMPTY);
        bytes32 three = Trees.node(Trees.node(a, b), Trees.node(c, Trees.EMPTY));
        bytes32 four = Trees.node(Trees.node(a, b), Trees.node(c, c));
        vm.assertNotEq(three, four);
    }

    function testFuzz_proofsUseOurNode(bytes32[4] memory leaves) public view {
        bytes32 root = Trees.node(Trees.node(leaves[0], leaves[1]), Trees.node(leaves[2], leaves[3]));
        bytes32[] memory proof = new bytes32[](2);
        (proof[0], proof[1]) = (leaves[1], Trees.node(leaves[3], leaves[2]));
        vm.assertTrue(MerkleProof.verify(proof, root, leaves[0], Trees.node));
    }

    function _same(bytes32 left, bytes32 right) private pure {
        vm.assertEq(left, right);
    }
}
