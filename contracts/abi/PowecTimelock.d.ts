/** ABI of the contract PowecTimelock. */
export declare const powecTimelockAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "guardian";
        readonly type: "address";
    }, {
        readonly name: "admin";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "receive";
    readonly stateMutability: "payable";
}, {
    readonly type: "function";
    readonly name: "CANCELLER_ROLE";
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
    readonly name: "EXECUTOR_ROLE";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "PROPOSER_ROLE";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "VETO_UNTIL";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint256";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "cancel";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "execute";
    readonly inputs: readonly [{
        readonly name: "target";
        readonly type: "address";
    }, {
        readonly name: "value";
        readonly type: "uint256";
    }, {
        readonly name: "payload";
        readonly type: "bytes";
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "payable";
}, {
    readonly type: "function";
    readonly name: "executeBatch";
    readonly inputs: readonly [{
        readonly name: "targets";
        readonly type: "address[]";
    }, {
        readonly name: "values";
        readonly type: "uint256[]";
    }, {
        readonly name: "payloads";
        readonly type: "bytes[]";
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "payable";
}, {
    readonly type: "function";
    readonly name: "getMinDelay";
    readonly inputs: readonly [];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint256";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "getOperationState";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint8";
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
    readonly name: "getTimestamp";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "uint256";
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
    readonly name: "hashOperation";
    readonly inputs: readonly [{
        readonly name: "target";
        readonly type: "address";
    }, {
        readonly name: "value";
        readonly type: "uint256";
    }, {
        readonly name: "data";
        readonly type: "bytes";
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "pure";
}, {
    readonly type: "function";
    readonly name: "hashOperationBatch";
    readonly inputs: readonly [{
        readonly name: "targets";
        readonly type: "address[]";
    }, {
        readonly name: "values";
        readonly type: "uint256[]";
    }, {
        readonly name: "payloads";
        readonly type: "bytes[]";
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "pure";
}, {
    readonly type: "function";
    readonly name: "isOperation";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "isOperationDone";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "isOperationPending";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "isOperationReady";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "onERC1155BatchReceived";
    readonly inputs: readonly [{
        readonly name: "";
        readonly type: "address";
    }, {
        readonly name: "";
        readonly type: "address";
    }, {
        readonly name: "";
        readonly type: "uint256[]";
    }, {
        readonly name: "";
        readonly type: "uint256[]";
    }, {
        readonly name: "";
        readonly type: "bytes";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes4";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "onERC1155Received";
    readonly inputs: readonly [{
        readonly name: "";
        readonly type: "address";
    }, {
        readonly name: "";
        readonly type: "address";
    }, {
        readonly name: "";
        readonly type: "uint256";
    }, {
        readonly name: "";
        readonly type: "uint256";
    }, {
        readonly name: "";
        readonly type: "bytes";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes4";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "onERC721Received";
    readonly inputs: readonly [{
        readonly name: "";
        readonly type: "address";
    }, {
        readonly name: "";
        readonly type: "address";
    }, {
        readonly name: "";
        readonly type: "uint256";
    }, {
        readonly name: "";
        readonly type: "bytes";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes4";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "renounceRole";
    readonly inputs: readonly [{
        readonly name: "role";
        readonly type: "bytes32";
    }, {
        readonly name: "callerConfirmation";
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
    readonly name: "schedule";
    readonly inputs: readonly [{
        readonly name: "target";
        readonly type: "address";
    }, {
        readonly name: "value";
        readonly type: "uint256";
    }, {
        readonly name: "data";
        readonly type: "bytes";
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }, {
        readonly name: "delay";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "scheduleBatch";
    readonly inputs: readonly [{
        readonly name: "targets";
        readonly type: "address[]";
    }, {
        readonly name: "values";
        readonly type: "uint256[]";
    }, {
        readonly name: "payloads";
        readonly type: "bytes[]";
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
    }, {
        readonly name: "delay";
        readonly type: "uint256";
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
    readonly name: "updateDelay";
    readonly inputs: readonly [{
        readonly name: "newDelay";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "event";
    readonly name: "CallExecuted";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "index";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "target";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "value";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "data";
        readonly type: "bytes";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "CallSalt";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "salt";
        readonly type: "bytes32";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "CallScheduled";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "index";
        readonly type: "uint256";
        readonly indexed: true;
    }, {
        readonly name: "target";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "value";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "data";
        readonly type: "bytes";
        readonly indexed: false;
    }, {
        readonly name: "predecessor";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "delay";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "Cancelled";
    readonly inputs: readonly [{
        readonly name: "id";
        readonly type: "bytes32";
        readonly indexed: true;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "MinDelayChange";
    readonly inputs: readonly [{
        readonly name: "oldDuration";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "newDuration";
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
    readonly type: "error";
    readonly name: "AccessControlBadConfirmation";
    readonly inputs: readonly [];
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
    readonly name: "FailedCall";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "TimelockInsufficientDelay";
    readonly inputs: readonly [{
        readonly name: "delay";
        readonly type: "uint256";
    }, {
        readonly name: "minDelay";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "TimelockInvalidOperationLength";
    readonly inputs: readonly [{
        readonly name: "targets";
        readonly type: "uint256";
    }, {
        readonly name: "payloads";
        readonly type: "uint256";
    }, {
        readonly name: "values";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "TimelockUnauthorizedCaller";
    readonly inputs: readonly [{
        readonly name: "caller";
        readonly type: "address";
    }];
}, {
    readonly type: "error";
    readonly name: "TimelockUnexecutedPredecessor";
    readonly inputs: readonly [{
        readonly name: "predecessorId";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "TimelockUnexpectedOperationState";
    readonly inputs: readonly [{
        readonly name: "operationId";
        readonly type: "bytes32";
    }, {
        readonly name: "expectedStates";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "TimelockVetoOver";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}];
