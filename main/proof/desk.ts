import type { Asset } from '../../domain/asset.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { Proof, ProofCheck, ProofListInput, ProofSummary, Qualification } from '../../domain/rpc/dispatch/proof.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { KW, Ms } from '../../domain/units.ts'
import { madeFile, pdfFile, tableFile } from '../documents/documents.ts'
import type { KeptProof, ProofDb, ProofStore } from './keep/proof-store.ts'
import type { SiteKey } from './keep/site-key.ts'
import { type ChainAnchor, verifyChain } from './keep/verify-chain.ts'
import { evidenceOf, type OwnResponse } from './qualification/evidence.ts'
import { qualify } from './qualification/qualify.ts'
import { serviceNeeds } from './qualification/service-needs.ts'
import type { OpenProof } from './recorder/open-proof.ts'
import type { Recorder } from './recorder/recorder.ts'
import { eventReport } from './report/event-report.ts'
import { proofTable, qualificationTable } from './report/rows.ts'

/** What people ask about proofs. */
export interface ProofDesk {
  /** Orders that run, and a page of records, the newest first. */
  list(input: ProofListInput): { running: ProofSummary[]; kept: ProofSummary[]; next: number | null }
  /** @throws PowerchainError `Config.NotFound` for an id that is neither kept nor runs */
  get(id: string): Proof
  /** @throws PowerchainError `Config.NotFound`; of an order that runs there is no JSON document yet */
  export(id: string, format: 'json' | 'csv' | 'pdf'): Promise<MadeFile>
  qualification(): Qualification
  exportQualification(format: 'csv' | 'xlsx'): Promise<MadeFile>
  /** Walks all records. */
  verify(): Promise<ProofCheck>
}

/** What the desk works with. */
export interface ProofDeskNeeds {
  site: SiteConfig
  version: string
  db: ProofDb
  store: ProofStore
  recorder: Pick<Recorder, 'running' | 'memory'>
  keyNow: () => SiteKey
  anchors: () => ChainAnchor[]
  isSteered: (assetId: string) => boolean
  ownResponse: (assetId: string) => OwnResponse
  /** Time until the meter should show a change of power, by the site file and the kind. */
  expectedMs: (asset: Asset, fromKW: KW, toKW: KW) => Ms
  clock: Clock
}

/** Records looked at for one asset's row of the qualification. */
const recordsPerAsset = 40

/** Answers from what is kept and what runs. */
export function createProofDesk(needs: ProofDeskNeeds): ProofDesk {
  const { site, version, db, store, recorder, keyNow, clock } = needs
  const nameOf = (assetId: string) => site.assets.find(({ id }) => id === assetId)?.name ?? assetId
  const running = (id: string) => recorder.running().find((proof) => proof.id === id)
  const get = (id: string): Proof => {
    const open = running(id)
    if (open) return runningProof(open, clock.now())
    const kept = store.document(id)
    if (!kept) throw new PowerchainError('Config.NotFound', `There is no proof of response "${id}".`)
    const { order, ended, gaps, contributions, verdict } = kept.record
    return { id, order, ended, gaps, contributions, verdict, samples: kept.samples, seal: kept.seal }
  }
  const qualification = (): Qualification => {
    const assets = evidenceOf({
      ...needs,
      assets: site.assets,
      recordsOf: (assetId) => store.list({ assetId, limit: recordsPerAsset }).map(({ record }) => record),
      meterEveryMs: recorder.memory.everyMs,
    })
    return { at: clock.now(), rows: qualify(serviceNeeds(), assets) }
  }
  return {
    get,
    qualification,
    list({ limit = 50, ...filter }) {
      const kept = store.list({ ...filter, limit: limit + 1 })
      const page = kept.slice(0, limit)
      const next = kept.length > limit ? (page.at(-1)?.seal.n ?? null) : null
      const open = filter.before === undefined ? recorder.running() : []
      return {
        running: open.map((proof) => runningSummary(proof, clock.now())).filter((one) => isAsked(one, filter)),
        kept: page.map(keptSummary),
        next,
      }
    },
    async export(id, format) {
      const name = `proof-${id.replaceAll(/[^A-Za-z0-9]+/g, '-')}`
      if (format === 'csv') return tableFile(name, format, [proofTable(get(id))])
      if (format === 'pdf') return pdfFile(name, eventReport(get(id), { site, version }))
      const document = store.document(id)
      if (!document) throw new PowerchainError('Config.NotFound', `There is no finished proof of response "${id}".`)
      return madeFile(name, 'json', Buffer.from(JSON.stringify(document)).toString('base64'))
    },
    exportQualification(format) {
      return tableFile('qualification', format, [qualificationTable(qualification().rows, nameOf)])
    },
    async verify() {
      const check = await verifyChain({ db, publicKey: store.publicKey, anchors: needs.anchors(), clock })
      return { ...check, keyId: keyNow().keyId }
    },
  }
}

function runningProof(open: OpenProof, now: number): Proof {
  const order = open.order()
  const { gaps, contributions } = open.soFar()
  const verdict = open.verdict(now)
  return { id: open.id, order, ended: '', gaps, contributions, verdict, samples: open.samples(), seal: null }
}

function runningSummary(open: OpenProof, now: number): ProofSummary {
  return { id: open.id, n: null, ...summaryOf(open.order()), verdict: open.verdict(now) }
}

function keptSummary({ record, seal }: KeptProof): ProofSummary {
  return { id: record.id, n: seal.n, ...summaryOf(record.order), verdict: record.verdict }
}

function summaryOf(order: Proof['order']): Pick<ProofSummary, 'order' | 'orderedKW'> {
  const { steps, startKW: _start, baseline: _baseline, terms: _terms, ...rest } = order
  return { order: rest, orderedKW: steps.at(-1)?.powerKW ?? 0 }
}

function isAsked({ order, verdict }: ProofSummary, asked: Omit<ProofListInput, 'limit'>): boolean {
  const { assetId = order.assetId, service = order.service, source = order.source, outcome = verdict.outcome } = asked
  const isSame = order.assetId === assetId && order.service === service && order.source === source
  return isSame && verdict.outcome === outcome && order.from >= (asked.from ?? 0) && order.from < (asked.to ?? Infinity)
}
