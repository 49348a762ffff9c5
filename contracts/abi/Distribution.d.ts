/** ABI of the contract Distribution. */
export declare const distributionAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "powec";
        readonly type: "address";
    }, {
        readonly name: "timelock";
        readonly type: "address";
    }, {
        readonly name: "owner";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "distribute";
    readonly inputs: readonly [{
        readonly name: "team";
        readonly type: "address[]";
    }, {
        readonly name: "teamUnits";
        readonly type: "uint256[]";
    }, {
        readonly name: "advisers";
        readonly type: "address[]";
    }, {
        readonly name: "adviserUnits";
        readonly type: "uint256[]";
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
    readonly name: "renounceOwnership";
    readonly inputs: readonly [];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "transferOwnership";
    readonly inputs: readonly [{
        readonly name: "newOwner";
        readonly type: "address";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "event";
    readonly name: "Distributed";
    readonly inputs: readonly [{
        readonly name: "startsAt";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "OwnershipTransferred";
    readonly inputs: readonly [{
        readonly name: "previousOwner";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "newOwner";
        readonly type: "address";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Vested";
    readonly inputs: readonly [{
        readonly name: "beneficiary";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "wallet";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "duration";
        readonly type: "uint64";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "error";
    readonly name: "DistributionDone";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "DistributionMismatch";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "OwnableInvalidOwner";
    readonly inputs: readonly [{
        readonly name: "owner";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "OwnableUnauthorizedAccount";
    readonly inputs: readonly [{
        readonly name: "account";
        readonly type: "address";
    }];
}];
