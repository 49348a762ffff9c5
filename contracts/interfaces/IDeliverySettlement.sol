// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPauseClock} from "./IPauseClock.sol";
import {ISettlementLanes} from "./ISettlementLanes.sol";

/// @title Batches of all sites, their windows and their pause
interface IDeliverySettlement is ISettlementLanes, IPauseClock {}
