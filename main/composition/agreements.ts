import type { AgreementTerms } from '../../domain/settlement/agreement.ts'
import type { Ledger } from '../../domain/settlement/ledger.ts'
import type { SiteConfig } from '../../domain/site.ts'
import { createAgreementStore } from '../settlement/agreements/agreement-store.ts'
import { createCounting, type Counting, type CountingNeeds } from '../settlement/agreements/counting.ts'
import { type AgreementsOnChain, foldAgreements } from '../settlement/agreements/fold.ts'
import { createBatchStore } from '../settlement/batches/batch-store.ts'
import { type BatchesNeeds, createBatches } from '../settlement/batches/batches.ts'
import type { SettlementDb } from '../settlement/statements/statement-store.ts'

/** Batches with the quantities of agreements in them. */
export function openBatches(
  needs: Parameters<typeof openCounting>[0] & Omit<BatchesNeeds, 'site' | 'store' | 'agreements'>,
) {
  const { counting, store: agreements, chain } = openCounting(needs)
  const store = createBatchStore(needs.db)
  const batches = createBatches({ ...needs, site: needs.number, store, agreements: counting })
  return { batches, counting, chain, kept: { batches: store, statements: needs.statements, agreements } }
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
