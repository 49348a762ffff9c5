// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What suppliers and banks post to retail billing, and the leaves behind their roots.
/// @dev A run: consumption (`total` in Wh) or bills (`total` in minor units of the currency) of a supplier for the quarters `[fromQuarter, toQuarter)`.
/// `count` leaves under `root`. `corrects` is the earlier run that this one corrects, or 0.
struct Run {
    uint32 supplier;
    uint32 fromQuarter;
    uint32 toQuarter;
    uint32 count;
    uint32 run;
    uint32 corrects;
    uint128 total;
    bytes32 root;
}

/// @dev A party's part of a list of payments, in minor units.
struct PartyTotal {
    uint32 party;
    uint128 amount;
}

/// @dev Payments that a bank took on a day: `list` is the id (hash of the bank's file), `day` counts from 1970-01-01, `total` in minor units.
struct PaymentList {
    bytes32 list;
    uint32 collector;
    uint32 day;
    uint32 count;
    uint128 total;
    bytes32 root;
    PartyTotal[] partyTotals;
}

/// @dev A bill, in the order of its leaf. `amount` in minor units; `sharesHash` is {BillingRecords-hashOf} its shares, by position in the
/// formula; `dueAt` in unix seconds; `salt` keeps others from guessing the neighbours.
struct Bill {
    uint32 supplier;
    uint32 run;
    uint32 index;
    bytes32 meterPoint;
    uint32 plan;
    uint128 amount;
    bytes32 componentsHash;
    bytes32 sharesHash;
    uint32 formula;
    uint32 version;
    uint40 dueAt;
    bytes32 salt;
}

/// @dev A payment on a bill, in the order of its leaf. `amount` in minor units; `sharesHash` is that of its shares, by position in the bill's formula.
struct Payment {
    bytes32 list;
    uint32 index;
    bytes32 bill;
    uint128 amount;
    bytes32 sharesHash;
    bytes32 bankReference;
    bytes32 salt;
}

/// @dev What a minor unit of the currency costs in units (1e-18 POWEC), from a source (hash of what was read there), at a time.
struct RateFix {
    uint128 unitsPerMinor;
    bytes32 source;
    uint40 at;
}

using BillingRecords for Bill global;
using BillingRecords for Payment global;

/// @title Leaves of bills and payments
library BillingRecords {
    bytes32 private constant BILL = keccak256("powerchain.bill.v1");
    bytes32 private constant PAYMENT = keccak256("powerchain.payment.v1");

    /// @notice Leaf of a bill in the tree of its run; `domain` is the domain separator of the billing contract.
    function leaf(Bill memory bill, bytes32 domain) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(BILL, domain, bill))));
    }

    /// @notice Leaf of a payment in the tree of its list.
    function leaf(Payment memory payment) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(PAYMENT, payment))));
    }

    /// @notice Hash of amounts by position: words one after the other.
    function hashOf(uint256[] memory amounts) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(amounts));
    }
}
