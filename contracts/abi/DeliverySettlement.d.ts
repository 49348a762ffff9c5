/** ABI of the contract DeliverySettlement. */
export declare const deliverySettlementAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "registry";
        readonly type: "address";
    }, {
        readonly name: "admin";
        readonly type: "address";
    }, {
        readonly name: "predecessor";
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
    readonly name: "GUARDIAN";
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
    readonly name: "closeLane";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "sequence";
        readonly type: "uint32";
    }, {
        readonly name: "coveredTo";
        readonly type: "uint32";
    }, {
        readonly name: "digest";
        readonly type: "uint192";
    }];
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
    readonly name: "domainSeparator";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "eip712Domain";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "fields";
        readonly type: "bytes1";
    }, {
        readonly name: "name";
        readonly type: "string";
    }, {
        readonly name: "version";
        readonly type: "string";
    }, {
        readonly name: "chainId";
        readonly type: "uint256";
    }, {
        readonly name: "verifyingContract";
        readonly type: "address";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }, {
        readonly name: "extensions";
        readonly type: "uint256[]";
    }];
    readonly stateMutability: "view";
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
    readonly name: "laneOf";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "coveredTo";
            readonly type: "uint32";
        }, {
            readonly name: "digest";
            readonly type: "uint192";
        }, {
            readonly name: "key";
            readonly type: "address";
        }, {
            readonly name: "keyFrom";
            readonly type: "uint32";
        }, {
            readonly name: "keyEpoch";
            readonly type: "uint32";
        }, {
            readonly name: "ringSize";
            readonly type: "uint8";
        }, {
            readonly name: "isOpen";
            readonly type: "bool";
        }, {
            readonly name: "isKeyRevoked";
            readonly type: "bool";
        }, {
            readonly name: "wasRevoked";
            readonly type: "bool";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "openLane";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "ringSize";
        readonly type: "uint256";
    }, {
        readonly name: "firstQuarter";
        readonly type: "uint32";
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
    readonly name: "pause";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "paused";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
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
    readonly name: "postBatch";
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
        readonly name: "r";
        readonly type: "bytes32";
    }, {
        readonly name: "vs";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "postBatches";
    readonly inputs: readonly [{
        readonly name: "headers";
        readonly type: "tuple[]";
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
        readonly name: "signatures";
        readonly type: "bytes32[2][]";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "postCorrection";
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
        readonly name: "r";
        readonly type: "bytes32";
    }, {
        readonly name: "vs";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "postedOf";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "digest";
            readonly type: "uint192";
        }, {
            readonly name: "postedAt";
            readonly type: "uint40";
        }, {
            readonly name: "windowHours";
            readonly type: "uint16";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "reattest";
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
        readonly name: "signature";
        readonly type: "bytes32[2]";
    }, {
        readonly name: "reattestation";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "batch";
            readonly type: "bytes32";
        }, {
            readonly name: "revokedEpoch";
            readonly type: "uint32";
        }];
    }, {
        readonly name: "newSignature";
        readonly type: "bytes32[2]";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "refreshKey";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "rejectBatch";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
    }];
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
    readonly name: "requireStanding";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "requireWindowOver";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "view";
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
    readonly name: "setSuccessor";
    readonly inputs: readonly [{
        readonly name: "successor";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "setWindow";
    readonly inputs: readonly [{
        readonly name: "windowHours";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "settlementClock";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "second";
        readonly type: "uint256";
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
    readonly name: "unpause";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "warmLane";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "count";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "windowEnd";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "second";
        readonly type: "uint256";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "event";
    readonly name: "BatchCorrected";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "correction";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "header";
        readonly type: "tuple";
        readonly indexed: false;
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
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "BatchPosted";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "statementsRoot";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "agreementsRoot";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "contents";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "BatchReattested";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "revokedEpoch";
        readonly type: "uint32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "BatchRejected";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "digest";
        readonly type: "bytes32";
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
    readonly name: "EIP712DomainChanged";
    readonly inputs: readonly [];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "LaneClosed";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "coveredTo";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "successor";
        readonly type: "address";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "LaneKeySet";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "epoch";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "key";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "fromQuarter";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "isRevoked";
        readonly type: "bool";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "LaneOpened";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "sequence";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "coveredTo";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "ringSize";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Paused";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
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
    readonly name: "SuccessorSet";
    readonly inputs: readonly [{
        readonly name: "successor";
        readonly type: "address";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Unpaused";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "WindowSet";
    readonly inputs: readonly [{
        readonly name: "windowHours";
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
}, {
    readonly type: "error";
    readonly name: "EnforcedPause";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "ExpectedPause";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "InvalidShortString";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "PauseTooSoon";
    readonly inputs: readonly [{
        readonly name: "nextAt";
        readonly type: "uint256";
    }];
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
    readonly name: "SettlementBadRing";
    readonly inputs: readonly [{
        readonly name: "size";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementBadSigner";
    readonly inputs: readonly [{
        readonly name: "signer";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementBadSize";
    readonly inputs: readonly [{
        readonly name: "quarters";
        readonly type: "uint256";
    }, {
        readonly name: "lines";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementBatchRejected";
    readonly inputs: readonly [{
        readonly name: "digest";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementCorrectionTooLate";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SettlementForbidden";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementKeyRevoked";
    readonly inputs: readonly [{
        readonly name: "epoch";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementLaneExists";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementLaneFull";
    readonly inputs: readonly [{
        readonly name: "freeAt";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementNoLane";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementNotYetOver";
    readonly inputs: readonly [{
        readonly name: "toQuarter";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementNothingToCorrect";
    readonly inputs: readonly [{
        readonly name: "coveredTo";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementQuarterAlreadyCovered";
    readonly inputs: readonly [{
        readonly name: "coveredTo";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementQuarterGap";
    readonly inputs: readonly [{
        readonly name: "coveredTo";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementSequenceGap";
    readonly inputs: readonly [{
        readonly name: "expected";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementStraddlesRotation";
    readonly inputs: readonly [{
        readonly name: "untilQuarter";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementTooManyBatches";
    readonly inputs: readonly [{
        readonly name: "count";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementUnknownBatch";
    readonly inputs: readonly [{
        readonly name: "digest";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementWindowOpen";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "SettlementWrongPrevious";
    readonly inputs: readonly [{
        readonly name: "expected";
        readonly type: "uint192";
    }];
}, {
    readonly type: "error";
    readonly name: "StringTooLong";
    readonly inputs: readonly [{
        readonly name: "str";
        readonly type: "string";
    }];
}, {
    readonly type: "error";
    readonly name: "WindowOutOfBounds";
    readonly inputs: readonly [{
        readonly name: "windowHours";
        readonly type: "uint256";
    }];
}];
