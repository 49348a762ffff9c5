import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import { createBatchStore } from '../../settlement/batches/batch-store.ts'
import { createCorrectionStore } from '../../settlement/batches/correction-store.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { SettlementConfig } from '../../../domain/settlement/settings.ts'
import type { Ms } from '../../../domain/units.ts'
import { secretsOf } from './secrets.ts'
import { createChainSwitch } from '../../settlement/chain/chain-switch.ts'
import { createEndpoint, type Endpoint } from '../../settlement/chain/endpoint.ts'
import { type Chain, createChain } from '../../settlement/chain/chain.ts'
import { codeHashesOf, type DeploymentManifest, secondArbiterOf } from '../../settlement/deployment/manifest.ts'
import type { Network } from '../../settlement/deployment/network.ts'
import { createOperatorSafe, type OperatorSafe } from '../../settlement/keys/operator-safe.ts'
import { type ChainDesk, createChainDesk } from '../../settlement/ledger/chain-desk.ts'
import { openLedger } from '../../settlement/ledger/open-ledger.ts'
import type { Vouch } from '../../settlement/keys/reattestation.ts'
import { createBatchIntents } from '../../settlement/outbox/batch-intents.ts'
import type { OutboxSettings } from '../../settlement/outbox/needs.ts'
import { startOfDay } from '../../settlement/wallet/day.ts'
import type { Stores } from '../../stores.ts'
import { steadily } from '../steadily.ts'
import type { Teardown } from '../../teardown.ts'

/** A site's end of the chain, running. */
export interface OpenChain {
  ledger: Ledger
  desk: ChainDesk
  operator: OperatorSafe
  settings: OutboxSettings
  /** From now on these nodes are asked, by the manifest. */
  connect(urls: readonly string[], manifest: DeploymentManifest): void
  /** There is no chain; in words why. */
  disconnect(words: string): void
  /** Wei asked of the nodes. Rejects when none answers. */
  balanceOf(account: string): Promise<bigint>
  weiToday(): bigint
  /** Who rules appeals in disputes, by the manifest. */
  secondArbiter(): string | undefined
  conditions(): AlarmCondition[]
}

/** What the chain is opened with. */
export interface ChainNeeds {
  config: SettlementConfig
  network: Network
  /** Folder of the keys. */
  folder: string
  /** Vouches for batches of a revoked key. */
  vouch: Vouch
  dataDir: string
  clock: Clock
  log: Log
  teardown: Teardown
}

const lookEveryMs: Ms = 10_000
const practiceLookEveryMs: Ms = 2_000
const answerMs: Ms = 8_000
const stuckMs: Ms = 180_000
const weiPerGwei = 1e9
const microEther = 10n ** 12n
/** Transactions on the way at once. */
const inFlight = 4

/** Ledger and outbox of the site; without a chain everything waits in the outbox, visibly. Errors: `Store.*`. */
export function openChain(needs: ChainNeeds, stores: Pick<Stores, 'db' | 'audit'>): OpenChain {
  const { config, network, clock, log, teardown } = needs
  const { chainId } = network
  const chain = createChainSwitch(whyNone(config), clock)
  const nodes: Nodes = { manifest: network.manifest, endpoints: [] }
  const { opened, intents, key, settings } = openParts(needs, stores, chain, nodes)
  const keeping = steadily(log, 'outbox', intents.keep)
  const stop = clock.every(config.practice ? practiceLookEveryMs : lookEveryMs, () => {
    keeping.run()
    void opened.turn()
  })
  const endpoints = () => nodes.endpoints.map(({ name }) => name)
  const open: OpenChain = {
    ledger: opened.ledger,
    desk: createChainDesk({ chainId, opened, chain, key, settings, endpoints, audit: stores.audit.write }),
    operator: key,
    settings,
    connect(urls, manifest) {
      for (const endpoint of nodes.endpoints) endpoint.close()
      nodes.manifest = manifest
      nodes.endpoints = urls.map((url) => createEndpoint({ url, chainId, timeoutMs: answerMs }))
      const codeHashes = codeHashesOf(manifest)
      chain.attach(createChain({ endpoints: nodes.endpoints, manifest: { ...manifest, codeHashes }, clock }))
      void opened.turn()
    },
    disconnect: chain.detach,
    balanceOf: async (account) => chain.endpoint().balance(account),
    secondArbiter: () => nodes.manifest && secondArbiterOf(nodes.manifest),
    weiToday: () => opened.outboxStore.mostWeiSince(startOfDay(clock.now())),
    conditions: () => [...opened.outbox.conditions(), ...doubtOf(opened.ledger.doubt())],
  }
  teardown.add('chain', () => {
    stop()
    for (const endpoint of nodes.endpoints) endpoint.close()
  })
  connectAtStart(needs, open)
  return open
}

