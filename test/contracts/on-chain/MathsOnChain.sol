// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Claims} from "../../../contracts/dispute/Claims.sol";
import {LargestRemainder} from "../../../contracts/maths/LargestRemainder.sol";
import {Reward} from "../../../contracts/maths/Reward.sol";
import {Rulings} from "../../../contracts/settlement/Rulings.sol";
import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {WattHours} from "../../../contracts/types/Units.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev The arithmetic of the contracts as calls, so that the engine's can be compared with it on a node.
contract MathsOnChain {
    struct Worth {
        uint256 reward;
        uint256 largest;
        uint256 penalty;
        uint256 earned;
        uint256 penalised;
        uint256 toPay;
        uint256 owed;
    }

    function worthOf(Terms memory terms, AgreementLine memory line, uint256 paid)
        external
        pure
        returns (Worth memory worth)
    {
        worth.reward = Reward.reward(terms, line);
        worth.largest = Reward.largest(terms);
        worth.penalty = Reward.penalty(terms, line);
        (worth.earned, worth.penalised) = Reward.account(terms, line);
        worth.toPay = Reward.payable_(worth.earned, worth.penalised, paid);
        // as AgreementBook books it
        worth.owed = Math.saturatingSub(paid + worth.penalised, worth.earned);
    }

    function shortOf(Terms memory terms, uint64 takenWh, uint64 returnedWh) external pure returns (uint256) {
        return Reward.short(terms, WattHours.wrap(takenWh), WattHours.wrap(returnedWh)).raw();
    }

    function deviationOf(uint64 scheduledWh, uint64 measuredWh) external pure returns (uint256) {
        return Reward.deviation(WattHours.wrap(scheduledWh), WattHours.wrap(measuredWh)).raw();
    }

    function bondOf(Terms memory terms, AgreementLine memory posted, AgreementLine memory claimed)
        external
        pure
        returns (uint256)
    {
        return Claims.bond(terms, posted, claimed);
    }

    function lowerOf(AgreementLine memory posted, AgreementLine memory claimed)
        external
        pure
        returns (AgreementLine memory)
    {
        return Claims.lower(posted, claimed);
    }

    function boundBy(AgreementLine memory posted, AgreementLine memory settled, AgreementLine memory line)
        external
        pure
        returns (AgreementLine memory)
    {
        return Rulings.applied(Rulings.between(posted, settled), line);
    }

    function split(uint256 total, uint256[] memory weights) external pure returns (uint256[] memory) {
        return LargestRemainder.split(total, weights);
    }
}
