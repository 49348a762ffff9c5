import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { BundlesNow } from '../../../domain/rpc/settlement/bundles.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { Ms } from '../../../domain/units.ts'
import type { BundlesNeeds } from './needs.ts'

/** What waits for a stick. */
export interface StickWatch {
  now(): BundlesNow['stick']
  /** Looks at batches, exports and receipts anew. Errors: `Store.Failed`. */
  look(): void
  conditions(): AlarmCondition[]
}

/** A chain that is silent for less is not missed: its nodes start anew, a line is repaired. */
const silentMs: Ms = 3_600_000
const dayMs: Ms = 86_400_000
/** Batches that are looked at; five years of daily ones. */
const mostBatches = 2_000

/** Watches how long batches of a station without a link wait for a stick, and for the receipt that comes back. */
export function createStickWatch(needs: BundlesNeeds): StickWatch {
  const { store, ledger, exportEveryDays, clock } = needs
  let seen = stateOf(needs, [])
  const isLinked = (): boolean => {
    const chain = ledger()?.now()
    return chain !== undefined && (chain.state !== 'offline' || clock.now() - chain.since < silentMs)
  }
  return {
    now: () => ({ ...seen, isLinked: isLinked(), exportEveryDays }),
    look() {
      seen = stateOf(needs, waitingBatches(needs, store))
    },
    conditions() {
      const since = seen.notExportedSince
      if (since === null || clock.now() - since < exportEveryDays * dayMs || isLinked()) return []
      const days = Math.floor((clock.now() - since) / dayMs)
      return [
        {
          code: 'settlement.stickDue',
          priority: 3,
          text: `There is no link to the chain, and batches of ${days} days are on no stick`,
          response: 'Settlement, Outbox: export to a stick, and bring it to a station with a link.',
        },
      ]
    },
  }
}

/** Batches that are not final as far as this station knows, in order: behind the newest one that is. */
function waitingBatches({ batchOf, lastBatch, ledger, place }: BundlesNeeds, store: BundlesNeeds['store']): Batch[] {
  const posted = (ledger()?.events() ?? []).filter(
    ({ name, args, isFinal }) => name === 'BatchPosted' && isFinal && Number(args['site']) === place.site,
  )
  const final = new Set(posted.map(({ args }) => String(args['digest'])))
  const waiting: Batch[] = []
  const last = lastBatch()?.header.sequence ?? 0
  for (let sequence = last; sequence > Math.max(0, last - mostBatches); sequence--) {
    const batch = batchOf(sequence)
    if (!batch || final.has(batch.digest) || store.hasReceipt(batch.digest)) break
    waiting.unshift(batch)
  }
  return waiting
}

function stateOf({ store }: BundlesNeeds, waiting: readonly Batch[]) {
  const { at, to } = store.exported()
  const [first, last] = [waiting[0], waiting.at(-1)]
  const unexported = waiting.find(({ header }) => header.toQuarter > (to ?? 0))
  return {
    waiting:
      first && last
        ? { batches: waiting.length, fromQuarter: first.header.fromQuarter, toQuarter: last.header.toQuarter }
        : null,
    notExportedSince: unexported?.madeAt ?? null,
    lastExportAt: at,
  }
}
