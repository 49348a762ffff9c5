/** ABI of the contract PayoutLists. */
export declare const payoutListsAbi: readonly [{
    readonly type: "constructor";
    readonly inputs: readonly [{
        readonly name: "vault";
        readonly type: "address";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "claim";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }, {
        readonly name: "index";
        readonly type: "uint256";
    }, {
        readonly name: "account";
        readonly type: "address";
    }, {
        readonly name: "units";
        readonly type: "uint256";
    }, {
        readonly name: "proof";
        readonly type: "bytes32[]";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "fundList";
    readonly inputs: readonly [{
        readonly name: "about";
        readonly type: "bytes32";
    }, {
        readonly name: "root";
        readonly type: "bytes32";
    }, {
        readonly name: "total";
        readonly type: "uint104";
    }, {
        readonly name: "count";
        readonly type: "uint32";
    }, {
        readonly name: "mode";
        readonly type: "uint8";
    }, {
        readonly name: "expiresAt";
        readonly type: "uint40";
    }];
    readonly outputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "isClaimed";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }, {
        readonly name: "index";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bool";
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "leafOf";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }, {
        readonly name: "index";
        readonly type: "uint256";
    }, {
        readonly name: "account";
        readonly type: "address";
    }, {
        readonly name: "units";
        readonly type: "uint256";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "pure";
}, {
    readonly type: "function";
    readonly name: "linkOf";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }, {
        readonly name: "chunk";
        readonly type: "uint256";
    }, {
        readonly name: "entries";
        readonly type: "uint256[]";
    }, {
        readonly name: "next";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "bytes32";
    }];
    readonly stateMutability: "pure";
}, {
    readonly type: "function";
    readonly name: "listOf";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [{
        readonly name: "";
        readonly type: "tuple";
        readonly components: readonly [{
            readonly name: "payer";
            readonly type: "address";
        }, {
            readonly name: "expiresAt";
            readonly type: "uint40";
        }, {
            readonly name: "count";
            readonly type: "uint32";
        }, {
            readonly name: "mode";
            readonly type: "uint8";
        }, {
            readonly name: "total";
            readonly type: "uint104";
        }, {
            readonly name: "left";
            readonly type: "uint104";
        }, {
            readonly name: "cursor";
            readonly type: "uint32";
        }, {
            readonly name: "root";
            readonly type: "bytes32";
        }];
    }];
    readonly stateMutability: "view";
}, {
    readonly type: "function";
    readonly name: "pushChunk";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }, {
        readonly name: "entries";
        readonly type: "uint256[]";
    }, {
        readonly name: "next";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "function";
    readonly name: "reclaim";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }];
    readonly outputs: readonly [];
    readonly stateMutability: "nonpayable";
}, {
    readonly type: "event";
    readonly name: "ChunkPushed";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "chunk";
        readonly type: "uint256";
        readonly indexed: false;
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
    readonly name: "Claimed";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "index";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "account";
        readonly type: "address";
        readonly indexed: false;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "ListFunded";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "payer";
        readonly type: "address";
        readonly indexed: true;
    }, {
        readonly name: "root";
        readonly type: "bytes32";
        readonly indexed: false;
    }, {
        readonly name: "total";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "count";
        readonly type: "uint256";
        readonly indexed: false;
    }, {
        readonly name: "mode";
        readonly type: "uint8";
        readonly indexed: false;
    }, {
        readonly name: "expiresAt";
        readonly type: "uint40";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "event";
    readonly name: "ListReclaimed";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
        readonly indexed: true;
    }, {
        readonly name: "units";
        readonly type: "uint256";
        readonly indexed: false;
    }];
    readonly anonymous: false;
}, {
    readonly type: "error";
    readonly name: "PayoutAlreadyClaimed";
    readonly inputs: readonly [{
        readonly name: "index";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "PayoutBadExpiry";
    readonly inputs: readonly [{
        readonly name: "least";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "PayoutListExists";
    readonly inputs: readonly [{
        readonly name: "list";
        readonly type: "bytes32";
    }];
}, {
    readonly type: "error";
    readonly name: "PayoutListMismatch";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "PayoutNotExpired";
    readonly inputs: readonly [{
        readonly name: "until";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "PayoutTooLarge";
    readonly inputs: readonly [{
        readonly name: "count";
        readonly type: "uint256";
    }];
}, {
    readonly type: "error";
    readonly name: "ReentrancyGuardReentrantCall";
    readonly inputs: readonly [];
}, {
    readonly type: "error";
    readonly name: "SafeERC20FailedOperation";
    readonly inputs: readonly [{
        readonly name: "token";
        readonly type: "address";
    }];
}];
