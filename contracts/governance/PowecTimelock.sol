// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Owner of all contracts: carries out decisions two days after they were made
/// @notice OpenZeppelin's controller, and a guardian who can veto (cancel) during the first year only.
contract PowecTimelock is TimelockController {
    /// @notice Last second (unix) at which the guardian can veto.
    uint256 public immutable VETO_UNTIL;
    address private immutable GUARDIAN;

    /// @notice The guardian's year is over.
    error TimelockVetoOver(uint256 until);

    /// @param guardian Multisig that can veto for a year
    /// @param admin Deployer, who names the governor as proposer and renounces
    constructor(address guardian, address admin) TimelockController(2 days, new address[](0), new address[](1), admin) {
        VETO_UNTIL = block.timestamp + 365 days;
        GUARDIAN = guardian;
        _grantRole(CANCELLER_ROLE, guardian);
    }

    /// @inheritdoc TimelockController
    function cancel(bytes32 id) public override {
        if (msg.sender == GUARDIAN && block.timestamp > VETO_UNTIL) revert TimelockVetoOver(VETO_UNTIL);
        super.cancel(id);
    }
}
