/** ABI of the contract EscrowVault. */
export declare const escrowVaultAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "powec";
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
    readonly name: "acceptDefaultAdminTransfer";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "activateModule";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "allow";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
    }, {
        readonly name: "units";
        readonly type: "uint256";
    }, {
        readonly name: "until";
        readonly type: "uint40";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "allowedTo";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
    }, {
        readonly name: "module";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
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
    readonly name: "closeModule";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
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
    readonly name: "deposit";
    readonly inputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "depositWithPermit";
    readonly inputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
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
    readonly name: "freeOf";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
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
    readonly name: "handOver";
    readonly inputs: readonly [{
        readonly name: "purse";
        readonly type: "bytes32";
    }, {
        readonly name: "toModule";
        readonly type: "address";
    }, {
        readonly name: "toPurse";
        readonly type: "bytes32";
    }, {
        readonly name: "units";
        readonly type: "uint256";
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
    readonly name: "heldIn";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
    }, {
        readonly name: "purse";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "hold";
    readonly inputs: readonly [{
        readonly name: "purse";
        readonly type: "bytes32";
    }, {
        readonly name: "from";
        readonly type: "address";
    }, {
        readonly name: "units";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "moduleState";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
    }];
    readonly outputs: readonly [{
        readonly name: "state";
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
    readonly name: "pushOut";
    readonly inputs: readonly [{
        readonly name: "purse";
        readonly type: "bytes32";
    }, {
        readonly name: "entries";
        readonly type: "uint256[]";
    }];
    readonly outputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "release";
    readonly inputs: readonly [{
        readonly name: "purse";
        readonly type: "bytes32";
    }, {
        readonly name: "to";
        readonly type: "address[]";
    }, {
        readonly name: "units";
        readonly type: "uint256[]";
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
    readonly name: "scheduleModule";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "skim";
    readonly inputs: readonly [{
        readonly name: "to";
        readonly type: "address";
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
    readonly name: "token";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "address";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "totals";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "free";
        readonly type: "uint256";
    }, {
        readonly name: "held";
        readonly type: "uint256";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "withdraw";
    readonly inputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }, {
        readonly name: "to";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "event";
    readonly name: "Allowed";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "until";
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
    readonly name: "Deposited";
    readonly inputs: readonly [{
        readonly name: "account";
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
    readonly name: "HandedOver";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "purse";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "toModule";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "toPurse";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Held";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "purse";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "from";
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
    readonly name: "ModuleScheduled";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "activeAt";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "ModuleSet";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "state";
        readonly type: "uint8";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "PushedOut";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "purse";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "payees";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Released";
    readonly inputs: readonly [{
        readonly name: "module";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "purse";
        readonly type: "bytes32";
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
    readonly name: "Skimmed";
    readonly inputs: readonly [{
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
    readonly name: "Withdrawn";
    readonly inputs: readonly [{
        readonly name: "account";
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
    readonly name: "VaultForbiddenAddress";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "VaultInsufficientFree";
    readonly inputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }, {
        readonly name: "free";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "VaultLengthMismatch";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "VaultModuleNotDue";
    readonly inputs: readonly [{
        readonly name: "activeAt";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "VaultNotAllowed";
    readonly inputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }, {
        readonly name: "allowed";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "VaultNotModule";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "VaultPurseExceeded";
    readonly inputs: readonly [{
        readonly name: "units";
        readonly type: "uint256";
    }, {
        readonly name: "held";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "VaultZeroAmount";
    readonly inputs: readonly [];
}];
