// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRetailBilling} from "../interfaces/IRetailBilling.sol";
import {MemberSignature} from "../settlement/MemberSignature.sol";
import {SplitFormula} from "../types/BillingData.sol";
import {ONE_PPM} from "../types/Units.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Parties of retail billing, their plans, and the formulas they agreed on
abstract contract Parties is AccessControlDefaultAdminRules, EIP712, IRetailBilling {
    uint256 internal constant MOST_PARTIES = 8;
    uint8 internal constant FIXED_WEIGHTS = 1;
    uint8 private constant COMPONENTS = 2;

    struct Plan {
        bytes32 planHash;
        uint40 validFrom;
    }

    struct Formula {
        uint32 version;
        bytes32 parties;
    }

    mapping(uint32 party => Party) private _parties;
    mapping(address account => uint32 party) private _partyAt;
    mapping(uint32 supplier => mapping(uint32 plan => Plan)) private _plans;
    mapping(uint32 formula => Formula) private _formulas;
    mapping(uint32 formula => mapping(uint32 version => bytes32 formulaHash)) private _versions;

    constructor() EIP712("Powerchain Billing", "1") {}

    /// @inheritdoc IRetailBilling
    function setParty(uint32 party, PartyKind kind, address account) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        Party storage before = _parties[party];
        bool isSameKind = before.kind == kind || (before.kind == PartyKind.None && account != address(0));
        if (party == 0 || kind == PartyKind.None || !isSameKind || _partyAt[account] != 0) revert BillingBadParty();
        delete _partyAt[before.account];
        if (account != address(0)) _partyAt[account] = party;
        _parties[party] = Party({account: account, kind: kind});
        emit PartySet(party, kind, account);
    }

    /// @inheritdoc IRetailBilling
    function publishPlan(uint32 plan, bytes32 planHash, uint40 validFrom) external override {
        uint32 supplier = _partyAt[msg.sender];
        _requireParty(supplier, PartyKind.Supplier);
        if (plan == 0 || planHash == 0) revert BillingPlanUnknown(supplier, plan);
        Plan storage known = _plans[supplier][plan];
        if (known.planHash != 0) revert BillingPlanExists(supplier, plan);
        (known.planHash, known.validFrom) = (planHash, validFrom);
        emit PlanPublished(supplier, plan, planHash, validFrom);
    }

    /// @inheritdoc IRetailBilling
    function agreeFormula(SplitFormula calldata formula, bytes[] calldata signatures) external override {
        _requireSplit(formula);
        Formula storage last = _formulas[formula.formula];
        bytes32 parties = keccak256(abi.encodePacked(formula.parties));
        bool isSameCircle = last.version == 0 || parties == last.parties;
        if (formula.version != last.version + 1 || !isSameCircle) revert BillingBadVersion(last.version + 1);
        bytes32 formulaHash = formula.hash();
        bytes32 digest = _hashTypedDataV4(formulaHash);
        uint256 count = formula.parties.length;
        if (signatures.length != count) revert BillingFormulaUnsigned(signatures.length);
        for (uint256 i; i < count; ++i) {
            if (!MemberSignature.isOf(formula.parties[i], digest, signatures[i])) revert BillingFormulaUnsigned(i);
        }
        (last.version, last.parties) = (formula.version, parties);
        _versions[formula.formula][formula.version] = formulaHash;
        emit FormulaAgreed(formula.formula, formula.version, formulaHash, formula);
    }

    /// @inheritdoc IRetailBilling
    function partyOf(uint32 party) external view override returns (Party memory) {
        return _parties[party];
    }

    /// @inheritdoc IRetailBilling
    function partyAt(address account) external view override returns (uint32 party) {
        return _partyAt[account];
    }

    /// @inheritdoc IRetailBilling
    function planOf(uint32 supplier, uint32 plan) external view override returns (bytes32 planHash, uint40 validFrom) {
        Plan memory found = _plans[supplier][plan];
        return (found.planHash, found.validFrom);
    }

    /// @inheritdoc IRetailBilling
    function formulaOf(uint32 formula, uint32 version) public view override returns (bytes32 formulaHash) {
        return _versions[formula][version];
    }

    /// @inheritdoc IRetailBilling
    function domainSeparator() public view override returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @dev Account of a party of this kind; refuses other kinds and retired ones.
    function _accountOf(uint32 party, PartyKind kind) internal view returns (address) {
        Party memory found = _parties[party];
        if (found.account == address(0) || found.kind != kind) revert BillingNotParty(found.account);
        return found.account;
    }

    function _kindOf(uint32 party) internal view returns (PartyKind) {
        return _parties[party].kind;
    }

    function _actsFor(uint32 party) internal view returns (bool) {
        return _parties[party].account == msg.sender;
    }

    /// @dev Refuses callers that don't act for this party, or a party of another kind.
    function _requireParty(uint32 party, PartyKind kind) internal view {
        Party memory found = _parties[party];
        if (found.account != msg.sender || found.kind != kind) revert BillingNotParty(msg.sender);
    }

    /// @dev Refuses plans that the supplier didn't publish or that start after `at`.
    function _requirePlan(uint32 supplier, uint32 plan, uint40 at) internal view {
        Plan memory found = _plans[supplier][plan];
        if (found.planHash == 0 || found.validFrom > at) revert BillingPlanUnknown(supplier, plan);
    }

    function _requireSplit(SplitFormula calldata formula) private view {
        uint256 count = formula.parties.length;
        bool isFixed = formula.kind == FIXED_WEIGHTS;
        if (formula.formula == 0 || count == 0 || count > MOST_PARTIES) revert BillingBadSplit();
        if (!isFixed && formula.kind != COMPONENTS) revert BillingBadSplit();
        if (formula.weightsPpm.length != (isFixed ? count : 0)) revert BillingBadSplit();
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            address party = formula.parties[i];
            if (_partyAt[party] == 0) revert BillingNotParty(party);
            for (uint256 j; j < i; ++j) {
                if (formula.parties[j] == party) revert BillingBadSplit();
            }
            if (isFixed) sum += formula.weightsPpm[i];
        }
        if (isFixed && sum != ONE_PPM) revert BillingBadSplit();
    }
}
