// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeDesk} from "../../../contracts/interfaces/IDisputeDesk.sol";
import {IEscrowVault} from "../../../contracts/interfaces/IEscrowVault.sol";
import {IRegistryNodes} from "../../../contracts/interfaces/IRegistryNodes.sol";
import {ISettlementAgreements} from "../../../contracts/interfaces/ISettlementAgreements.sol";
import {ISettlementLanes} from "../../../contracts/interfaces/ISettlementLanes.sol";
import {IStorageMarket} from "../../../contracts/interfaces/IStorageMarket.sol";
import {StorageStatus} from "../../../contracts/types/RegistryData.sol";
import {WattHours} from "../../../contracts/types/Units.sol";
import {Vm} from "../base/Vm.sol";

/// @title State of the platform, rebuilt from its events and the times of their blocks alone
contract Indexer {
    uint256 public free;
    uint256 public held;
    mapping(address account => uint256) public freeOf;
    mapping(bytes32 modulePurse => uint256) private _heldIn;
    mapping(uint32 site => ISettlementLanes.Lane) private _lanes;
    mapping(uint32 site => mapping(uint32 sequence => ISettlementLanes.Posted)) private _posted;
    mapping(uint64 agreement => ISettlementAgreements.Agreement) private _agreements;
    mapping(uint64 offer => IStorageMarket.Offer) private _offers;
    mapping(uint64 request => IStorageMarket.Request) private _requests;
    mapping(uint64 request => mapping(uint256 part => uint64 offer)) private _standing;
    mapping(uint64 request => uint64 part) private _partWh;
    mapping(uint64 request => mapping(uint256 part => bool)) private _lacksBond;
    mapping(uint32 node => IRegistryNodes.NodeIdentity) private _identities;
    mapping(uint32 node => IRegistryNodes.NodeCapacity) private _capacities;
    mapping(uint32 node => uint64[2]) private _uses;
    mapping(uint256 dispute => IDisputeDesk.DisputeState) public disputeState;
    uint256 private _windowHours = 168;

    /// @notice Reads the logs of blocks of one time.
    function read(Vm.Log[] calldata logs, uint256 at) external {
        for (uint256 i; i < logs.length; ++i) {
            (bytes32 topic, Vm.Log calldata log) = (logs[i].topics[0], logs[i]);
            if (_readVault(topic, log) || _readLanes(topic, log, at) || _readBook(topic, log)) continue;
            if (_readMarket(topic, log) || _readNodes(topic, log)) continue;
            _readDisputes(topic, log);
        }
    }

    function heldIn(address module, bytes32 purse) external view returns (uint256) {
        return _heldIn[keccak256(abi.encode(module, purse))];
    }

    function laneOf(uint32 site) external view returns (ISettlementLanes.Lane memory) {
        return _lanes[site];
    }

    function postedOf(uint32 site, uint32 sequence) external view returns (ISettlementLanes.Posted memory) {
        return _posted[site][sequence];
    }

    function agreementOf(uint64 agreement) external view returns (ISettlementAgreements.Agreement memory) {
        return _agreements[agreement];
    }

    function offerOf(uint64 offer) external view returns (IStorageMarket.Offer memory) {
        return _offers[offer];
    }

    function requestOf(uint64 request) external view returns (IStorageMarket.Request memory) {
        return _requests[request];
    }

    function nodeOf(uint32 node)
        external
        view
        returns (IRegistryNodes.NodeIdentity memory, IRegistryNodes.NodeCapacity memory, uint64, uint64)
    {
        return (_identities[node], _capacities[node], _uses[node][0], _uses[node][1]);
    }

    function _readVault(bytes32 topic, Vm.Log calldata log) private returns (bool) {
        if (topic == IEscrowVault.Deposited.selector) {
            _add(_account(log, 1), abi.decode(log.data, (uint256)));
        } else if (topic == IEscrowVault.Withdrawn.selector) {
            _take(_account(log, 1), abi.decode(log.data, (uint256)));
        } else if (topic == IEscrowVault.Held.selector) {
            _hold(_account(log, 3), log, abi.decode(log.data, (uint256)));
        } else if (topic == IEscrowVault.Released.selector) {
            uint256 units = abi.decode(log.data, (uint256));
            _add(_account(log, 3), units);
            (held, _heldIn[_purse(log)]) = (held - units, _heldIn[_purse(log)] - units);
        } else if (topic == IEscrowVault.HandedOver.selector) {
            (bytes32 from, bytes32 to, uint256 units) = abi.decode(log.data, (bytes32, bytes32, uint256));
            _heldIn[keccak256(abi.encode(_account(log, 1), from))] -= units;
            _heldIn[keccak256(abi.encode(_account(log, 2), to))] += units;
        } else {
            return false;
        }
        return true;
    }

    function _readLanes(bytes32 topic, Vm.Log calldata log, uint256 at) private returns (bool) {
        uint32 site = log.topics.length > 1 ? uint32(uint256(log.topics[1])) : 0;
        ISettlementLanes.Lane storage lane = _lanes[site];
        if (topic == ISettlementLanes.LaneOpened.selector) {
            uint256 ring;
            (lane.sequence, lane.coveredTo, ring) = abi.decode(log.data, (uint32, uint32, uint256));
            (lane.ringSize, lane.isOpen) = (uint8(ring), true);
        } else if (topic == ISettlementLanes.LaneKeySet.selector) {
            (lane.keyEpoch, lane.key, lane.keyFrom, lane.isKeyRevoked) =
                abi.decode(log.data, (uint32, address, uint32, bool));
            lane.wasRevoked = lane.wasRevoked || lane.isKeyRevoked;
        } else if (topic == ISettlementLanes.BatchPosted.selector) {
            (,, uint256 contents) = abi.decode(log.data, (bytes32, bytes32, uint256));
            (lane.sequence, lane.coveredTo) = (uint32(uint256(log.topics[2])), uint32(contents >> 32));
            lane.digest = uint192(uint256(log.topics[3]));
            bool isLate = uint256(lane.coveredTo) * 900 + 7 days < at;
            _posted[site][lane.sequence] = ISettlementLanes.Posted({
                digest: lane.digest,
                postedAt: uint40(at),
                windowHours: uint16(isLate ? 2 * _windowHours : _windowHours),
                state: ISettlementLanes.PostedState.Posted
            });
        } else if (topic == ISettlementLanes.BatchRejected.selector) {
            _posted[site][uint32(uint256(log.topics[2]))].state = ISettlementLanes.PostedState.Rejected;
        } else {
            return false;
        }
        return true;
    }

    function _readBook(bytes32 topic, Vm.Log calldata log) private returns (bool) {
        uint64 id = log.topics.length > 1 ? uint64(uint256(log.topics[1])) : 0;
        ISettlementAgreements.Agreement storage agreement = _agreements[id];
        if (topic == ISettlementAgreements.AgreementOpened.selector) {
            (agreement.termsHash,,) = abi.decode(log.data, (bytes32, uint256, uint256));
            agreement.state = ISettlementAgreements.AgreementState.Open;
        } else if (topic == ISettlementAgreements.LineSettled.selector) {
            uint256 paid;
            uint256 owed;
            (agreement.upTo, paid,, owed,, agreement.state) = abi.decode(
                log.data, (uint32, uint256, uint256, uint256, bytes32, ISettlementAgreements.AgreementState)
            );
            (agreement.paid, agreement.owed) = (agreement.paid + uint104(paid), uint104(owed));
            if (agreement.state == ISettlementAgreements.AgreementState.Closing) agreement.isFinal = true;
        } else if (topic == ISettlementAgreements.AgreementAccepted.selector) {
            agreement.isAccepted = true;
        } else if (topic == ISettlementAgreements.AgreementDisputed.selector) {
            agreement.state = ISettlementAgreements.AgreementState.Disputed;
        } else if (topic == ISettlementAgreements.AgreementResolved.selector) {
            agreement.isRuled = true;
        } else if (topic == ISettlementAgreements.BondSlashed.selector) {
            agreement.slashed += uint104(abi.decode(log.data, (uint256)));
        } else if (topic == ISettlementAgreements.AgreementClosed.selector) {
            agreement.state = ISettlementAgreements.AgreementState.Closed;
        } else if (topic == ISettlementAgreements.AgreementExpired.selector) {
            agreement.state = ISettlementAgreements.AgreementState.Expired;
        } else {
            return false;
        }
        return true;
    }

    function _readMarket(bytes32 topic, Vm.Log calldata log) private returns (bool) {
        uint64 id = log.topics.length > 1 ? uint64(uint256(log.topics[1])) : 0;
        IStorageMarket.Request storage request = _requests[id];
        if (topic == IStorageMarket.OfferPlaced.selector) {
            (_offers[id],) = abi.decode(log.data, (IStorageMarket.Offer, IStorageMarket.Prices));
        } else if (topic == IStorageMarket.OfferClosed.selector) {
            (_offers[id].state, _offers[id].available) = (IStorageMarket.OfferState.Closed, WattHours.wrap(0));
        } else if (topic == IStorageMarket.RequestPlaced.selector) {
            (IStorageMarket.RequestTerms memory terms,) = abi.decode(log.data, (IStorageMarket.RequestTerms, uint256));
            _partWh[id] = uint64(terms.part.raw());
            (request.payer, request.bidUntil, request.kindMaxPpm) = (terms.payer, terms.bidUntil, 1_000_000);
            (request.parts, request.state) =
            (uint8(terms.volume.raw() / terms.part.raw()), IStorageMarket.RequestState.Open);
            request.termsHash = keccak256(abi.encode(terms));
        } else if (topic == IStorageMarket.CandidateStood.selector) {
            _stand(id, uint64(uint256(log.topics[2])), log);
        } else if (topic == IStorageMarket.BondMissing.selector) {
            _lacksBond[id][abi.decode(log.data, (uint256))] = true;
        } else if (topic == IStorageMarket.RequestConcluded.selector) {
            _end(id, true);
        } else if (topic == IStorageMarket.RequestReturned.selector) {
            _end(id, false);
        } else {
            return false;
        }
        return true;
    }

    function _readNodes(bytes32 topic, Vm.Log calldata log) private returns (bool) {
        uint32 id = log.topics.length > 1 ? uint32(uint256(log.topics[1])) : 0;
        IRegistryNodes.NodeIdentity storage node = _identities[id];
        if (topic == IRegistryNodes.NodeRegistered.selector) {
            (, IRegistryNodes.Registration memory stated) = abi.decode(log.data, (address, IRegistryNodes.Registration));
            (node.owner, node.zone, node.kind) = (_account(log, 2), stated.zone, stated.kind);
            (node.state, _capacities[id].capacityWh) = (IRegistryNodes.NodeState.Registered, stated.capacityWh);
        } else if (topic == IRegistryNodes.NodeAdmitted.selector) {
            node.isAdmitted = true;
        } else if (topic == IRegistryNodes.StatusAccepted.selector) {
            StorageStatus memory status = abi.decode(log.data, (StorageStatus));
            (node.statusSequence, node.kind) = (status.sequence, status.kind);
            _capacities[id] = IRegistryNodes.NodeCapacity(
                status.capacityWh, status.guaranteedWh, status.validUntil, status.measuredAt, status.lossPpmPerHour
            );
        } else if (topic == IRegistryNodes.NodeVerified.selector) {
            node.state = IRegistryNodes.NodeState.Verified;
        } else if (topic == IRegistryNodes.NodeSuspended.selector) {
            (node.state, node.isAdmitted) = (IRegistryNodes.NodeState.Suspended, abi.decode(log.data, (bool)));
        } else if (topic == IRegistryNodes.CapacityUsed.selector) {
            (_uses[id][0], _uses[id][1]) = abi.decode(log.data, (uint64, uint64));
        } else {
            return false;
        }
        return true;
    }

    function _readDisputes(bytes32 topic, Vm.Log calldata log) private {
        uint256 id = log.topics.length > 1 ? uint256(log.topics[1]) : 0;
        if (topic == IDisputeDesk.DisputeOpened.selector) disputeState[id] = IDisputeDesk.DisputeState.Opened;
        else if (topic == IDisputeDesk.Responded.selector) disputeState[id] = IDisputeDesk.DisputeState.Evidence;
        else if (topic == IDisputeDesk.Ruled.selector) disputeState[id] = IDisputeDesk.DisputeState.Ruled;
        else if (topic == IDisputeDesk.Appealed.selector) disputeState[id] = IDisputeDesk.DisputeState.Appealed;
        else if (topic == IDisputeDesk.DisputeExecuted.selector) disputeState[id] = IDisputeDesk.DisputeState.Executed;
    }

    /// @dev A candidate locks its offer and frees that of the one before.
    function _stand(uint64 id, uint64 offer, Vm.Log calldata log) private {
        (uint256 part,,, uint256 until) = abi.decode(log.data, (uint256, uint256, address, uint256));
        IStorageMarket.Request storage request = _requests[id];
        uint64 before = _standing[id][part];
        if (before == 0) request.filled += 1;
        else _offers[before].lockedWh -= uint40(_partWh[id]);
        _offers[offer].lockedWh += uint40(_partWh[id]);
        _standing[id][part] = offer;
        if (until != request.bidUntil) {
            (request.bidUntil, request.extensions) = (uint40(until), request.extensions + 1);
        }
    }

    /// @dev Candidates leave their offers; of a concluded request those with a bond took their part along.
    function _end(uint64 id, bool isConcluded) private {
        IStorageMarket.Request storage request = _requests[id];
        request.state = isConcluded ? IStorageMarket.RequestState.Concluded : IStorageMarket.RequestState.Returned;
        for (uint256 part; part < request.parts; ++part) {
            IStorageMarket.Offer storage offer = _offers[_standing[id][part]];
            if (_standing[id][part] == 0) continue;
            offer.lockedWh -= uint40(_partWh[id]);
            if (!isConcluded || _lacksBond[id][part]) continue;
            offer.available = WattHours.wrap(uint64(offer.available.raw() - _partWh[id]));
            if (offer.available.raw() == 0) offer.state = IStorageMarket.OfferState.Exhausted;
        }
    }

    function _add(address account, uint256 units) private {
        (free, freeOf[account]) = (free + units, freeOf[account] + units);
    }

    function _take(address account, uint256 units) private {
        (free, freeOf[account]) = (free - units, freeOf[account] - units);
    }

    function _hold(address account, Vm.Log calldata log, uint256 units) private {
        _take(account, units);
        (held, _heldIn[_purse(log)]) = (held + units, _heldIn[_purse(log)] + units);
    }

    function _purse(Vm.Log calldata log) private pure returns (bytes32) {
        return keccak256(abi.encode(_account(log, 1), log.topics[2]));
    }

    function _account(Vm.Log calldata log, uint256 topic) private pure returns (address) {
        return address(uint160(uint256(log.topics[topic])));
    }
}
