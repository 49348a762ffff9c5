// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ConsumerContract, SplitFormula, TariffSwitch} from "../types/BillingData.sol";
import {Bill, PaymentList, RateFix, Run} from "../types/BillingRecords.sol";

/// @title Bills of households and small firms: who supplies whom by which plan, what was billed and paid, and how it is split
/// @notice Roots and totals only; single bills and payments stay off the chain and are proven when needed. Amounts of bills and lists are
/// minor units of one currency (cents) and touch no tokens; {payBill} alone moves POWEC. Signatures are EIP-712 of the domain
/// "Powerchain Billing", version "1": a plain key's or, failing that, a contract wallet's (ERC-1271).
interface IRetailBilling {
    /// @notice What a party does.
    enum PartyKind {
        None,
        Supplier,
        Grid,
        Bank,
        Collector,
        Other
    }

    /// @notice What a run is about.
    enum RunKind {
        Consumption,
        Bills
    }

    /// @param account Who acts for the party and is paid; nobody when it was retired
    struct Party {
        address account;
        PartyKind kind;
    }

    /// @param consumer Who signed, or nobody: the contract was signed on paper and attested
    /// @param nonce Last one used by a signature about this meter point; the next is one more
    /// @param plan Newest plan, which may start in the future
    /// @param planSince Since when (unix seconds) the newest plan counts
    /// @param endsAt End (unix seconds, exclusive), 0: none
    struct MeterPointState {
        address consumer;
        uint32 supplier;
        uint32 plan;
        uint32 nonce;
        uint40 startsAt;
        uint40 planSince;
        uint40 endsAt;
    }

    event PartySet(uint32 indexed party, PartyKind kind, address indexed account);
    event PlanPublished(uint32 indexed supplier, uint32 indexed plan, bytes32 planHash, uint40 validFrom);
    event FormulaAgreed(uint32 indexed formula, uint32 indexed version, bytes32 formulaHash, SplitFormula content);
    event ContractSigned(
        bytes32 indexed meterPoint,
        address indexed consumer,
        uint32 indexed supplier,
        uint32 plan,
        bytes32 document,
        uint40 startsAt
    );
    /// @notice The supplier says that a consumer without a wallet signed `document` (a hash) on paper or with another signature.
    event ContractAttested(
        bytes32 indexed meterPoint, uint32 indexed supplier, uint32 plan, bytes32 document, uint40 startsAt
    );
    /// @notice `document` is 0 when the consumer signed the switch here, else the hash of what he signed elsewhere.
    event PlanSwitched(
        bytes32 indexed meterPoint, uint32 fromPlan, uint32 toPlan, uint40 effectiveAt, bytes32 document
    );
    event ContractEnded(bytes32 indexed meterPoint, uint40 endsAt, address by);
    event ConsumptionPosted(uint32 indexed supplier, uint32 indexed run, Run content);
    event BillsPosted(uint32 indexed supplier, uint32 indexed run, Run content);
    event PaymentsPosted(bytes32 indexed list, uint32 indexed collector, PaymentList content);
    /// @notice `shares` of `amount` (minor units) were paid in POWEC, by position in the bill's formula; `outstanding` is what each has
    /// still to get.
    event BillPaid(
        bytes32 indexed bill,
        address indexed payer,
        bytes32 indexed meterPoint,
        uint256 amount,
        uint256 unitsPerMinor,
        uint256[] shares,
        uint256[] outstanding
    );
    /// @notice Someone with the role RATE foresees a large step; it needs another's {fixRate}.
    event RateProposed(address indexed by, RateFix rate);
    event RateFixed(address indexed by, RateFix rate);

    /// @notice The caller's account is not that of the party it acts for, or the party is of another kind.
    error BillingNotParty(address caller);
    /// @notice The party can't be set so: id or account 0 or used already, or of another kind before.
    error BillingBadParty();
    /// @notice The supplier published no such plan, or it starts later.
    error BillingPlanUnknown(uint32 supplier, uint32 plan);
    error BillingPlanExists(uint32 supplier, uint32 plan);
    /// @notice Shares don't add up, or aren't what the formula gives, or the formula itself is no split.
    error BillingBadSplit();
    /// @notice The party at this position did not sign the formula, or nobody agreed to it.
    error BillingFormulaUnsigned(uint256 position);
    /// @notice A version is one more than the last, with the same parties.
    error BillingBadVersion(uint32 expected);
    error BillingBadNonce(uint32 expected);
    error BillingNotSigned(address signer);
    /// @notice The document was to be brought until `deadline`.
    error BillingExpired(uint40 deadline);
    /// @notice The meter point is supplied until `endsAt` (0: without an end).
    error BillingPointSupplied(uint40 endsAt);
    /// @notice Nobody supplies the meter point, or by another plan, or no longer at that time.
    error BillingNotSupplied();
    /// @notice A switch can't count before `least`.
    error BillingSwitchTooSoon(uint256 least);
    /// @notice A switch can't count after `most`.
    error BillingSwitchTooLate(uint256 most);
    error BillingBadEnd(uint256 least, uint256 most);
    error BillingBadRun();
    error BillingRunUsed(uint32 supplier, uint32 run);
    error BillingNotYetOver(uint32 toQuarter);
    error BillingListUsed(bytes32 list);
    /// @notice The bill is in no run that its supplier posted.
    error BillingNotIssued();
    /// @notice The given outstanding shares are not those of the bill now: somebody paid meanwhile.
    error BillingOutstandingChanged(bytes32 outstandingHash);
    error BillingOverpaid(uint256 outstanding);
    /// @notice Less than one minor unit.
    error BillingTooLittle(uint256 unitsPerMinor);
    /// @notice The rate is older than 24 hours, not yet, or no longer the newest one.
    error BillingRateStale(uint40 newestAt);
    /// @notice The rate left [least, most], 20 % around that of the day, and nobody else proposed it.
    error BillingRateJump(uint256 least, uint256 most);
    /// @notice The settlement is paused.
    error BillingPaused();

