import { join } from 'node:path'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { Ms } from '../../domain/units.ts'
import type { OpenChain } from './chain/open-chain.ts'
import { steadily } from './steadily.ts'
import type { Teardown } from '../teardown.ts'
import { domainSeparator, type SettlementPlace } from '../settlement/hashing/typed.ts'
import type { AgreementTerms } from '../../domain/settlement/agreement.ts'
import type { Ledger } from '../../domain/settlement/ledger.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { ContractBook } from '../dispatch/services/contract-book.ts'
import type { Proofs } from '../proof/proofs.ts'
import { createProofTaker, type ProofTaker } from '../settlement/agreements/proofs.ts'
import { type Agreed, createAgreed } from '../settlement/agreements/commitments.ts'
import { createAgreementStore } from '../settlement/agreements/agreement-store.ts'
import { createCounting, type Counting, type CountingNeeds } from '../settlement/agreements/counting.ts'
import { type AgreementsOnChain, type ChainAgreement, foldAgreements } from '../settlement/agreements/fold.ts'
import { type BatchDocuments, createBatchDocuments } from '../settlement/batches/batch-documents.ts'
import { type BatchCorrectionsNeeds, createBatchCorrections } from '../settlement/batches/batch-corrections.ts'
import { createCorrectionStore } from '../settlement/batches/correction-store.ts'
import { verifyText } from '../verify/documents.ts'
import { type Agreements, type AgreementsNeeds, createAgreements } from '../settlement/agreements/agreements.ts'
import { createBatchStore } from '../settlement/batches/batch-store.ts'
import { type BatchesNeeds, createBatches } from '../settlement/batches/batches.ts'
import type { SettlementDb } from '../settlement/statements/statement-store.ts'

/** Batches and corrections with the quantities of agreements in them. */
export function openBatches(
  needs: Parameters<typeof openCounting>[0] &
    Omit<BatchesNeeds, 'site' | 'store' | 'agreements'> &
    Pick<BatchCorrectionsNeeds, 'newestKey'>,
) {
  const { counting, store: agreements, chain } = openCounting(needs)
  const store = createBatchStore(needs.db)
  const correctionStore = createCorrectionStore(needs.db)
  const made = { ...needs, site: needs.number, agreements: counting }
  return {
    batches: createBatches({ ...made, store }),
    corrections: createBatchCorrections({
      ...made,
      store: correctionStore,
      batches: store,
      isPosted: (digest) => chain().posted.has(digest),
    }),
    counting,
    onChain: chain,
    kept: { batches: store, corrections: correctionStore, statements: needs.statements, agreements },
  }
}

/** What keeps agreements, and what proves that they were kept. */
export interface Kept {
  commitments: ContractBook
  proofs: Pick<Proofs, 'onKept' | 'documentOf'>
}

/** Agreements are commitments of dispatch, and its proofs of response are their evidence. */
export function keepAgreed(
  { commitments, proofs }: Kept,
  { commitments: agreed, proven }: ReturnType<typeof startAgreements>,
): void {
  commitments.also(agreed)
  proofs.onKept(proven)
}

const turnMs: Ms = 5_000

/** Agreements of a site, going: corrections, evidence, books and what is due, a little at a time. */
export function startAgreements(
  needs: { site: SiteConfig; dataDir: string; clock: Clock; log: Log; teardown: Teardown },
  made: Pick<
    OpenAgreements,
    'counting' | 'onChain' | 'kept' | 'corrections' | 'hashOf' | 'keys' | 'transfers' | 'proofDocument' | 'db'
  > & {
    config: SettlementPlace & { site: number; eurPerPowec: number }
    chain: Pick<OpenChain, 'ledger' | 'operator' | 'secondArbiter'>
    points: readonly { id: string }[]
  },
): Agreements & Pick<Agreed, 'commitments'> & { proven: ProofTaker } {
  const { dataDir, clock, log, teardown } = needs
  const { chainId, contract, site: number } = made.config
  const { agreements } = openAgreements({
    ...needs,
    ...made,
    place: { chainId, contract, site: number },
    separator: domainSeparator(made.config),
    ledger: made.chain.ledger,
    sign: made.chain.operator.signAcceptance,
    secondArbiter: made.chain.secondArbiter,
    points: made.points.map(({ id }) => id),
    folder: join(dataDir, 'evidence'),
  })
  const correcting = steadily(log, 'corrections of batches', () => {
    made.corrections.renew()
    made.corrections.turn()
  })
  const failing = { words: '' }
  const turn = () =>
    agreements.turn().then(
      () => (failing.words = ''),
      (error: unknown) => (failing.words = error instanceof Error ? error.message : String(error)),
    )
  teardown.add(
    'agreements',
    clock.every(turnMs, () => {
      correcting.run()
      void turn()
    }),
  )
  const agreed = createAgreed({
    chain: made.onChain,
    own: made.counting.own,
    scheduleOf: made.counting.scheduleOf,
    assetsOf: (terms) => agreementMeters(needs.site, terms),
    eurPerPowec: made.config.eurPerPowec,
  })
  return {
    ...agreements,
    commitments: agreed.commitments,
    proven: createProofTaker({ ...made, ...made.kept, clock }),
    conditions: () => [
      ...agreed.conditions(),
      ...agreements.conditions(),
      ...failed(correcting.failure() ?? failing.words),
    ],
  }
}

