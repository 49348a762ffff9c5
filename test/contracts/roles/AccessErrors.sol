// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {INodeGroups} from "../../../contracts/interfaces/INodeGroups.sol";
import {IProofDesk} from "../../../contracts/interfaces/IProofDesk.sol";
import {IRegistryKeys} from "../../../contracts/interfaces/IRegistryKeys.sol";
import {IRegistryMembers} from "../../../contracts/interfaces/IRegistryMembers.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {IRetailBilling} from "../../../contracts/interfaces/IRetailBilling.sol";
import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {ITokenSale} from "../../../contracts/interfaces/ITokenSale.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title Errors that say "not you": the caller or signer has not the right
library AccessErrors {
    function has(bytes4 error) internal pure returns (bool) {
        return _isOfRoles(error) || _isOfParties(error) || _isOfSignatures(error);
    }

    function _isOfRoles(bytes4 error) private pure returns (bool) {
        return error == IAccessControl.AccessControlUnauthorizedAccount.selector
            || error == IAccessControl.AccessControlBadConfirmation.selector
            || error == bytes4(keccak256("AccessControlInvalidDefaultAdmin(address)"))
            || error == bytes4(keccak256("OwnableUnauthorizedAccount(address)"))
            || error == bytes4(keccak256("TimelockUnauthorizedCaller(address)"))
            || error == bytes4(keccak256("GovernorOnlyExecutor(address)"))
            || error == bytes4(keccak256("GovernorUnableToCancel(uint256,address)"))
            || error == bytes4(keccak256("GovernorInsufficientProposerVotes(address,uint256,uint256)"))
            || error == bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)"))
            || error == bytes4(keccak256("ECDSAInvalidSignature()")) || error == IEscrowVault.VaultNotModule.selector;
    }

    function _isOfParties(bytes4 error) private pure returns (bool) {
        return error == IRegistryNodes.RegistryNotOwner.selector || error == IRegistryMembers.RegistryNotMember.selector
            || error == ITokenSale.SaleKycMissing.selector || error == ISettlementLanes.SettlementForbidden.selector
            || error == IStorageMarket.MarketForbidden.selector || error == IDisputeDesk.DisputeNotParty.selector
            || error == IDisputeDesk.DisputeNotArbiter.selector || error == IProofDesk.ProofNotParty.selector
            || error == IRetailBilling.BillingNotParty.selector || error == INodeGroups.GroupForbidden.selector
            || error == INodeGroups.GroupNotMember.selector;
    }

    function _isOfSignatures(bytes4 error) private pure returns (bool) {
        return error == IRetailBilling.BillingNotSigned.selector || error == INodeGroups.GroupNotSigned.selector
            || error == IRetailBilling.BillingFormulaUnsigned.selector
            || error == ISettlementLanes.SettlementBadSigner.selector
            || error == ISettlementAgreements.SettlementNotPayer.selector
            || error == IRegistryNodes.RegistryBadSigner.selector
            || error == IRegistryKeys.RegistryBadPossession.selector
            || error == bytes4(keccak256("ERC2612InvalidSigner(address,address)"))
            || error == bytes4(keccak256("GovernorInvalidSignature(address)"));
    }
}
