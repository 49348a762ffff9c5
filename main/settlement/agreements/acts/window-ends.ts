import type { Clock } from '../../../../domain/clock.ts'
import type { Ledger } from '../../../../domain/settlement/ledger.ts'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { SettlementDb } from '../../statements/statement-store.ts'
import { textOf } from '../contract-words.ts'
import type { AgreementsOnChain, PostedBatch } from '../fold.ts'
import { clockOf, timeOf } from '../pause-clock.ts'
import { correctionBit } from '../leaves.ts'

/** When the window of a batch ends, and whether the chain said so or the usual times give it. */
export interface WindowEnd {
  at: EpochMs
  isKnown: boolean
}

/** Usual window, and how old quarters double it; the contract's first settings. */
const usualMs: Ms = 7 * 86_400_000

/** What ends of windows are found with. */
export interface WindowEndNeeds {
  db: SettlementDb
  ledger: Pick<Ledger, 'read'>
  chain(): Pick<AgreementsOnChain, 'pauses'>
  clock: Pick<Clock, 'now'>
}

/** As many batches as a lane holds: the windows of older ones are over. */
const newestBatches = 64

/** Ends of windows, asked of the chain and remembered, so that they are known offline. */
export type WindowEnds = ReturnType<typeof createWindowEnds>

/** Asks for each window once more when it may have moved: a pause and a revoked key give it more time, never less. */
export function createWindowEnds({ db, ledger, chain, clock }: WindowEndNeeds) {
  /** When the contract's clock, which stands in a pause, will show a reading. */
  const whenOf = (reading: EpochMs) => timeOf(chain().pauses, reading, clock.now())
  const ends = {
    endOf({ digest, at, toQuarter }: PostedBatch): WindowEnd {
      const row = db.get<{ at: number }>('SELECT at FROM window_end WHERE batch = ?', digest)
      if (row) return { at: whenOf(row.at), isKnown: true }
      const isOld = quarterStart(toQuarter) + usualMs < at
      return { at: whenOf(clockOf(chain().pauses, at) + (isOld ? 2 : 1) * usualMs), isKnown: false }
    },
    /** Ends that the chain told, by digest. */
    known: (): Record<string, EpochMs> =>
      Object.fromEntries(
        db
          .all<{ batch: string; at: number }>('SELECT batch, at FROM window_end')
          .map(({ batch, at }) => [batch, whenOf(at)]),
      ),
    /** Asks the chain. Gives whether it answered. */
    async ask({ site, sequence, isCorrection, digest }: PostedBatch): Promise<boolean> {
      const number = isCorrection ? sequence + correctionBit : sequence
      const args = [`${site}`, `${number}`, digest]
      const told = await ledger
        .read({ contract: 'DeliverySettlement', method: 'windowEnd', args })
        .catch(() => undefined)
      if (told === undefined) return false
      db.run(
        'INSERT INTO window_end (batch, at) VALUES (?, ?) ON CONFLICT (batch) DO UPDATE SET at = excluded.at',
        digest,
        Number(textOf(told)) * 1_000,
      )
      return true
    },
  }
  return {
    ...ends,
    /** Asks for the newest of a site's batches, in their order, that is not known yet. */
    async follow(posted: readonly PostedBatch[]): Promise<void> {
      const unknown = posted.slice(-newestBatches).findLast((one) => !ends.endOf(one).isKnown)
      if (unknown) await ends.ask(unknown)
    },
  }
}
