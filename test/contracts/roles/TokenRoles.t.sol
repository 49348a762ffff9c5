// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VaultChecks} from "../vault/VaultChecks.sol";
import {AdminRows} from "./AdminRows.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

interface Wrapper {
    function depositFor(address account, uint256 units) external returns (bool);
    function withdrawTo(address account, uint256 units) external returns (bool);
    function delegate(address to) external;
    function delegateBySig(address to, uint256 nonce, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external;
}

/// @title Who may what with POWEC and its voting wrapper; alice allowed the contract to move hers
contract TokenRolesTest is VaultChecks, AdminRows {
    address private votes;

    function setUp() public override {
        super.setUp();
        votes = vm.deployCode("PowecVotes.sol:PowecVotes", abi.encode(token));
        bytes32 role = token.MINTER();
        vm.prank(admin);
        token.grantRole(role, _callerOf(13));
        for (uint256 i; i < ROLES; ++i) {
            address who = _callerOf(i);
            _mint(who, 10e18);
            vm.startPrank(who);
            token.approve(votes, 5e18);
            Wrapper(votes).depositFor(who, 5e18);
            token.approve(votes, 5e18);
            vm.stopPrank();
        }
        vm.startPrank(alice);
        token.approve(_callerOf(13), 1);
        IERC20(votes).approve(_callerOf(13), 1);
        vm.stopPrank();
    }

    function test_invariant28_powecToken() public {
        _adminRows();
        _may(CONTRACTS, abi.encodeCall(token.mint, (bob, 1)));
        _may(TIMELOCK, abi.encodeCall(token.closeMinting, ()));
        _may(EVERYBODY, abi.encodeCall(token.burn, (1)));
        _ownTokens();
        _maySign(OWNER, _permit);
        _check(address(token));
        _finish("PowecToken");
    }

    function test_invariant28_powecVotes() public {
        _ownTokens();
        _may(EVERYBODY, abi.encodeCall(Wrapper.depositFor, (bob, 1)));
        _may(EVERYBODY, abi.encodeCall(Wrapper.withdrawTo, (bob, 1)));
        _may(EVERYBODY, abi.encodeCall(Wrapper.delegate, (bob)));
        _maySign(EVERYBODY, _delegation); // of the signer's own votes
        _maySign(OWNER, _votesPermit);
        _check(votes);
        _finish("PowecVotes");
    }

    /// @dev Everybody moves his own tokens; those of alice only who was allowed.
    function _ownTokens() private {
        _may(EVERYBODY, abi.encodeCall(IERC20.transfer, (address(7), 1)));
        _may(EVERYBODY, abi.encodeCall(IERC20.approve, (address(7), 1)));
        _may(CONTRACTS, abi.encodeCall(IERC20.transferFrom, (alice, address(7), 1)));
    }

    function _permit(string memory signer) private view returns (bytes memory) {
        return _permitAt(address(token), token.DOMAIN_SEPARATOR(), signer);
    }

    function _votesPermit(string memory signer) private view returns (bytes memory) {
        return _permitAt(votes, IERC20Permit(votes).DOMAIN_SEPARATOR(), signer);
    }

    /// @dev Alice's tokens for bob, signed by somebody.
    function _permitAt(address where, bytes32 domain, string memory signer) private view returns (bytes memory) {
        bytes32 kind = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        uint256 nonce = IERC20Permit(where).nonces(alice);
        bytes32 content = keccak256(abi.encode(kind, alice, bob, 1, nonce, type(uint256).max));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(signer), _typedWith(domain, content));
        return abi.encodeCall(IERC20Permit.permit, (alice, bob, 1, type(uint256).max, v, r, s));
    }

    function _delegation(string memory signer) private view returns (bytes memory) {
        bytes32 kind = keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
        bytes32 content = keccak256(abi.encode(kind, bob, 0, type(uint256).max));
        bytes32 digest = _typedWith(IERC20Permit(votes).DOMAIN_SEPARATOR(), content);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(signer), digest);
        return abi.encodeCall(Wrapper.delegateBySig, (bob, 0, type(uint256).max, v, r, s));
    }

    function _typedWith(bytes32 domain, bytes32 content) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }
}
