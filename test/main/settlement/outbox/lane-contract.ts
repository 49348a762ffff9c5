import { Interface } from 'ethers'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A contract that takes batches in order and once each, as settlement does; without signatures and money. */
const source = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
contract Lane {
    uint32 public count;
    mapping(uint32 => bytes32) public digestOf;
    event Posted(uint32 indexed sequence, bytes32 indexed digest);
    function post(uint32 sequence, bytes32 digest) external {
        require(sequence == count + 1, "sequence gap");
        count = sequence;
        digestOf[sequence] = digest;
        emit Posted(sequence, digest);
    }
}`

/** Calls and logs of the contract. */
export const laneInterface = new Interface([
  'function post(uint32 sequence, bytes32 digest)',
  'function count() view returns (uint32)',
  'function digestOf(uint32) view returns (bytes32)',
  'event Posted(uint32 indexed sequence, bytes32 indexed digest)',
])

interface Compiled {
  contracts: { 'Lane.sol': { Lane: { evm: { bytecode: { object: string } } } } }
}

/** Code that deploys the contract. */
export function compileLane(): string {
  const solc = require('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources: { 'Lane.sol': { content: source } },
    settings: { evmVersion: 'cancun', outputSelection: { '*': { '*': ['evm.bytecode.object'] } } },
  }
  const { contracts } = JSON.parse(solc.compile(JSON.stringify(input))) as Compiled
  return `0x${contracts['Lane.sol'].Lane.evm.bytecode.object}`
}
