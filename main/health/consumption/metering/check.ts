import type { z } from 'zod'
import type { meterCheckShape } from '../../../../domain/rpc/health/consumption.ts'
import type { EpochMs, KWh, Ms } from '../../../../domain/units.ts'

/** A meter held against another, as people see it. */
export type MeterCheck = z.infer<typeof meterCheckShape>

/** The same energy by two ways over a time. Signs count: positive into the bus. */
export interface Pair {
  at: EpochMs
  ownKWh: KWh
  otherKWh: KWh
  /** What a difference is measured against: energy that went through, without sign. */
  throughKWh: KWh
}

/** A begin of a difference. */
export interface Drift {
  sinceAt: EpochMs
  /** Own above the other, percent, from then on. */
  pct: number
  /** Whether it was within the limit before. */
  isNew: boolean
}

const dayMs: Ms = 86_400_000

/** Own above the other, percent of what went through; `null` when nothing did. */
export function differencePct(pairs: readonly Pair[]): number | null {
  const throughKWh = total(pairs, ({ throughKWh: kWh }) => kWh)
  if (throughKWh <= 0) return null
  return (100 * total(pairs, ({ ownKWh, otherKWh }) => ownKWh - otherKWh)) / throughKWh
}

/** Since when two meters differ: the first of the days up to the last one that all lie beyond the limit, to the same side. */
export function driftOf(pairs: readonly Pair[], limitPct: number): Drift | undefined {
  const days = [...Map.groupBy(pairs, ({ at }) => Math.floor(at / dayMs))].sort(([a], [b]) => a - b)
  const byDay = days.flatMap(([, ofDay]) => {
    const pct = differencePct(ofDay)
    return pct === null ? [] : [{ at: ofDay[0]?.at ?? 0, pct, ofDay }]
  })
  const side = Math.sign(byDay.at(-1)?.pct ?? 0)
  const before = byDay.findLastIndex(({ pct }) => Math.abs(pct) <= limitPct || Math.sign(pct) !== side)
  const beyond = byDay.slice(before + 1)
  const [first] = beyond
  if (!first) return undefined
  const pct = differencePct(beyond.flatMap(({ ofDay }) => ofDay)) ?? 0
  return { sinceAt: first.at, pct, isNew: before >= 0 }
}

/** Sum over pairs. */
export function total(pairs: readonly Pair[], pick: (pair: Pair) => number): number {
  return pairs.reduce((sum, pair) => sum + pick(pair), 0)
}

/** "1.8 % more". */
export function moreWords(pct: number): string {
  return `${Math.abs(pct).toFixed(1)} % ${pct > 0 ? 'more' : 'less'}`
}

/** Energies and percent as shown: two decimals. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** A check with its sums; `unknown` while there is too little to compare. */
export function checkOf(
  about: Pick<MeterCheck, 'id' | 'assetId' | 'against' | 'from' | 'to'>,
  {
    pairs,
    limitPct,
    least,
    words,
  }: { pairs: readonly Pair[]; limitPct: number; least: number; words(pct: number): string },
): MeterCheck {
  const pct = pairs.length >= least ? differencePct(pairs) : null
  const limit = rounded(limitPct)
  if (pct === null) {
    const few = `Too little to compare: ${pairs.length} quarters of an hour are known by both, ${least} are needed.`
    const nothing = 'Nothing has gone through the meter.'
    const why = pairs.length < least ? few : nothing
    return {
      ...about,
      ownKWh: null,
      otherKWh: null,
      differencePct: null,
      limitPct: limit,
      state: 'unknown',
      words: why,
    }
  }
  return {
    ...about,
    ownKWh: rounded(total(pairs, ({ ownKWh }) => ownKWh)),
    otherKWh: rounded(total(pairs, ({ otherKWh }) => otherKWh)),
    differencePct: rounded(pct),
    limitPct: limit,
    state: Math.abs(pct) > limitPct ? 'differs' : 'agrees',
    words: words(pct),
  }
}
