// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Signatures of members: plain keys and contract wallets
library MemberSignature {
    /// @notice Whether a member signed. The plain signature is tried first, because an account with a plain key may carry code
    /// (EIP-7702) that knows nothing of ERC-1271; whether there is code decides nothing.
    function isOf(address member, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address signer, ECDSA.RecoverError failed,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failed == ECDSA.RecoverError.NoError && signer == member) return true;
        return SignatureChecker.isValidERC1271SignatureNow(member, digest, signature);
    }
}
