// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistryMembers} from "../interfaces/IRegistryMembers.sol";
import {ONE_PPM} from "../types/Units.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Admission, roles, attestation, referral, delegates
abstract contract Members is RegistryBase, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint8 internal constant STORAGE = 1;
    uint8 private constant ATTRACTOR = 16;
    uint8 private constant ALL_ROLES = 31;
    uint256 private constant REFERRAL_PERIOD = 180 days;
    uint256 private constant MOST_FEE = 200_000e18;
    uint256 private constant MOST_REFERRAL_PPM = 200_000;

    struct Admission {
        address fund;
        uint96 fee;
        uint32 referralPpm;
    }

    struct Delegation {
        uint8 rights;
        uint40 until;
        uint128 cap;
    }

    Admission private _admission;
    mapping(address member => mapping(address to => Delegation)) private _delegations;
    mapping(address owner => uint256 wattHours) internal _committedOf;

    constructor(address fund) {
        _setAdmission(50_000e18, 100_000, fund);
    }

    /// @inheritdoc IRegistryMembers
    function join(address referrer, uint8 roles) external override nonReentrant {
        _join(referrer, roles);
    }

    /// @inheritdoc IRegistryMembers
    function joinWithPermit(address referrer, uint8 roles, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        override
        nonReentrant
    {
        IERC20Permit permit = IERC20Permit(address(POWEC));
        // Whoever sees the permit can send it first; then the allowance is there already and this call goes on.
        try permit.permit(msg.sender, address(this), _admission.fee, deadline, v, r, s) {} catch {}
        _join(referrer, roles);
    }

    /// @inheritdoc IRegistryMembers
    function changeRoles(uint8 roles) external override {
        _requireMember(msg.sender);
        if (roles > ALL_ROLES) revert RegistryUnknownRoles(roles);
        uint256 committed = _committedOf[msg.sender];
        if (roles & STORAGE == 0 && committed > 0) revert RegistryCommitted(committed);
        _members[msg.sender].roles = roles;
        emit RolesChanged(msg.sender, roles);
    }

    /// @inheritdoc IRegistryMembers
    function attest(address member, uint40 kycUntil, uint32 group) external override onlyRole(VERIFIER) {
        _requireMember(member);
        _members[member].kycUntil = kycUntil;
        _members[member].group = group;
        emit Attested(member, kycUntil, group);
    }

    /// @inheritdoc IRegistryMembers
    function forfeitReferral(address member) external override nonReentrant {
        uint256 dueAt = _members[member].joinedAt + REFERRAL_PERIOD;
        if (_members[member].referralUnits == 0 || block.timestamp < dueAt) revert RegistryReferralNotDue(dueAt);
        _payReferral(member, _admission.fund);
    }

    /// @inheritdoc IRegistryMembers
    function delegate(address to, uint8 rights, uint256 capUnits, uint40 until) external override {
        if (capUnits > type(uint128).max) revert RegistryOutOfBounds(capUnits, type(uint128).max);
        _delegations[msg.sender][to] = Delegation({rights: rights, until: until, cap: uint128(capUnits)});
        emit Delegated(msg.sender, to, rights, capUnits, until);
    }

    /// @inheritdoc IRegistryMembers
    function setAdmission(uint256 feeUnits, uint256 referralPpm, address fund)
        external
        override
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        _setAdmission(feeUnits, referralPpm, fund);
    }

    /// @inheritdoc IRegistryMembers
    function memberOf(address account) external view override returns (Member memory member) {
        return _members[account];
    }

    /// @inheritdoc IRegistryMembers
    function actsFor(address who, address member, uint8 right, uint256 units) external view override returns (bool) {
        if (who == member) return true;
        Delegation memory given = _delegations[member][who];
        return given.rights & right == right && block.timestamp <= given.until && units <= given.cap;
    }

    /// @inheritdoc IRegistryMembers
    function areOne(address a, address b) external view override returns (bool) {
        uint32 group = _members[a].group;
        return a == b || (group != 0 && group == _members[b].group);
    }

    /// @inheritdoc IRegistryMembers
    function isVouchedFor(address member) public view override returns (bool) {
        return block.timestamp <= _members[member].kycUntil;
    }

    /// @dev The newcomer's first node works: who brought him is paid.
    function _earnReferral(address member) internal {
        Member storage record = _members[member];
        if (record.hasVerifiedNode) return;
        record.hasVerifiedNode = true;
        if (record.referralUnits > 0) _payReferral(member, record.referrer);
    }

    function _requireMember(address account) internal view {
        if (_members[account].joinedAt == 0) revert RegistryNotMember(account);
    }

    function _join(address referrer, uint8 roles) private {
        if (_members[msg.sender].joinedAt != 0) revert RegistryAlreadyMember(msg.sender);
        if (roles > ALL_ROLES) revert RegistryUnknownRoles(roles);
        if (referrer == msg.sender) revert RegistrySelfReferral(referrer);
        if (referrer != address(0) && _members[referrer].roles & ATTRACTOR == 0) revert RegistryNoAttractor(referrer);
        Admission memory admission = _admission;
        uint256 referral = referrer == address(0) ? 0 : admission.fee * admission.referralPpm / ONE_PPM;
        Member storage record = _members[msg.sender];
        record.roles = roles;
        record.joinedAt = uint40(block.timestamp);
        if (referral > 0) (record.referrer, record.referralUnits) = (referrer, uint96(referral));
        emit MemberJoined(msg.sender, referrer, roles, admission.fee, referral);
        if (admission.fee > referral) POWEC.safeTransferFrom(msg.sender, admission.fund, admission.fee - referral);
        if (referral > 0) _collect(referral);
    }

    function _payReferral(address member, address to) private {
        uint256 units = _members[member].referralUnits;
        _members[member].referralUnits = 0;
        emit ReferralReleased(member, to, units);
        VAULT.withdraw(units, to);
    }

    function _setAdmission(uint256 feeUnits, uint256 referralPpm, address fund) private {
        if (feeUnits > MOST_FEE) revert RegistryOutOfBounds(feeUnits, MOST_FEE);
        if (referralPpm > MOST_REFERRAL_PPM) revert RegistryOutOfBounds(referralPpm, MOST_REFERRAL_PPM);
        _admission = Admission({fund: fund, fee: uint96(feeUnits), referralPpm: uint32(referralPpm)});
        emit AdmissionSet(feeUnits, referralPpm, fund);
    }
}
