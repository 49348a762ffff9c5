import { z } from 'zod'
import type { Rate } from '../../../domain/rpc/retail/money-shapes.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { RetailDb } from '../books.ts'
import { retailFault } from '../fault.ts'
import { insert } from '../insert.ts'
import { divideHalfEven } from '../money/half-even.ts'

/** A rate older than this is no longer used. */
export const rateLifeMs: Ms = 86_400_000
/** A larger step within {@link rateLifeMs} needs a second person, percent. */
const stepPercent = 20n
const unitsPerToken = 10n ** 18n
const decimals = 12

/** A rate that somebody wants to fix. */
export const rateBody = z.object({
  minorPerToken: z.string(),
  source: z.string(),
  at: z.number().int(),
})
/** A rate that somebody wants to fix. */
export type RateBody = z.infer<typeof rateBody>

const columns = `n, minor_per_token AS minorPerToken, units_per_minor AS unitsPerMinor, source, source_hash AS sourceHash, at,
  person, second_person AS secondPerson`

/** Rates of the token: fixed with source and time, never changed. */
export type Rates = ReturnType<typeof createRates>

/** Rates in the site's database. Errors: `Store.Failed`. */
export function createRates({ db, textHash }: { db: RetailDb; textHash(text: string): string }) {
  const list = (): Rate[] => db.all<Rate>(`SELECT ${columns} FROM rate_fix ORDER BY at DESC, n DESC LIMIT 500`)
  const at = (when: EpochMs): Rate | undefined =>
    db.get<Rate>(`SELECT ${columns} FROM rate_fix WHERE at <= ? ORDER BY at DESC, n DESC LIMIT 1`, when)
  return {
    list,
    /** The rate that could be used at an instant; `undefined` = none, or only one that was too old. */
    usableAt(when: EpochMs): Rate | undefined {
      const rate = at(when)
      return rate && when - rate.at <= rateLifeMs ? rate : undefined
    },
    state: (now: EpochMs): 'none' | 'fresh' | 'stale' => {
      const rate = at(now)
      if (!rate) return 'none'
      return now - rate.at <= rateLifeMs ? 'fresh' : 'stale'
    },
    /** Whether a rate leaves a fifth around the first one of the last 24 hours. Errors: `Retail.Invalid` for one that can't be. */
    isJump({ minorPerToken, at: when }: RateBody, now: EpochMs): boolean {
      if (when > now || now - when > rateLifeMs)
        throw retailFault('The time of the rate lies ahead, or more than 24 hours back.')
      const units = unitsPerMinorOf(minorPerToken)
      const newest = list()[0]
      if (newest && when <= newest.at) throw retailFault('A newer rate is fixed already.')
      const lately = db.get<Rate>(
        `SELECT ${columns} FROM rate_fix WHERE at > ? ORDER BY at, n LIMIT 1`,
        when - rateLifeMs,
      )
      const before = BigInt((lately ?? newest)?.unitsPerMinor ?? 0)
      if (before === 0n) return false
      const step = (before * stepPercent) / 100n
      return units + step < before || units > before + step
    },
    /** Keeps a rate. To be called in a transaction. */
    add({ minorPerToken, source, at: when }: RateBody, person: string, secondPerson: string | null): void {
      const sourceHash = textHash(`${source}\n${minorPerToken}\n${when}`)
      insert(db, 'rate_fix', {
        minor_per_token: minorPerToken,
        units_per_minor: `${unitsPerMinorOf(minorPerToken)}`,
        source,
        source_hash: sourceHash,
        at: when,
        person,
        second_person: secondPerson,
      })
    },
  }
}

/** Units (1e-18 token) of a cent at a price in cents per token, half to even. Errors: `Retail.Invalid` for a price of 0. */
export function unitsPerMinorOf(minorPerToken: string): bigint {
  const [whole = '0', fraction = ''] = minorPerToken.split('.')
  const scaled = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  if (scaled === 0n) throw retailFault('A price of 0 is no rate.')
  return divideHalfEven(unitsPerToken * 10n ** BigInt(decimals), scaled)
}
