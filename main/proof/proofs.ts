import { join } from 'node:path'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { Plan } from '../../domain/dispatch/plan.ts'
import type { ProofDocument, ProofRecord } from '../../domain/dispatch/proof.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { AnchorFile } from '../audit/anchor.ts'
import type { Image } from '../image.ts'
import { conditionsOf } from './conditions.ts'
import { createProofDesk, type ProofDesk, type ProofDeskNeeds } from './desk.ts'
import { createProofStore, type ProofDb } from './keep/proof-store.ts'
import { openSiteKey, type SiteKey } from './keep/site-key.ts'
import { createRecorder } from './recorder/recorder.ts'
import { createSaving } from './recorder/saving.ts'
import type { RunningOrder, TermsOf } from './recorder/running-order.ts'

/** What proofs are made of. */
export interface ProofNeeds {
  site: SiteConfig
  version: string
  dataDir: string
  db: ProofDb
  anchors: AnchorFile
  /** Orders of this cycle, those that ended lately among them. */
  orders: (now: EpochMs) => readonly RunningOrder[]
  termsOf: TermsOf
  /** The plan that is followed now; absent = nobody plans. */
  plan?: () => Plan | undefined
  isSteered: ProofDeskNeeds['isSteered']
  ownResponse: ProofDeskNeeds['ownResponse']
  expectedMs: ProofDeskNeeds['expectedMs']
  /** Whether an alarm of the control loop says already why an asset does not do what it is asked. */
  isExplained: (assetId: string) => boolean
  audit: WriteAudit
  clock: Clock
  log: Log
}

type KeptListener = (record: ProofRecord, hash: string) => void

/** Proofs of response of a site. */
export interface Proofs extends ProofDesk {
  /** Takes what one cycle measured; its orders are asked for. */
  observe(image: Image): void
  /** What people must know: orders that are not delivered, records that can't be kept. */
  conditions(): AlarmCondition[]
  /** Called with each record that is kept, and its hash (SHA-256, hexadecimal). */
  onKept(listener: KeptListener): void
  /** The document of a kept record by its hash; `undefined` when there is none. */
  documentOf(hash: string): ProofDocument | undefined
  /** Writes what is not on the disk yet; orders that run go on at the next start. */
  stop(): void
}

/** Watches the loop, judges how orders were followed, and keeps the signed record of each. */
export function createProofs(needs: ProofNeeds): Proofs {
  const { site, db, anchors, audit, clock, log } = needs
  const store = createProofStore(db)
  let key: SiteKey | undefined
  let trouble: string | undefined
  const listeners = new Set<KeptListener>()
  const keyNow = (): SiteKey => {
    if (key) return key
    key = openSiteKey(join(needs.dataDir, 'site-key.pem'), log)
    // whoever compares keys has to know when there was another one
    if (key.isNew)
      audit({ person: 'engine', action: 'SiteKeyMade', detail: `Records are signed with key ${key.keyId}` })
    return key
  }
  const keep = (record: ProofRecord): void => {
    const { n, hash } = store.keep(record, keyNow())
    const detail = `Proof ${n} of order ${record.order.orderId}: ${record.verdict.outcome}, hash ${hash}`
    audit({ person: 'engine', action: 'ProofKept', assetId: record.order.assetId, detail })
    anchors.drop({ n, hash })
    for (const listener of listeners) listener(record, hash)
  }
  const saving = createSaving({
    store,
    of: { site: site.name, engine: needs.version },
    keep,
    onTrouble: (reason) => (trouble = reason),
    log,
  })
  const recorder = createRecorder({ ...needs, store, saving })
  let now = clock.now()
  return {
    ...createProofDesk({ ...needs, store, recorder, keyNow, anchors: anchors.read }),
    observe(image) {
      now = image.at
      recorder.observe(image, needs.orders(image.at))
    },
    conditions: () => conditionsOf({ ...needs, running: recorder.running(), trouble, now }),
    onKept: (listener) => void listeners.add(listener),
    documentOf: store.documentOf,
    stop: recorder.save,
  }
}
