/** ABI of the contract AgreementBook. */
export declare const agreementBookAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "vault";
        readonly type: "address";
    }, {
        readonly name: "registry";
        readonly type: "address";
    }, {
        readonly name: "lanes";
        readonly type: "address";
    }, {
        readonly name: "admin";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "DEFAULT_ADMIN_ROLE";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "DESK";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "MARKET";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "acceptDefaultAdminTransfer";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "acceptLines";
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
        readonly name: "proven";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "lines";
            readonly type: "tuple[]";
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
            readonly name: "terms";
            readonly type: "tuple[]";
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
            readonly name: "proof";
            readonly type: "bytes32[]";
        }, {
            readonly name: "proofFlags";
            readonly type: "bool[]";
        }];
    }, {
        readonly name: "acceptances";
        readonly type: "tuple[]";
        readonly components: readonly [{
            readonly name: "agreement";
            readonly type: "uint64";
        }, {
            readonly name: "line";
            readonly type: "bytes32";
        }, {
            readonly name: "batch";
            readonly type: "bytes32";
        }, {
            readonly name: "deadline";
            readonly type: "uint40";
        }];
    }, {
        readonly name: "signatures";
        readonly type: "bytes[]";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "agreementOf";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "termsHash";
            readonly type: "bytes32";
        }, {
            readonly name: "paid";
            readonly type: "uint104";
        }, {
            readonly name: "owed";
            readonly type: "uint104";
        }, {
            readonly name: "upTo";
            readonly type: "uint32";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }, {
            readonly name: "isFinal";
            readonly type: "bool";
        }, {
            readonly name: "isAccepted";
            readonly type: "bool";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "beginDefaultAdminTransfer";
    readonly inputs: readonly [{
        readonly name: "newAdmin";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "cancelDefaultAdminTransfer";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "changeDefaultAdminDelay";
    readonly inputs: readonly [{
        readonly name: "newDelay";
        readonly type: "uint48";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "closeAgreement";
    readonly inputs: readonly [{
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
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "defaultAdmin";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "address";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "defaultAdminDelay";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint48";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "defaultAdminDelayIncreaseWait";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint48";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "expireAgreement";
    readonly inputs: readonly [{
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
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "freezeAgreement";
    readonly inputs: readonly [{
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
        readonly name: "upTo";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "getRoleAdmin";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "grantRole";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
    }, {
        readonly name: "account";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "hasRole";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
    }, {
        readonly name: "account";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "openAgreement";
    readonly inputs: readonly [{
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
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "owner";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "address";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "pendingDefaultAdmin";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "newAdmin";
        readonly type: "address";
    }, {
        readonly name: "schedule";
        readonly type: "uint48";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "pendingDefaultAdminDelay";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "newDelay";
        readonly type: "uint48";
    }, {
        readonly name: "schedule";
        readonly type: "uint48";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "purseOf";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [{
        readonly name: "purse";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "pure";
}, {
    readonly type: "function";
    readonly name: "renounceRole";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
    }, {
        readonly name: "account";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "revokeRole";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
    }, {
        readonly name: "account";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "rollbackDefaultAdminDelay";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "settleCorrection";
    readonly inputs: readonly [{
        readonly name: "header";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "correction";
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
            readonly name: "reason";
            readonly type: "uint8";
        }, {
            readonly name: "statementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "agreementsRoot";
            readonly type: "bytes32";
        }, {
            readonly name: "corrects";
            readonly type: "bytes32";
        }];
    }, {
        readonly name: "proven";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "lines";
            readonly type: "tuple[]";
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
            readonly name: "terms";
            readonly type: "tuple[]";
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
            readonly name: "proof";
            readonly type: "bytes32[]";
        }, {
            readonly name: "proofFlags";
            readonly type: "bool[]";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "settleLines";
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
        readonly name: "proven";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "lines";
            readonly type: "tuple[]";
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
            readonly name: "terms";
            readonly type: "tuple[]";
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
            readonly name: "proof";
            readonly type: "bytes32[]";
        }, {
            readonly name: "proofFlags";
            readonly type: "bool[]";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "settleRuled";
    readonly inputs: readonly [{
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
        readonly name: "line";
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
        readonly name: "batch";
        readonly type: "bytes32";
    }, {
        readonly name: "isOver";
        readonly type: "bool";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "supportsInterface";
    readonly inputs: readonly [{
        readonly name: "interfaceId";
        readonly type: "bytes4";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "event";
    readonly name: "AgreementClosed";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "toPayee";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "toPayer";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "AgreementDisputed";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "AgreementExpired";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "toPayee";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "toPayer";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "AgreementOpened";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "termsHash";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "escrow";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "bond";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "AgreementResolved";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DefaultAdminDelayChangeCanceled";
    readonly inputs: readonly [];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DefaultAdminDelayChangeScheduled";
    readonly inputs: readonly [{
        readonly name: "newDelay";
        readonly type: "uint48";
        readonly indexed: false;
    }, {
        readonly name: "effectSchedule";
        readonly type: "uint48";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DefaultAdminTransferCanceled";
    readonly inputs: readonly [];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "DefaultAdminTransferScheduled";
    readonly inputs: readonly [{
        readonly name: "newAdmin";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "acceptSchedule";
        readonly type: "uint48";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "LineSettled";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
        readonly indexed: true;
    }, {
        readonly name: "upTo";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "paid";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "penalty";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "owed";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "batch";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "RoleAdminChanged";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "previousAdminRole";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "newAdminRole";
        readonly type: "bytes32";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "RoleGranted";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "account";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "sender";
        readonly type: "address";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "RoleRevoked";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "account";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "sender";
        readonly type: "address";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "error";
    readonly name: "AccessControlBadConfirmation";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "AccessControlEnforcedDefaultAdminDelay";
    readonly inputs: readonly [{
        readonly name: "schedule";
        readonly type: "uint48";
    }];
}, {
    readonly type: "error";
    readonly name: "AccessControlEnforcedDefaultAdminRules";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "AccessControlInvalidDefaultAdmin";
    readonly inputs: readonly [{
        readonly name: "defaultAdmin";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "AccessControlUnauthorizedAccount";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
    }, {
        readonly name: "neededRole";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "MerkleProofInvalidMultiproof";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SafeCastOverflowedUintDowncast";
    readonly inputs: readonly [{
        readonly name: "bits";
        readonly type: "uint8";
    }, {
        readonly name: "value";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementAcceptanceExpired";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementBadProof";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SettlementBadTerms";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SettlementBeyondBatch";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementDisputed";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementForeignSite";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementNotClosable";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementNotPayer";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementPaused";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SettlementPurseMissing";
    readonly inputs: readonly [{
        readonly name: "held";
        readonly type: "uint256";
    }, {
        readonly name: "needed";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementStaleLine";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }, {
        readonly name: "upTo";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementStillProvable";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementTooManyLines";
    readonly inputs: readonly [{
        readonly name: "count";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementUnknownTerms";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementWrongState";
    readonly inputs: readonly [{
        readonly name: "agreement";
        readonly type: "uint64";
    }, {
        readonly name: "state";
        readonly type: "uint8";
    }];
}];