    /// @notice Default admin: admits a party, gives it another account, or retires it (account 0). One account acts for one party.
    function setParty(uint32 party, PartyKind kind, address account) external;

    /// @notice A supplier publishes a plan; it never changes. `validFrom` in unix seconds.
    /// @param planHash Hash of its document: prices by band, components and their owners
    function publishPlan(uint32 plan, bytes32 planHash, uint40 validFrom) external;

    /// @notice Anybody brings a formula that all its parties signed. Parties are accounts admitted here, 1 to 8, none twice. Kind 1: fixed
    /// weights that sum to 1,000,000; kind 2: a bill's components by owner, no weights. A version is one more than the last and keeps
    /// the parties and their positions; bills keep the version they were issued with.
    /// @param signatures One for each party, in their order
    function agreeFormula(SplitFormula calldata formula, bytes[] calldata signatures) external;

    /// @notice Anybody brings a contract that consumer and supplier signed.
    function signContract(
        ConsumerContract calldata content,
        bytes calldata consumerSignature,
        bytes calldata supplierSignature
    ) external;

    /// @notice A supplier attests a contract with a consumer without a wallet: `consumer` is 0, `document` the hash of what was signed.
    function attestContract(ConsumerContract calldata content) external;

    /// @notice Anybody brings a switch to another plan that the consumer signed. A plan counts for at least 28 days; the next one
    /// begins 1 to 365 days ahead.
    function switchPlan(TariffSwitch calldata content, bytes calldata signature) external;

    /// @notice A supplier attests the switch of a consumer without a wallet.
    /// @param document Hash of what was signed elsewhere
    function attestSwitch(TariffSwitch calldata content, bytes32 document) external;

    /// @notice Consumer, supplier or default admin end a contract at `endsAt` (unix seconds, exclusive): now to 365 days ahead, and
    /// never later than an end given before. From then on another contract can start.
    function endContract(bytes32 meterPoint, uint40 endsAt) external;

    /// @notice A supplier posts what was metered. Leaves are digests of MeterReading (direct, manual) or line leaves (automatic).
    function postConsumption(Run calldata run) external;

    /// @notice A supplier posts bills. Leaves as {billLeaf} gives them.
    function postBills(Run calldata run) external;

    /// @notice A bank or collector posts a day's payments, once by the list's id. Parties' totals are by ascending party, at most 8, and
    /// sum to the total.
    function postPayments(PaymentList calldata list) external;

    /// @notice Pays a bill in POWEC from the caller's free units in the vault (he has to allow them to this contract); each party gets its
    /// share at once, as free units. The payment is split by the outstanding shares; the sum of shares is the payment.
    /// @param formula The formula and version named in the bill
    /// @param outstanding What each party has still to get (minor units): at first the bill's shares, then what {BillPaid} told last
    /// @param proof Path from the bill to its run's root
    /// @param units Most units to pay; whole minor units are taken, what is less stays with the payer
    /// @param rate The newest rate
    function payBill(
        Bill calldata bill,
        SplitFormula calldata formula,
        uint256[] calldata outstanding,
        bytes32[] calldata proof,
        uint256 units,
        RateFix calldata rate
    ) external;

    /// @notice Role RATE: fixes the rate. Within 24 hours it can't leave 20 % around the first rate of that day, unless another one with
    /// the role proposed the same.
    function fixRate(RateFix calldata rate) external;

    /// @notice Role RATE: proposes a rate that is a large step; another one with the role fixes it.
    function proposeRate(RateFix calldata rate) external;

    function partyOf(uint32 party) external view returns (Party memory);

    /// @return party Id of the party that the account acts for, 0: none
    function partyAt(address account) external view returns (uint32 party);

    /// @return planHash 0 when there is no such plan
    function planOf(uint32 supplier, uint32 plan) external view returns (bytes32 planHash, uint40 validFrom);

    /// @return formulaHash EIP-712 struct hash, 0 when it was not agreed to
    function formulaOf(uint32 formula, uint32 version) external view returns (bytes32 formulaHash);

    function stateOf(bytes32 meterPoint) external view returns (MeterPointState memory);

    /// @return run The posted run; its root is 0 when there is none
    function runOf(RunKind kind, uint32 supplier, uint32 number) external view returns (Run memory run);

    /// @return root Root of a list of payments, 0 when it was not posted
    function listOf(bytes32 list) external view returns (bytes32 root);

    /// @return outstandingHash Hash of the outstanding shares of a bill after its last payment in POWEC, 0 before the first
    function outstandingOf(bytes32 bill) external view returns (bytes32 outstandingHash);

    /// @return rate The newest rate; its source is in {RateFixed}
    function rateNow() external view returns (RateFix memory rate);

    function domainSeparator() external view returns (bytes32);

    /// @notice Leaf of a bill, which is also its id.
    function billLeaf(Bill calldata bill) external view returns (bytes32);

    /// @notice Shares of `total` by weights: rounded down, the missing units one each to the largest remainders; of equal ones the lower
    /// position gets it. At most 8 parties.
    function split(uint256 total, uint256[] calldata weights) external pure returns (uint256[] memory shares);
}
