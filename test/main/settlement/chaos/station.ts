import { silentLog } from '../../../../domain/log.ts'
import type { LedgerAct, LedgerEvent } from '../../../../domain/settlement/ledger.ts'
import type { OutboxRow } from '../../../../domain/settlement/outbox.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { openDb, type SiteDb } from '../../../../main/historian/db.ts'
import { createBatchStore } from '../../../../main/settlement/batches/batch-store.ts'
import { createChain } from '../../../../main/settlement/chain/chain.ts'
import { createEndpoint } from '../../../../main/settlement/chain/endpoint.ts'
import type { DeploymentManifest } from '../../../../main/settlement/deployment/manifest.ts'
import { openLedger } from '../../../../main/settlement/ledger/open-ledger.ts'
import { createBatchIntents } from '../../../../main/settlement/outbox/batch-intents.ts'
import { createOperatorKey } from '../../../../main/settlement/outbox/operator-key.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { chainId, type SignedBatch } from './world.ts'

/** What a station is opened with; JSON, so that it can be told to a process. */
export interface StationSetup {
  /** Its database. */
  file: string
  /** Its two nodes. */
  urls: readonly string[]
  manifest: DeploymentManifest
  site: number
  operatorKey: string
}

/** What the outbox of a station says of an intent. */
export type StationRow = Pick<OutboxRow, 'state' | 'attempts' | 'detail'> & { id: string; kind: string }

/** A station's end of the chain as the engine opens it. It may end at any moment and be opened again over the same file. */
export interface Station {
  turn(now: EpochMs): Promise<void>
  post(batch: SignedBatch): Promise<void>
  act(act: LedgerAct): Promise<void>
  /** A person wants tried again what was refused. */
  retry(): Promise<void>
  rows(): Promise<StationRow[]>
  events(): Promise<readonly LedgerEvent[]>
  close(): void
}

/** Opens a station; `isAlive` turned to `false` keeps it from ever writing again, as the end of its process would. */
export function openStation(setup: StationSetup, isAlive: () => boolean = () => true): Station {
  const { file, urls, manifest, site, operatorKey } = setup
  const clock = createVirtualClock(0)
  const db = openDb({ file, clock, log: silentLog })
  const contracts = Object.values(manifest.contracts)
  const codeHashes = Object.fromEntries(contracts.map(({ address, codeHash }) => [address, codeHash]))
  const endpoints = urls.map((url) => createEndpoint({ url, chainId, timeoutMs: 4_000 }))
  const chain = createChain({ endpoints, manifest: { ...manifest, codeHashes }, clock })
  const allowed = contracts.map(({ address }) => address)
  const key = createOperatorKey({ privateKey: operatorKey, chainId, allowed: () => allowed })
  const to = manifest.contracts['DeliverySettlement']?.address ?? ''
  const kept = guarded(db, isAlive)
  const batches = createBatchStore(kept)
  const opened = openLedger({
    chainId,
    isPractice: true,
    chain,
    db: kept,
    key,
    account: () => key.address(),
    addressOf: (name) => manifest.contracts[name]?.address,
    addresses: () => allowed,
    firstBlock: () => 0,
    genesis: () => manifest.genesisHash,
    already: async (intent) => intents.already(intent),
    gather: () => intents.gather(),
    settings: {
      confirmations: 2,
      finality: 6,
      maxFeePerGas: 200_000_000_000n,
      maxWeiPerDay: 10n ** 19n,
      inFlight: 4,
      stuckMs: 60_000,
    },
    audit: () => {},
    clock,
    log: silentLog,
  })
  const { outbox, outboxStore: store, ledger } = opened
  const intents = createBatchIntents({
    chainId,
    contract: to,
    site,
    batches,
    corrections: { of: () => undefined },
    outbox,
    store,
    ledger,
    vouch: () => undefined,
    now: clock.now,
  })
  return {
    turn(now) {
      clock.setWall(now)
      intents.keep()
      return opened.turn()
    },
    post: async (batch) => kept.durable(() => batches.add({ ...batch, keyEpoch: 1, madeAt: clock.now() }, [])),
    act: async (act) => void opened.ledger.submit(act),
    async retry() {
      for (const { intent, state } of opened.outbox.list(1_000))
        if (state === 'reverted') opened.outbox.decide(intent.id, 'retry')
    },
    rows: async () =>
      opened.outbox.list(1_000).map(({ intent, state, attempts, detail }) => {
        const { id, kind } = intent
        return { id, kind, state, attempts, detail }
      }),
    events: async () => opened.ledger.events(),
    close() {
      endpoints.forEach((endpoint) => endpoint.close())
      db.close()
    },
  }
}

function guarded(db: SiteDb, isAlive: () => boolean): SiteDb {
  const alive = <T>(work: () => T): T => {
    if (!isAlive()) throw new Error('the process is gone')
    return work()
  }
  return {
    ...db,
    run: (sql, ...values) => alive(() => db.run(sql, ...values)),
    durable: (work) => alive(() => db.durable(work)),
    transaction: (work) => alive(() => db.transaction(work)),
    all: (sql, ...values) => alive(() => db.all(sql, ...values)),
    get: (sql, ...values) => alive(() => db.get(sql, ...values)),
  }
}
