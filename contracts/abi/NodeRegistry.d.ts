/** ABI of the contract NodeRegistry. */
export declare const nodeRegistryAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "vault";
        readonly type: "address";
    }, {
        readonly name: "admin";
        readonly type: "address";
    }, {
        readonly name: "fund";
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
    readonly name: "GUARDIAN";
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
    readonly name: "VERIFIER";
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
    readonly name: "actsFor";
    readonly inputs: readonly [{
        readonly name: "who";
        readonly type: "address";
    }, {
        readonly name: "member";
        readonly type: "address";
    }, {
        readonly name: "right";
        readonly type: "uint8";
    }, {
        readonly name: "units";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "admitNode";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }, {
        readonly name: "ratingWh";
        readonly type: "uint64";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "areOne";
    readonly inputs: readonly [{
        readonly name: "a";
        readonly type: "address";
    }, {
        readonly name: "b";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "attest";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
    }, {
        readonly name: "kycUntil";
        readonly type: "uint40";
    }, {
        readonly name: "group";
        readonly type: "uint32";
    }];
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
    readonly name: "bindMeterPoint";
    readonly inputs: readonly [{
        readonly name: "meterPoint";
        readonly type: "bytes32";
    }, {
        readonly name: "site";
        readonly type: "uint32";
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
    readonly name: "capacityOf";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "capacityWh";
            readonly type: "uint64";
        }, {
            readonly name: "guaranteedWh";
            readonly type: "uint64";
        }, {
            readonly name: "statusValidUntil";
            readonly type: "uint40";
        }, {
            readonly name: "measuredAt";
            readonly type: "uint40";
        }, {
            readonly name: "lossPpmPerHour";
            readonly type: "uint32";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "challengePresence";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
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
    readonly name: "changeRoles";
    readonly inputs: readonly [{
        readonly name: "roles";
        readonly type: "uint8";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "closeChallenge";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
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
    readonly name: "delegate";
    readonly inputs: readonly [{
        readonly name: "to";
        readonly type: "address";
    }, {
        readonly name: "rights";
        readonly type: "uint8";
    }, {
        readonly name: "capUnits";
        readonly type: "uint256";
    }, {
        readonly name: "until";
        readonly type: "uint40";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
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
    readonly name: "epochAt";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "quarter";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "epoch";
        readonly type: "uint32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "forfeitReferral";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
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
    readonly name: "identityOf";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "owner";
            readonly type: "address";
        }, {
            readonly name: "zone";
            readonly type: "uint32";
        }, {
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "state";
            readonly type: "uint8";
        }, {
            readonly name: "statusSequence";
            readonly type: "uint32";
        }, {
            readonly name: "isAdmitted";
            readonly type: "bool";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "isVouchedFor";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "join";
    readonly inputs: readonly [{
        readonly name: "referrer";
        readonly type: "address";
    }, {
        readonly name: "roles";
        readonly type: "uint8";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "joinWithPermit";
    readonly inputs: readonly [{
        readonly name: "referrer";
        readonly type: "address";
    }, {
        readonly name: "roles";
        readonly type: "uint8";
    }, {
        readonly name: "deadline";
        readonly type: "uint256";
    }, {
        readonly name: "v";
        readonly type: "uint8";
    }, {
        readonly name: "r";
        readonly type: "bytes32";
    }, {
        readonly name: "s";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "keyOf";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "epoch";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "key";
            readonly type: "address";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "untilQuarter";
            readonly type: "uint32";
        }, {
            readonly name: "revokedSince";
            readonly type: "uint32";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "kindFactor";
    readonly inputs: readonly [{
        readonly name: "kind";
        readonly type: "uint8";
    }];
    readonly outputs: readonly [{
        readonly name: "ppm";
        readonly type: "uint32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "lastEpoch";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "epoch";
        readonly type: "uint32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "memberOf";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "member";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "roles";
            readonly type: "uint8";
        }, {
            readonly name: "kycUntil";
            readonly type: "uint40";
        }, {
            readonly name: "group";
            readonly type: "uint32";
        }, {
            readonly name: "joinedAt";
            readonly type: "uint40";
        }, {
            readonly name: "hasVerifiedNode";
            readonly type: "bool";
        }, {
            readonly name: "referrer";
            readonly type: "address";
        }, {
            readonly name: "referralUnits";
            readonly type: "uint96";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "moveMeterPoint";
    readonly inputs: readonly [{
        readonly name: "meterPoint";
        readonly type: "bytes32";
    }, {
        readonly name: "toSite";
        readonly type: "uint32";
    }, {
        readonly name: "fromQuarter";
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
    readonly name: "powersOf";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "ratingWh";
            readonly type: "uint64";
        }, {
            readonly name: "ratedVoltageV";
            readonly type: "uint32";
        }, {
            readonly name: "chargePowerW";
            readonly type: "uint32";
        }, {
            readonly name: "dischargePowerW";
            readonly type: "uint32";
        }, {
            readonly name: "challengedUntil";
            readonly type: "uint40";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "registerNode";
    readonly inputs: readonly [{
        readonly name: "registration";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "zone";
            readonly type: "uint32";
        }, {
            readonly name: "capacityWh";
            readonly type: "uint64";
        }, {
            readonly name: "ratedVoltageV";
            readonly type: "uint32";
        }, {
            readonly name: "minDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "maxDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "controller";
            readonly type: "address";
        }];
    }, {
        readonly name: "r";
        readonly type: "bytes32";
    }, {
        readonly name: "vs";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
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
    readonly name: "retireNode";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "revokeKey";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "epoch";
        readonly type: "uint32";
    }, {
        readonly name: "sinceQuarter";
        readonly type: "uint32";
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
    readonly name: "rotateKey";
    readonly inputs: readonly [{
        readonly name: "rotation";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "site";
            readonly type: "uint32";
        }, {
            readonly name: "epoch";
            readonly type: "uint32";
        }, {
            readonly name: "oldKey";
            readonly type: "address";
        }, {
            readonly name: "newKey";
            readonly type: "address";
        }, {
            readonly name: "fromQuarter";
            readonly type: "uint32";
        }];
    }, {
        readonly name: "oldR";
        readonly type: "bytes32";
    }, {
        readonly name: "oldVs";
        readonly type: "bytes32";
    }, {
        readonly name: "newR";
        readonly type: "bytes32";
    }, {
        readonly name: "newVs";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "scheduleKindFactor";
    readonly inputs: readonly [{
        readonly name: "kind";
        readonly type: "uint8";
    }, {
        readonly name: "ppm";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "setAdmission";
    readonly inputs: readonly [{
        readonly name: "feeUnits";
        readonly type: "uint256";
    }, {
        readonly name: "referralPpm";
        readonly type: "uint256";
    }, {
        readonly name: "fund";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "setKeyListener";
    readonly inputs: readonly [{
        readonly name: "listener";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "siteOf";
    readonly inputs: readonly [{
        readonly name: "meterPoint";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
    }, {
        readonly name: "fromQuarter";
        readonly type: "uint32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "submitStatus";
    readonly inputs: readonly [{
        readonly name: "status";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "node";
            readonly type: "uint32";
        }, {
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "measuredAt";
            readonly type: "uint40";
        }, {
            readonly name: "validUntil";
            readonly type: "uint40";
        }, {
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "capacityWh";
            readonly type: "uint64";
        }, {
            readonly name: "usableWh";
            readonly type: "uint64";
        }, {
            readonly name: "guaranteedWh";
            readonly type: "uint64";
        }, {
            readonly name: "ratedVoltageV";
            readonly type: "uint32";
        }, {
            readonly name: "minDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "maxDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "lossPpmPerHour";
            readonly type: "uint32";
        }, {
            readonly name: "chargePowerW";
            readonly type: "uint32";
        }, {
            readonly name: "dischargePowerW";
            readonly type: "uint32";
        }, {
            readonly name: "evidence";
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
    readonly name: "suspendNode";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "useCapacity";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }, {
        readonly name: "offeredWh";
        readonly type: "int64";
    }, {
        readonly name: "committedWh";
        readonly type: "int64";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "usesOf";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "offeredWh";
            readonly type: "uint64";
        }, {
            readonly name: "committedWh";
            readonly type: "uint64";
        }, {
            readonly name: "minDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "maxDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "registeredAt";
            readonly type: "uint40";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "event";
    readonly name: "AdmissionSet";
    readonly inputs: readonly [{
        readonly name: "feeUnits";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "referralPpm";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "fund";
        readonly type: "address";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Attested";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "kycUntil";
        readonly type: "uint40";
        readonly indexed: false;
    }, {
        readonly name: "group";
        readonly type: "uint32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "CapacityShortfall";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "committedWh";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "capacityWh";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "CapacityUsed";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "offeredWh";
        readonly type: "uint64";
        readonly indexed: false;
    }, {
        readonly name: "committedWh";
        readonly type: "uint64";
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
    readonly name: "Delegated";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "to";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "rights";
        readonly type: "uint8";
        readonly indexed: false;
    }, {
        readonly name: "capUnits";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "until";
        readonly type: "uint40";
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
    readonly name: "KeyListenerSet";
    readonly inputs: readonly [{
        readonly name: "listener";
        readonly type: "address";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "KeyRevoked";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "epoch";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "sinceQuarter";
        readonly type: "uint32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "KeyRotated";
    readonly inputs: readonly [{
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "epoch";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "newKey";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "fromQuarter";
        readonly type: "uint32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "KindFactorScheduled";
    readonly inputs: readonly [{
        readonly name: "kind";
        readonly type: "uint8";
        readonly indexed: true;
    }, {
        readonly name: "ppm";
        readonly type: "uint32";
        readonly indexed: false;
    }, {
        readonly name: "dueAt";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "MemberJoined";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "referrer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "roles";
        readonly type: "uint8";
        readonly indexed: false;
    }, {
        readonly name: "fee";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "referral";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "MeterPointBound";
    readonly inputs: readonly [{
        readonly name: "meterPoint";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "site";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "fromQuarter";
        readonly type: "uint32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "NodeAdmitted";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "ratingWh";
        readonly type: "uint64";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "NodeRegistered";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "owner";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "controller";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "registration";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "zone";
            readonly type: "uint32";
        }, {
            readonly name: "capacityWh";
            readonly type: "uint64";
        }, {
            readonly name: "ratedVoltageV";
            readonly type: "uint32";
        }, {
            readonly name: "minDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "maxDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "controller";
            readonly type: "address";
        }];
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "NodeRetired";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "NodeSuspended";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "NodeVerified";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "PresenceAnswered";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "to";
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
    readonly name: "PresenceChallenged";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "challenger";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "dueAt";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "ReferralReleased";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "to";
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
    readonly name: "RolesChanged";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "roles";
        readonly type: "uint8";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "StatusAccepted";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
        readonly indexed: true;
    }, {
        readonly name: "status";
        readonly type: "tuple";
        readonly indexed: false;
        readonly components: readonly [{
            readonly name: "node";
            readonly type: "uint32";
        }, {
            readonly name: "sequence";
            readonly type: "uint32";
        }, {
            readonly name: "measuredAt";
            readonly type: "uint40";
        }, {
            readonly name: "validUntil";
            readonly type: "uint40";
        }, {
            readonly name: "kind";
            readonly type: "uint8";
        }, {
            readonly name: "capacityWh";
            readonly type: "uint64";
        }, {
            readonly name: "usableWh";
            readonly type: "uint64";
        }, {
            readonly name: "guaranteedWh";
            readonly type: "uint64";
        }, {
            readonly name: "ratedVoltageV";
            readonly type: "uint32";
        }, {
            readonly name: "minDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "maxDurationMin";
            readonly type: "uint32";
        }, {
            readonly name: "lossPpmPerHour";
            readonly type: "uint32";
        }, {
            readonly name: "chargePowerW";
            readonly type: "uint32";
        }, {
            readonly name: "dischargePowerW";
            readonly type: "uint32";
        }, {
            readonly name: "evidence";
            readonly type: "bytes32";
        }];
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
    readonly name: "InvalidShortString";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "ReentrancyGuardReentrantCall";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "RegistryAlreadyMember";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryBadDurations";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "RegistryBadPossession";
    readonly inputs: readonly [{
        readonly name: "signer";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryBadSigner";
    readonly inputs: readonly [{
        readonly name: "signer";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryCapacityAboveRating";
    readonly inputs: readonly [{
        readonly name: "capacityWh";
        readonly type: "uint64";
    }, {
        readonly name: "ratingWh";
        readonly type: "uint64";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryCapacityExceeded";
    readonly inputs: readonly [{
        readonly name: "freeWh";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryChallengeOpen";
    readonly inputs: readonly [{
        readonly name: "dueAt";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryCommitted";
    readonly inputs: readonly [{
        readonly name: "committedWh";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryExpired";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "RegistryKeyInUse";
    readonly inputs: readonly [{
        readonly name: "key";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryKycMissing";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryMeterPointBound";
    readonly inputs: readonly [{
        readonly name: "meterPoint";
        readonly type: "bytes32";
    }, {
        readonly name: "site";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryNoAttractor";
    readonly inputs: readonly [{
        readonly name: "referrer";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryNoChallenge";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "RegistryNotMember";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryNotOwner";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryOutOfBounds";
    readonly inputs: readonly [{
        readonly name: "value";
        readonly type: "uint256";
    }, {
        readonly name: "most";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryReferralNotDue";
    readonly inputs: readonly [{
        readonly name: "dueAt";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryRotationTooEarly";
    readonly inputs: readonly [{
        readonly name: "fromQuarter";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistrySelfReferral";
    readonly inputs: readonly [{
        readonly name: "member";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistrySequenceGap";
    readonly inputs: readonly [{
        readonly name: "expected";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryStatusStale";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "RegistryUnknownKind";
    readonly inputs: readonly [{
        readonly name: "kind";
        readonly type: "uint8";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryUnknownNode";
    readonly inputs: readonly [{
        readonly name: "node";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryUnknownRoles";
    readonly inputs: readonly [{
        readonly name: "roles";
        readonly type: "uint8";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryWrongEpoch";
    readonly inputs: readonly [{
        readonly name: "expected";
        readonly type: "uint32";
    }];
}, {
    readonly type: "error";
    readonly name: "RegistryWrongState";
    readonly inputs: readonly [{
        readonly name: "state";
        readonly type: "uint8";
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
    readonly name: "SafeERC20FailedOperation";
    readonly inputs: readonly [{
        readonly name: "token";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "StringTooLong";
    readonly inputs: readonly [{
        readonly name: "str";
        readonly type: "string";
    }];
}];