function failed(words: string): AlarmCondition[] {
  if (words === '') return []
  const response = 'Free the disk, or put the newest backup back.'
  return [
    { code: 'settlement.agreementsFailing', priority: 3, text: `Agreements are not followed: ${words}`, response },
  ]
}

type OpenAgreements = Parameters<typeof openAgreements>[0]

/** Agreements of a site over its ledger. */
export function openAgreements(
  needs: Pick<ReturnType<typeof openBatches>, 'counting' | 'onChain' | 'kept' | 'corrections'> &
    Pick<
      AgreementsNeeds,
      | 'place'
      | 'separator'
      | 'ledger'
      | 'keys'
      | 'sign'
      | 'transfers'
      | 'proofDocument'
      | 'secondArbiter'
      | 'folder'
      | 'db'
      | 'clock'
    > & {
      site: SiteConfig
      hashOf(meterPoint: string): string
      /** Meter points that are stated. */
      points: readonly string[]
    },
): { agreements: Agreements; documents: BatchDocuments } {
  const { kept, site, hashOf } = needs
  const documents = createBatchDocuments({ ...needs, ...kept })
  const names = new Map(needs.points.map((point) => [hashOf(point), point]))
  const agreements = createAgreements({
    ...needs,
    ...kept,
    chain: needs.onChain,
    store: kept.agreements,
    documents,
    meterPointsOf: (terms) => agreementMeters(site, terms).map(hashOf),
    assetOf: (hash) => names.get(hash),
    dispatchWords: (agreement) => dispatchWords(agreement),
    verify: async (document) => verifyText(JSON.stringify(document)),
  })
  return { agreements, documents }
}

/** Whether dispatch keeps an agreement, in words. */
function dispatchWords({ isFinal, state }: ChainAgreement): string {
  if (!isFinal) return 'not yet: its block can still be reorganised away'
  return state === 'open' || state === 'disputed' ? 'kept by dispatch' : 'over'
}

/** Quantities of agreements from what the site states; without a ledger none is known. */
function openCounting(
  needs: Pick<CountingNeeds, 'separator' | 'statements'> & {
    site: SiteConfig
    /** Number of the site in the registry. */
    number: number
    db: SettlementDb
    ledger: Pick<Ledger, 'events'> | undefined
    /** Hash of a meter point's name. */
    hashOf(meterPoint: string): string
  },
): { counting: Counting; store: CountingNeeds['store']; chain(): AgreementsOnChain } {
  const store = createAgreementStore(needs.db)
  const chain = foldedOnce(needs.ledger)
  const counting = createCounting({
    site: needs.number,
    separator: needs.separator,
    chain,
    statements: needs.statements,
    store,
    connectionPoints: () => needs.site.assets.filter(({ kind }) => kind === 'grid').map(({ id }) => needs.hashOf(id)),
    meterPointsOf: (terms) => agreementMeters(needs.site, terms).map(needs.hashOf),
  })
  return { counting, store, chain }
}

/** Folds anew only when something happened. */
function foldedOnce(ledger: Pick<Ledger, 'events'> | undefined): () => AgreementsOnChain {
  let [events, folded] = [ledger?.events() ?? [], foldAgreements([])]
  let isFresh = false
  return () => {
    const now = ledger?.events() ?? events
    if (now !== events || !isFresh) [events, folded, isFresh] = [now, foldAgreements(now), true]
    return folded
  }
}

const storages: ReadonlySet<string> = new Set(['battery', 'flywheel', 'hydrogen'])
const generators: ReadonlySet<string> = new Set(['pv', 'wind', 'genset'])

/**
 * The assets whose meters an agreement counts: storages for storing and for selling back (generators where there is no
 * storage), containers for the use of surplus. No two kinds share a register of a meter.
 */
export function agreementMeters({ assets }: Pick<SiteConfig, 'assets'>, { kind }: AgreementTerms): string[] {
  const ofKinds = (kinds: ReadonlySet<string>) => assets.filter((asset) => kinds.has(asset.kind)).map(({ id }) => id)
  if (kind === 'utilization') return ofKinds(new Set(['container']))
  const stored = ofKinds(storages)
  return kind === 'supply' && stored.length === 0 ? ofKinds(generators) : stored
}
