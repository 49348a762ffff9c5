/** ABI of the contract TokenSale. */
export declare const tokenSaleAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "powec";
        readonly type: "address";
    }, {
        readonly name: "currency";
        readonly type: "address";
    }, {
        readonly name: "members";
        readonly type: "address";
    }, {
        readonly name: "treasury";
        readonly type: "address";
    }, {
        readonly name: "softTargetMicro";
        readonly type: "uint256";
    }, {
        readonly name: "admin";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "CLEARING";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
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
    readonly name: "acceptDefaultAdminTransfer";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
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
    readonly name: "buy";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
    }, {
        readonly name: "paidMicro";
        readonly type: "uint256";
    }, {
        readonly name: "minTokens";
        readonly type: "uint256";
    }, {
        readonly name: "deadline";
        readonly type: "uint256";
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
    readonly name: "claim";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "collect";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "contributionOf";
    readonly inputs: readonly [{
        readonly name: "buyer";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "paidMicro";
            readonly type: "uint128";
        }, {
            readonly name: "tokens";
            readonly type: "uint128";
        }];
    }];
    readonly stateMutability: "view";
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
    readonly name: "finalise";
    readonly inputs: readonly [];
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
    readonly name: "outcome";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint8";
    }];
    readonly stateMutability: "view";
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
    readonly name: "recordFiat";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
    }, {
        readonly name: "buyer";
        readonly type: "address";
    }, {
        readonly name: "paidMicro";
        readonly type: "uint256";
    }, {
        readonly name: "receipt";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "refund";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
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
    readonly name: "setStage";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "priceMicro";
            readonly type: "uint64";
        }, {
            readonly name: "leastMicro";
            readonly type: "uint64";
        }, {
            readonly name: "startsAt";
            readonly type: "uint40";
        }, {
            readonly name: "endsAt";
            readonly type: "uint40";
        }, {
            readonly name: "hasBonus";
            readonly type: "bool";
        }, {
            readonly name: "supply";
            readonly type: "uint128";
        }, {
            readonly name: "sold";
            readonly type: "uint128";
        }];
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "stageOf";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "priceMicro";
            readonly type: "uint64";
        }, {
            readonly name: "leastMicro";
            readonly type: "uint64";
        }, {
            readonly name: "startsAt";
            readonly type: "uint40";
        }, {
            readonly name: "endsAt";
            readonly type: "uint40";
        }, {
            readonly name: "hasBonus";
            readonly type: "bool";
        }, {
            readonly name: "supply";
            readonly type: "uint128";
        }, {
            readonly name: "sold";
            readonly type: "uint128";
        }];
    }];
    readonly stateMutability: "view";
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
    readonly type: "function";
    readonly name: "tokensFor";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
    }, {
        readonly name: "paidMicro";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "base";
        readonly type: "uint256";
    }, {
        readonly name: "withBonus";
        readonly type: "uint256";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "event";
    readonly name: "Collected";
    readonly inputs: readonly [{
        readonly name: "treasury";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Contributed";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "buyer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "paidMicro";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "tokens";
        readonly type: "uint256";
        readonly indexed: false;
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
    readonly name: "FiatRecorded";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "buyer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "paidMicro";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "tokens";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "receipt";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Refunded";
    readonly inputs: readonly [{
        readonly name: "buyer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "paidMicro";
        readonly type: "uint256";
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
    readonly type: "event";
    readonly name: "SaleFinalised";
    readonly inputs: readonly [{
        readonly name: "outcome";
        readonly type: "uint8";
        readonly indexed: false;
    }, {
        readonly name: "raisedMicro";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "tokens";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "StageSet";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "terms";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "priceMicro";
            readonly type: "uint64";
        }, {
            readonly name: "leastMicro";
            readonly type: "uint64";
        }, {
            readonly name: "startsAt";
            readonly type: "uint40";
        }, {
            readonly name: "endsAt";
            readonly type: "uint40";
        }, {
            readonly name: "hasBonus";
            readonly type: "bool";
        }, {
            readonly name: "supply";
            readonly type: "uint128";
        }, {
            readonly name: "sold";
            readonly type: "uint128";
        }];
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "TokensClaimed";
    readonly inputs: readonly [{
        readonly name: "buyer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "tokens";
        readonly type: "uint256";
        readonly indexed: false;
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
    readonly name: "ReentrancyGuardReentrantCall";
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
    readonly name: "SafeERC20FailedOperation";
    readonly inputs: readonly [{
        readonly name: "token";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleBadStage";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SaleBelowMinimum";
    readonly inputs: readonly [{
        readonly name: "leastMicro";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleKycMissing";
    readonly inputs: readonly [{
        readonly name: "buyer";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleNotOver";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleNothingDue";
    readonly inputs: readonly [{
        readonly name: "buyer";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleReceiptUsed";
    readonly inputs: readonly [{
        readonly name: "receipt";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleSlippage";
    readonly inputs: readonly [{
        readonly name: "tokens";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleSoldOut";
    readonly inputs: readonly [{
        readonly name: "left";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleStageClosed";
    readonly inputs: readonly [{
        readonly name: "stage";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SaleWrongOutcome";
    readonly inputs: readonly [{
        readonly name: "outcome";
        readonly type: "uint8";
    }];
}];
