// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryKeys} from "./IRegistryKeys.sol";
import {IRegistryMembers} from "./IRegistryMembers.sol";
import {IRegistryNodes} from "./IRegistryNodes.sol";

/// @title Who takes part: members, their nodes, the keys of controllers, meter points
interface INodeRegistry is IRegistryMembers, IRegistryNodes, IRegistryKeys {}
