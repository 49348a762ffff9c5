import { createHash } from 'node:crypto'
import { id, parseEther, TypedDataEncoder } from 'ethers'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import type { BatchHeader } from '../../../../domain/settlement/batch.ts'
import { headerDigest } from '../../../../main/settlement/batches/make-batch.ts'
import type { DeploymentManifest } from '../../../../main/settlement/deployment/manifest.ts'
import { domainSeparator } from '../../../../main/settlement/hashing/typed.ts'
import { addressOf, signDigest } from '../../../../main/settlement/keys/sign.ts'
import { noDigest } from '../../../../main/settlement/statements/make-statement.ts'
import { type DeployedChain, deployedChain } from '../deployed-chain.ts'
import { rpc } from '../outbox/anvil.ts'

/** Chain id of practice chains. */
export const chainId = 31_337
const daySeconds = 86_400
const quartersADay = 96
/** Days of the site that are over when a run begins. */
export const daysBefore = 12

/** A signed batch as it is posted. */
export interface SignedBatch {
  header: BatchHeader
  digest: string
  signature: string
}

/** A log as the node gives it. */
export interface ChainLog {
  transactionHash: string
  logIndex: string
  address: string
  topics: string[]
  data: string
}

/** A real node with every contract of the platform and a site whose lane is open, as it is before anything was posted. */
export interface World {
  rpc: string
  manifest: DeploymentManifest
  site: number
  /** Key of the account that acts for the site. */
  operatorKey: string
  operator: string
  /** Newest block before a run begins. */
  beginning: number
  /** Any method of the node. */
  ask<T = unknown>(method: string, ...params: unknown[]): Promise<T>
  /** Back to the beginning. */
  fresh(): Promise<void>
  /** Seconds of the newest block. */
  seconds(): Promise<number>
  /** Makes blocks two seconds apart, the first one `later` seconds after the last. */
  mine(blocks?: number, later?: number): Promise<void>
  /** Batches 1 to `count`, a day each, signed by the controller. */
  batches(count: number): SignedBatch[]
  read(contract: string, method: string, ...args: unknown[]): Promise<unknown>
  /** Logs of all contracts since the beginning. */
  logs(): Promise<ChainLog[]>
  stop(): Promise<void>
}

/** Starts it; some five seconds. */
export async function startWorld(): Promise<World> {
  const chain = await deployedChain()
  const operator = await chain.member(7)
  const controllerKey = Uint8Array.from(createHash('sha256').update('controller of chaos').digest())
  await register(chain, operator, controllerKey)
  const site = 1
  const ask = <T>(method: string, ...params: unknown[]) => rpc<T>(chain.anvil.rpc, method, params)
  const { timestamp } = (await chain.anvil.provider.getBlock('latest')) ?? { timestamp: 0 }
  const fromQuarter = quarterOf(timestamp * 1_000) + 1
  await waited(chain.contract('DeliverySettlement', operator).getFunction('openLane')(site, 64, fromQuarter))
  await chain.anvil.pass(daysBefore * daySeconds + 3_600)
  await ask('evm_setAutomine', false)
  const beginning = await chain.anvil.provider.getBlockNumber()
  let snapshot: string | undefined
  const contract = chain.manifest.contracts['DeliverySettlement']?.address ?? ''
  const separator = domainSeparator({ chainId, contract })
  const seconds = async () =>
    Number((await ask<{ timestamp: string }>('eth_getBlockByNumber', 'latest', false)).timestamp)
  return {
    rpc: chain.anvil.rpc,
    manifest: chain.manifest,
    site,
    operatorKey: operator.privateKey,
    operator: operator.address,
    beginning,
    ask,
    async fresh() {
      if (snapshot !== undefined) await ask('evm_revert', snapshot)
      snapshot = await ask<string>('evm_snapshot')
      // the contracts themselves, and this moment, are older than any block that is taken back
      await ask('anvil_mine', '0x10', '0x2')
    },
    seconds,
    async mine(blocks = 1, later = 2) {
      for (let i = 0; i < blocks; i++) {
        const at = (await seconds()) + (i === 0 ? later : 2)
        await ask('evm_mine', { timestamp: at, blocks: 1 })
      }
    },
    batches: (count) => batchesOf(separator, site, { fromQuarter, count, controllerKey }),
    read: (name, method, ...args) =>
      chain.contract(name as 'EscrowVault').getFunction(method)(...args) as Promise<unknown>,
    logs: () => {
      const address = Object.values(chain.manifest.contracts).map((contract) => contract.address)
      return ask('eth_getLogs', { address, fromBlock: `0x${(beginning + 1).toString(16)}`, toBlock: 'latest' })
    },
    stop: chain.stop,
  }
}

/** Registers the operator's node: its controller shows that the key is his. */
async function register(
  chain: DeployedChain,
  operator: Awaited<ReturnType<DeployedChain['member']>>,
  controllerKey: Uint8Array,
): Promise<void> {
  const controller = addressOf(controllerKey)
  const verifyingContract = chain.manifest.contracts['NodeRegistry']?.address ?? ''
  const fields = 'uint32 site,uint32 epoch,address oldKey,address newKey,uint32 fromQuarter'.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { type, name }
  })
  const digest = TypedDataEncoder.hash(
    { name: 'Powerchain Registry', version: '1', chainId, verifyingContract },
    { KeyRotation: fields },
    { site: 0, epoch: 1, oldKey: operator.address, newKey: controller, fromQuarter: 0 },
  )
  const signature = signDigest(digest, controllerKey)
  const node = [2, 9, 1_000_000, 400, 15, 2_880, controller]
  const registry = chain.contract('NodeRegistry', operator)
  await waited(registry.getFunction('registerNode')(node, signature.slice(0, 66), `0x${signature.slice(66)}`))
}

async function waited(sent: Promise<unknown>): Promise<void> {
  await ((await sent) as { wait(): Promise<unknown> }).wait()
}

function batchesOf(
  separator: Uint8Array,
  site: number,
  given: { fromQuarter: number; count: number; controllerKey: Uint8Array },
): SignedBatch[] {
  const made: SignedBatch[] = []
  for (let sequence = 1; sequence <= given.count; sequence++) {
    const fromQuarter = given.fromQuarter + (sequence - 1) * quartersADay
    const header: BatchHeader = {
      sequence,
      fromQuarter,
      toQuarter: fromQuarter + quartersADay,
      lineCount: 1_920,
      absorbedWh: 1_000_000 + sequence,
      injectedWh: 900_000 + sequence,
      statementsRoot: id(`statements ${sequence}`),
      agreementsRoot: id(`agreements ${sequence}`),
      previous: made.at(-1)?.digest ?? noDigest,
    }
    const digest = headerDigest(separator, site, header)
    made.push({ header, digest, signature: signDigest(digest, given.controllerKey) })
  }
  return made
}

/** Tokens that the operator has to begin with: a million less the fee of joining. */
export const beginningUnits = parseEther('950000')
