/** ABI of the contract DisputeDesk. */
export declare const disputeDeskAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "vault";
        readonly type: "address";
    }, {
        readonly name: "settlement";
        readonly type: "address";
    }, {
        readonly name: "book";
        readonly type: "address";
    }, {
        readonly name: "registry";
        readonly type: "address";
    }, {
        readonly name: "secondArbiter";
        readonly type: "address";
    }, {
        readonly name: "fund";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "appeal";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "disputeOf";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "openedAt";
            readonly type: "uint40";
        }, {
            readonly name: "since";
            readonly type: "uint40";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }, {
            readonly name: "isChallengerPayer";
            readonly type: "bool";
        }, {
            readonly name: "wasAppealed";
            readonly type: "bool";
        }, {
            readonly name: "isAppealedByChallenger";
            readonly type: "bool";
        }, {
            readonly name: "challengerWinsPpk";
            readonly type: "uint16";
        }, {
            readonly name: "challenger";
            readonly type: "address";
        }, {
            readonly name: "bond";
            readonly type: "uint96";
        }, {
            readonly name: "opponent";
            readonly type: "address";
        }, {
            readonly name: "appealBond";
            readonly type: "uint96";
        }, {
            readonly name: "linesHash";
            readonly type: "bytes32";
        }, {
            readonly name: "batch";
            readonly type: "bytes32";
        }, {
            readonly name: "ruledHash";
            readonly type: "bytes32";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "execute";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
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
    }, {
        readonly name: "posted";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "claimed";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "ruled";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "open";
    readonly inputs: readonly [{
        readonly name: "header";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "toQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "lineCount";
            readonly type: "uint32";
        }, {
            readonly name: "absorbedWh";
            readonly type: "uint64";
        }, {
            readonly name: "injectedWh";
            readonly type: "uint64";
        }, {
            readonly name: "statementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "agreementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "previous";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "terms";
        readonly type: "tuple";
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
    }, {
        readonly name: "posted";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "claimed";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "proof";
        readonly type: "bytes32[]";
    }, {
        readonly name: "reason";
        readonly type: "uint8";
    }, {
        readonly name: "evidenceRoot";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "proveDuplicateLine";
    readonly inputs: readonly [{
        readonly name: "header";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "toQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "lineCount";
            readonly type: "uint32";
        }, {
            readonly name: "absorbedWh";
            readonly type: "uint64";
        }, {
            readonly name: "injectedWh";
            readonly type: "uint64";
        }, {
            readonly name: "statementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "agreementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "previous";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "index";
        readonly type: "uint256";
    }, {
        readonly name: "statement";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "quarter";
            readonly type: "uint32";
        }, {
            readonly name: "revision";
            readonly type: "uint8";
        }, {
            readonly name: "lineCount";
            readonly type: "uint16";
        }, {
            readonly name: "linesRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "previous";
            readonly type: "bytes32";
        }, {
            readonly name: "replaces";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "proof";
        readonly type: "bytes32[]";
    }, {
        readonly name: "a";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "meterPoint";
            readonly type: "bytes32";
        }, {
            readonly name: "word1";
            readonly type: "bytes32";
        }, {
            readonly name: "word2";
            readonly type: "bytes32";
        }, {
            readonly name: "proof";
            readonly type: "bytes32[]";
        }];
    }, {
        readonly name: "b";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "meterPoint";
            readonly type: "bytes32";
        }, {
            readonly name: "word1";
            readonly type: "bytes32";
        }, {
            readonly name: "word2";
            readonly type: "bytes32";
        }, {
            readonly name: "proof";
            readonly type: "bytes32[]";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "proveEquivocation";
    readonly inputs: readonly [{
        readonly name: "header";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "toQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "lineCount";
            readonly type: "uint32";
        }, {
            readonly name: "absorbedWh";
            readonly type: "uint64";
        }, {
            readonly name: "injectedWh";
            readonly type: "uint64";
        }, {
            readonly name: "statementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "agreementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "previous";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "index";
        readonly type: "uint256";
    }, {
        readonly name: "a";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "quarter";
            readonly type: "uint32";
        }, {
            readonly name: "revision";
            readonly type: "uint8";
        }, {
            readonly name: "lineCount";
            readonly type: "uint16";
        }, {
            readonly name: "linesRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "previous";
            readonly type: "bytes32";
        }, {
            readonly name: "replaces";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "b";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "quarter";
            readonly type: "uint32";
        }, {
            readonly name: "revision";
            readonly type: "uint8";
        }, {
            readonly name: "lineCount";
            readonly type: "uint16";
        }, {
            readonly name: "linesRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "previous";
            readonly type: "bytes32";
        }, {
            readonly name: "replaces";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "signatureA";
        readonly type: "bytes32[2]";
    }, {
        readonly name: "signatureB";
        readonly type: "bytes32[2]";
    }, {
        readonly name: "proof";
        readonly type: "bytes32[]";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "respond";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "rule";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
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
    }, {
        readonly name: "posted";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "claimed";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "ruled";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "challengerWinsPpk";
        readonly type: "uint16";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "submitEvidence";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
    }, {
        readonly name: "evidenceRoot";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "event";
    readonly name: "Appealed";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "party";
        readonly type: "address";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DisputeExecuted";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "settled";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DisputeOpened";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "challenger";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "posted";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "claimed";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "bond";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "reason";
        readonly type: "uint8";
        readonly indexed: false;
    }, {
        readonly name: "evidenceRoot";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DuplicateProven";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "quarter";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "prover";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "statement";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "EquivocationProven";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "quarter";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "prover";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "a";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "b";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "EvidenceAdded";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "party";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "evidenceRoot";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Responded";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "opponent";
        readonly type: "address";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Ruled";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "ruled";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "taken";
            readonly type: "uint64";
        }, {
            readonly name: "returned";
            readonly type: "uint64";
        }, {
            readonly name: "reserved";
            readonly type: "uint96";
        }, {
            readonly name: "stored";
            readonly type: "uint96";
        }, {
            readonly name: "short";
            readonly type: "uint64";
        }, {
            readonly name: "deviation";
            readonly type: "uint64";
        }, {
            readonly name: "unused";
            readonly type: "uint64";
        }, {
            readonly name: "estimated";
            readonly type: "uint64";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "proofsRoot";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "challengerWinsPpk";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "TimedOut";
    readonly inputs: readonly [{
        readonly name: "dispute";
        readonly type: "uint256";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "error";
    readonly name: "DisputeBadProof";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "DisputeNotArbiter";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "DisputeNotParty";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "DisputeOutOfRange";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "DisputePaused";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "DisputeTooEarly";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "DisputeTooLate";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "DisputeWindowOver";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "DisputeWrongState";
    readonly inputs: readonly [{
        readonly name: "state";
        readonly type: "uint8";
    }];
}, {
    readonly type: "error";
    readonly name: "ECDSAInvalidSignature";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "ECDSAInvalidSignatureLength";
    readonly inputs: readonly [{
        readonly name: "length";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "ECDSAInvalidSignatureS";
    readonly inputs: readonly [{
        readonly name: "s";
        readonly type: "bytes32";
    }];
}];