/** What is known of the network now. */
interface Nodes {
  manifest: DeploymentManifest | undefined
  endpoints: Endpoint[]
}

function openParts(
  { config, network, folder, vouch, clock, log }: ChainNeeds,
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
  chain: Chain,
  nodes: Nodes,
) {
  const { chainId, contract, addressOf } = network
  const contracts = () => Object.values(nodes.manifest?.contracts ?? {})
  const addresses = () => contracts().map(({ address }) => address)
  const key = createOperatorSafe({ folder, chainId, allowed: addresses, clock })
  const settings = settingsOf(config)
  const opened = openLedger({
    chainId,
    isPractice: config.practice === true,
    chain,
    db,
    key,
    settings,
    account: key.account,
    addressOf,
    addresses,
    firstBlock: () => Math.min(...contracts().map(({ block }) => block)),
    genesis: () => nodes.manifest?.genesisHash ?? '',
    already: async (intent) => intents.already(intent),
    gather: () => intents.gather(),
    onAnew: () => intents.again(),
    audit: audit.write,
    clock,
    log,
  })
  const intents = createBatchIntents({
    chainId,
    contract,
    site: config.site,
    batches: createBatchStore(db),
    corrections: createCorrectionStore(db),
    now: clock.now,
    outbox: opened.outbox,
    store: opened.outboxStore,
    ledger: opened.ledger,
    vouch,
  })
  return { opened, intents, key, settings }
}

/** The nodes of the site file, where there is a manifest to check them by. */
function connectAtStart({ config, network, dataDir, log }: ChainNeeds, { connect, disconnect }: OpenChain): void {
  if (config.practice || !config.rpc || !network.manifest) return
  try {
    connect(secretsOf(config.rpc, dataDir), network.manifest)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log.warn('chain: not connected', { reason })
    disconnect(reason)
  }
}

function whyNone({ practice, rpc, manifest }: SettlementConfig): string {
  if (practice) return 'The practice chain is not there yet.'
  if (!rpc) return 'The site file names no node (settlement.rpc): everything waits.'
  return manifest === undefined
    ? 'The site file names no manifest: no contract can be checked, everything waits.'
    : 'Not connected yet.'
}

function settingsOf({ practice, caps, confirmations, finality }: SettlementConfig): OutboxSettings {
  return {
    // a practice chain is one node: nothing is taken back
    confirmations: practice ? 2 : confirmations,
    finality: practice ? 6 : finality,
    maxFeePerGas: BigInt(Math.round(caps.gweiPerGas * weiPerGwei)),
    maxWeiPerDay: BigInt(Math.round(caps.etherPerDay * 1e6)) * microEther,
    inFlight,
    stuckMs,
  }
}

function doubtOf(doubt: string): AlarmCondition[] {
  if (doubt === '') return []
  return [
    {
      code: 'settlement.chainUncertain',
      priority: 3,
      text: `Chain uncertain: ${doubt}`,
      response: 'See Settlement, Outbox. Ask another node before money is believed.',
    },
  ]
}
