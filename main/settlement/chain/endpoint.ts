import { FetchRequest, JsonRpcProvider, Network } from 'ethers'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** A block as far as we need it. */
export interface Head {
  number: number
  hash: string
  parentHash: string
  /** Seconds since 1970, by the chain. */
  timestamp: number
  baseFee: bigint
}

/** A receipt as far as we need it. */
export interface Receipt {
  blockNumber: number
  blockHash: string
  succeeded: boolean
  logs: { address: string; topics: string[] }[]
}

/** A log of a contract; `blockAt` where the node says it. */
export interface ChainLog {
  block: number
  logIndex: number
  address: string
  topics: string[]
  data: string
  /** Hash of its transaction. */
  hash: string
  blockHash: string
  blockAt?: EpochMs
}

/** One node. Every call rejects when it does not answer in time. */
export interface Endpoint {
  name: string
  chainId(): Promise<number>
  block(number: number | 'latest'): Promise<Head | undefined>
  code(address: string): Promise<string>
  /** Next nonce by mined transactions alone. */
  nonce(account: string): Promise<number>
  priorityFee(): Promise<bigint>
  /** Wei of an account. */
  balance(account: string): Promise<bigint>
  /** Result of the call at the pending block, or at the newest one; rejects with the reason of a revert. */
  call(tx: { from?: string; to: string; data: string }, at?: 'pending' | 'latest'): Promise<string>
  gas(tx: { from: string; to: string; data: string }): Promise<bigint>
  send(raw: string): Promise<string>
  receipt(hash: string): Promise<Receipt | undefined>
  /** Logs of contracts in the blocks [from, to]. */
  logs(wanted: { addresses: readonly string[]; from: number; to: number }): Promise<ChainLog[]>
  close(): void
}

interface RawBlock {
  number: string
  hash: string
  parentHash: string
  timestamp: string
  baseFeePerGas?: string
}
interface RawReceipt {
  blockNumber: string
  blockHash: string
  status: string
  logs: { address: string; topics: string[] }[]
}

interface RawLog {
  blockNumber: string
  logIndex: string
  address: string
  topics: string[]
  data: string
  transactionHash: string
  blockHash: string
  blockTimestamp?: string
  removed?: boolean
}

/** A node over JSON-RPC; nothing is cached and nothing tried again behind our back. */
export function createEndpoint({ url, chainId, timeoutMs }: { url: string; chainId: number; timeoutMs: Ms }): Endpoint {
  const request = new FetchRequest(url)
  request.timeout = timeoutMs
  request.setThrottleParams({ maxAttempts: 1 })
  const provider = new JsonRpcProvider(request, chainId, {
    staticNetwork: Network.from(chainId),
    batchMaxCount: 1,
    cacheTimeout: -1,
  })
  const ask = <T>(method: string, ...params: unknown[]): Promise<T> => provider.send(method, params) as Promise<T>
  return {
    name: new URL(url).host,
    chainId: async () => Number(await ask<string>('eth_chainId')),
    async block(number) {
      const block = await ask<RawBlock | null>('eth_getBlockByNumber', hexed(number), false)
      return block ? headOf(block) : undefined
    },
    code: (address) => ask('eth_getCode', address, 'latest'),
    nonce: async (account) => Number(await ask<string>('eth_getTransactionCount', account, 'latest')),
    priorityFee: async () => BigInt(await ask<string>('eth_maxPriorityFeePerGas')),
    balance: async (account) => BigInt(await ask<string>('eth_getBalance', account, 'latest')),
    call: (tx, at = 'pending') => ask('eth_call', tx, at),
    gas: async (tx) => BigInt(await ask<string>('eth_estimateGas', tx)),
    send: (raw) => ask('eth_sendRawTransaction', raw),
    async receipt(hash) {
      const receipt = await ask<RawReceipt | null>('eth_getTransactionReceipt', hash)
      return receipt ? receiptOf(receipt) : undefined
    },
    async logs({ addresses, from, to }) {
      const filter = { address: addresses, fromBlock: hexed(from), toBlock: hexed(to) }
      return (await ask<RawLog[]>('eth_getLogs', filter)).filter(({ removed }) => !removed).map(logOf)
    },
    close: () => provider.destroy(),
  }
}

function hexed(number: number | 'latest'): string {
  return number === 'latest' ? number : `0x${number.toString(16)}`
}

function headOf({ number, hash, parentHash, timestamp, baseFeePerGas }: RawBlock): Head {
  return {
    number: Number(number),
    hash,
    parentHash,
    timestamp: Number(timestamp),
    baseFee: BigInt(baseFeePerGas ?? '0x0'),
  }
}

function receiptOf({ blockNumber, blockHash, status, logs }: RawReceipt): Receipt {
  const proofs = logs.map(({ address, topics }) => ({ address, topics }))
  return { blockNumber: Number(blockNumber), blockHash, succeeded: Number(status) === 1, logs: proofs }
}

function logOf({ blockNumber, logIndex, transactionHash, blockTimestamp, address, topics, data, blockHash }: RawLog) {
  const log = { block: Number(blockNumber), logIndex: Number(logIndex), address, topics, data, blockHash }
  return {
    ...log,
    hash: transactionHash,
    ...(blockTimestamp !== undefined && { blockAt: Number(blockTimestamp) * 1_000 }),
  }
}
