// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../interfaces/IDisputeDesk.sol";
import {IEscrowVault} from "../interfaces/IEscrowVault.sol";
import {INodeGroups} from "../interfaces/INodeGroups.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ISettlementAgreements} from "../interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../interfaces/ISettlementLanes.sol";
import {IStorageMarket} from "../interfaces/IStorageMarket.sol";

/// @title What a speaker may call for his group
/// @dev Missing on purpose: withdrawing, delegating, asking at the market and everything else by which tokens could leave the group
/// for somebody the speaker chooses.
abstract contract GroupCalls is INodeGroups {
    IEscrowVault internal immutable VAULT;
    INodeRegistry internal immutable REGISTRY;
    ISettlementLanes private immutable LANES;
    ISettlementAgreements private immutable BOOK;
    IStorageMarket private immutable MARKET;
    IDisputeDesk private immutable DESK;

    constructor(
        IEscrowVault vault,
        INodeRegistry registry,
        ISettlementLanes lanes,
        ISettlementAgreements book,
        IStorageMarket market,
        IDisputeDesk desk
    ) {
        (VAULT, REGISTRY, LANES, BOOK, MARKET, DESK) = (vault, registry, lanes, book, market, desk);
    }

    /// @inheritdoc INodeGroups
    function maySay(address target, bytes calldata data) public view override returns (bool) {
        if (data.length < 4) return false;
        bytes4 said = bytes4(data);
        if (target == address(REGISTRY)) return _isOfRegistry(said);
        if (target == address(LANES)) return said == LANES.openLane.selector;
        if (target == address(BOOK)) return said == BOOK.closeAgreement.selector;
        if (target == address(MARKET)) return said == MARKET.offer.selector || said == MARKET.cancelOffer.selector;
        if (target == address(DESK)) {
            return said == DESK.open.selector || said == DESK.respond.selector || said == DESK.submitEvidence.selector
                || said == DESK.appeal.selector;
        }
        return target == address(VAULT) && (said == VAULT.deposit.selector || _isAllowance(said, data));
    }

    function _isOfRegistry(bytes4 said) private view returns (bool) {
        return said == REGISTRY.join.selector || said == REGISTRY.changeRoles.selector
            || said == REGISTRY.registerNode.selector || said == REGISTRY.retireNode.selector
            || said == REGISTRY.rotateKey.selector || said == REGISTRY.revokeKey.selector
            || said == REGISTRY.bindMeterPoint.selector || said == REGISTRY.moveMeterPoint.selector;
    }

    /// @dev Only bonds of offers and of disputes may be held.
    function _isAllowance(bytes4 said, bytes calldata data) private view returns (bool) {
        if (said != VAULT.allow.selector || data.length < 36) return false;
        address module = abi.decode(data[4:36], (address));
        return module == address(MARKET) || module == address(DESK);
    }
}
