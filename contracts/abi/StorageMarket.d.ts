/** ABI of the contract StorageMarket. */
export declare const storageMarketAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "vault";
        readonly type: "address";
    }, {
        readonly name: "registry";
        readonly type: "address";
    }, {
        readonly name: "book";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "cancelOffer";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "cancelRequest";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "meteredSite";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "part";
            readonly type: "uint64";
        }, {
            readonly name: "zones";
            readonly type: "uint32[]";
        }, {
            readonly name: "surcharges";
            readonly type: "uint80[]";
        }, {
            readonly name: "kindsMask";
            readonly type: "uint8";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "limits";
            readonly type: "tuple";
            readonly components: readonly [{
                readonly name: "capacity";
                readonly type: "uint80";
            }, {
                readonly name: "hold";
                readonly type: "uint80";
            }, {
                readonly name: "giveBack";
                readonly type: "uint80";
            }];
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "bondPpm";
            readonly type: "uint32";
        }, {
            readonly name: "brokerFeePpm";
            readonly type: "uint32";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "allOrNone";
            readonly type: "bool";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "candidateOf";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }, {
        readonly name: "part";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "offer";
            readonly type: "uint64";
        }, {
            readonly name: "cost";
            readonly type: "uint128";
        }, {
            readonly name: "kindPpm";
            readonly type: "uint24";
        }, {
            readonly name: "proposer";
            readonly type: "address";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "conclude";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "meteredSite";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "part";
            readonly type: "uint64";
        }, {
            readonly name: "zones";
            readonly type: "uint32[]";
        }, {
            readonly name: "surcharges";
            readonly type: "uint80[]";
        }, {
            readonly name: "kindsMask";
            readonly type: "uint8";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "limits";
            readonly type: "tuple";
            readonly components: readonly [{
                readonly name: "capacity";
                readonly type: "uint80";
            }, {
                readonly name: "hold";
                readonly type: "uint80";
            }, {
                readonly name: "giveBack";
                readonly type: "uint80";
            }];
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "bondPpm";
            readonly type: "uint32";
        }, {
            readonly name: "brokerFeePpm";
            readonly type: "uint32";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "allOrNone";
            readonly type: "bool";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "offer";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }, {
        readonly name: "energy";
        readonly type: "uint64";
    }, {
        readonly name: "fromQuarter";
        readonly type: "uint32";
    }, {
        readonly name: "toQuarter";
        readonly type: "uint32";
    }, {
        readonly name: "validUntil";
        readonly type: "uint40";
    }, {
        readonly name: "prices";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "capacity";
            readonly type: "uint80";
        }, {
            readonly name: "hold";
            readonly type: "uint80";
        }, {
            readonly name: "giveBack";
            readonly type: "uint80";
        }];
    }];
    readonly outputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "offerOf";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "node";
            readonly type: "uint32";
        }, {
            readonly name: "available";
            readonly type: "uint64";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "toQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "validUntil";
            readonly type: "uint40";
        }, {
            readonly name: "lockedWh";
            readonly type: "uint48";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }];
    }, {
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "capacity";
            readonly type: "uint80";
        }, {
            readonly name: "hold";
            readonly type: "uint80";
        }, {
            readonly name: "giveBack";
            readonly type: "uint80";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "propose";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "meteredSite";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "part";
            readonly type: "uint64";
        }, {
            readonly name: "zones";
            readonly type: "uint32[]";
        }, {
            readonly name: "surcharges";
            readonly type: "uint80[]";
        }, {
            readonly name: "kindsMask";
            readonly type: "uint8";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "limits";
            readonly type: "tuple";
            readonly components: readonly [{
                readonly name: "capacity";
                readonly type: "uint80";
            }, {
                readonly name: "hold";
                readonly type: "uint80";
            }, {
                readonly name: "giveBack";
                readonly type: "uint80";
            }];
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "bondPpm";
            readonly type: "uint32";
        }, {
            readonly name: "brokerFeePpm";
            readonly type: "uint32";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "allOrNone";
            readonly type: "bool";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }, {
        readonly name: "part";
        readonly type: "uint256";
    }, {
        readonly name: "offerId";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "request";
    readonly inputs: readonly [{
        readonly name: "terms";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "meteredSite";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "part";
            readonly type: "uint64";
        }, {
            readonly name: "zones";
            readonly type: "uint32[]";
        }, {
            readonly name: "surcharges";
            readonly type: "uint80[]";
        }, {
            readonly name: "kindsMask";
            readonly type: "uint8";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "limits";
            readonly type: "tuple";
            readonly components: readonly [{
                readonly name: "capacity";
                readonly type: "uint80";
            }, {
                readonly name: "hold";
                readonly type: "uint80";
            }, {
                readonly name: "giveBack";
                readonly type: "uint80";
            }];
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "bondPpm";
            readonly type: "uint32";
        }, {
            readonly name: "brokerFeePpm";
            readonly type: "uint32";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "allOrNone";
            readonly type: "bool";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }];
    readonly outputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "requestOf";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "parts";
            readonly type: "uint8";
        }, {
            readonly name: "filled";
            readonly type: "uint8";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }, {
            readonly name: "extensions";
            readonly type: "uint8";
        }, {
            readonly name: "kindMaxPpm";
            readonly type: "uint24";
        }, {
            readonly name: "termsHash";
            readonly type: "bytes32";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "returnRequest";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "uint64";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "meteredSite";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "part";
            readonly type: "uint64";
        }, {
            readonly name: "zones";
            readonly type: "uint32[]";
        }, {
            readonly name: "surcharges";
            readonly type: "uint80[]";
        }, {
            readonly name: "kindsMask";
            readonly type: "uint8";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "limits";
            readonly type: "tuple";
            readonly components: readonly [{
                readonly name: "capacity";
                readonly type: "uint80";
            }, {
                readonly name: "hold";
                readonly type: "uint80";
            }, {
                readonly name: "giveBack";
                readonly type: "uint80";
            }];
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "bondPpm";
            readonly type: "uint32";
        }, {
            readonly name: "brokerFeePpm";
            readonly type: "uint32";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "allOrNone";
            readonly type: "bool";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "event";
    readonly name: "AgreementTermsPublished";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "request";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "payee";
            readonly type: "address";
        }, {
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "kindPpm";
            readonly type: "uint32";
        }, {
            readonly name: "capacityPrice";
            readonly type: "uint80";
        }, {
            readonly name: "holdPrice";
            readonly type: "uint80";
        }, {
            readonly name: "returnPrice";
            readonly type: "uint80";
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "bond";
            readonly type: "uint104";
        }, {
            readonly name: "escrow";
            readonly type: "uint104";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "BondMissing";
    readonly inputs: readonly [{
        readonly name: "request";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "part";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "offer";
        readonly type: "uint64";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "CandidateStood";
    readonly inputs: readonly [{
        readonly name: "request";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "part";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "offer";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "cost";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "proposer";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "until";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "OfferClosed";
    readonly inputs: readonly [{
        readonly name: "offer";
        readonly type: "uint64";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "OfferPlaced";
    readonly inputs: readonly [{
        readonly name: "offer";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "node";
            readonly type: "uint32";
        }, {
            readonly name: "available";
            readonly type: "uint64";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "toQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "validUntil";
            readonly type: "uint40";
        }, {
            readonly name: "lockedWh";
            readonly type: "uint48";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }];
    }, {
        readonly name: "prices";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "capacity";
            readonly type: "uint80";
        }, {
            readonly name: "hold";
            readonly type: "uint80";
        }, {
            readonly name: "giveBack";
            readonly type: "uint80";
        }];
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "RequestConcluded";
    readonly inputs: readonly [{
        readonly name: "request";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "agreements";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "returned";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "RequestPlaced";
    readonly inputs: readonly [{
        readonly name: "request";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "payer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "meteredSite";
            readonly type: "uint32";
        }, {
            readonly name: "volume";
            readonly type: "uint64";
        }, {
            readonly name: "part";
            readonly type: "uint64";
        }, {
            readonly name: "zones";
            readonly type: "uint32[]";
        }, {
            readonly name: "surcharges";
            readonly type: "uint80[]";
        }, {
            readonly name: "kindsMask";
            readonly type: "uint8";
        }, {
            readonly name: "accumulateFrom";
            readonly type: "uint32";
        }, {
            readonly name: "accumulateTo";
            readonly type: "uint32";
        }, {
            readonly name: "supplyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "supplyTo";
            readonly type: "uint32";
        }, {
            readonly name: "permittedLossPpm";
            readonly type: "uint32";
        }, {
            readonly name: "limits";
            readonly type: "tuple";
            readonly components: readonly [{
                readonly name: "capacity";
                readonly type: "uint80";
            }, {
                readonly name: "hold";
                readonly type: "uint80";
            }, {
                readonly name: "giveBack";
                readonly type: "uint80";
            }];
        }, {
            readonly name: "shortPrice";
            readonly type: "uint80";
        }, {
            readonly name: "deviationPrice";
            readonly type: "uint80";
        }, {
            readonly name: "bondPpm";
            readonly type: "uint32";
        }, {
            readonly name: "brokerFeePpm";
            readonly type: "uint32";
        }, {
            readonly name: "bidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "allOrNone";
            readonly type: "bool";
        }, {
            readonly name: "scheduleHash";
            readonly type: "bytes32";
        }, {
            readonly name: "onBehalf";
            readonly type: "bytes32";
        }, {
            readonly name: "arbiter";
            readonly type: "address";
        }];
    }, {
        readonly name: "held";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "RequestReturned";
    readonly inputs: readonly [{
        readonly name: "request";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "returned";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "error";
    readonly name: "MarketBadTerms";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketBiddingOpen";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketBiddingOver";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketBondMissing";
    readonly inputs: readonly [{
        readonly name: "part";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketCapacityExceeded";
    readonly inputs: readonly [{
        readonly name: "freeWh";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketDurationMismatch";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketForbidden";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketKindNotWanted";
    readonly inputs: readonly [{
        readonly name: "kind";
        readonly type: "uint8";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketLocked";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketLossTooHigh";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketNotCheaper";
    readonly inputs: readonly [{
        readonly name: "best";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketPowerTooLow";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketPriceAboveLimit";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketSelfDeal";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketStatusStale";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "MarketUnknownTerms";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketWindowMismatch";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketWrongState";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "MarketZoneNotWanted";
    readonly inputs: readonly [{
        readonly name: "zone";
        readonly type: "uint32";
    }];
}];
