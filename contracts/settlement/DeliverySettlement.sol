// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ISettlementLanes} from "../interfaces/ISettlementLanes.sol";
import {Batches} from "./Batches.sol";
import {Lanes} from "./Lanes.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";

/// @title Signed batches of all sites: posted once, in order, disputed in their window
/// @notice Money is made of them by {AgreementBook}.
contract DeliverySettlement is Batches {
    /// @param registry Where keys and owners of sites are
    /// @param admin First default admin (the deployer, until it hands over to the timelock)
    /// @param predecessor Settlement contract whose lanes are taken over, or 0
    constructor(INodeRegistry registry, address admin, ISettlementLanes predecessor)
        AccessControlDefaultAdminRules(3 days, admin)
        Lanes(registry, predecessor)
    {}
}
