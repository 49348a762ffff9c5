import type { FailureForecast, Remaining } from '../../../domain/health/forecast.ts'
import type { WorkOrder } from '../../../domain/health/work.ts'
import type { Precision } from '../../../domain/rpc/health/forecasts.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'
import { median } from '../statistics.ts'

/** A forecast with the interval it was announced with. */
export interface Announced {
  forecast: FailureForecast
  first: Remaining | undefined
}

/** What is counted: forecasts announced, and work done on what nobody had foreseen. */
export interface Counted {
  announced: readonly Announced[]
  orders: readonly WorkOrder[]
  from: EpochMs
  to: EpochMs
}

/** How right forecasts were in [from, to): by what technicians said, and by work on failures that were not foreseen. */
export function precisionOf({ announced, orders, from, to }: Counted): Precision {
  const inside = announced.filter(({ forecast: { announcedAt } }) => announcedAt >= from && announcedAt < to)
  const by = (verdict: FailureForecast['verdict']) => inside.filter(({ forecast }) => forecast.verdict === verdict)
  const [confirmed, rejected] = [by('confirmed'), by('rejected')]
  const missed = orders.filter(
    ({ state, mode, forecastId, createdAt, found }) =>
      state === 'done' && mode !== null && forecastId === null && found !== null && createdAt >= from && createdAt < to,
  ).length
  const over = confirmed.flatMap(({ forecast, first }) => {
    const endedAt = endOf(forecast, orders)
    return endedAt === null ? [] : [{ leadDays: (endedAt - forecast.announcedAt) / dayMs, first }]
  })
  const judged = confirmed.length + rejected.length
  const within = over.filter(
    ({ leadDays, first }) => first && leadDays >= first.p90Days[0] && leadDays <= first.p90Days[1],
  )
  return {
    precision: judged === 0 ? null : confirmed.length / judged,
    confirmed: confirmed.length,
    judged,
    missed,
    failures: confirmed.length + missed,
    medianLeadDays: over.length === 0 ? null : median(over.map(({ leadDays }) => leadDays)),
    insideInterval: over.length === 0 ? null : within.length / over.length,
    falsePerWeek: rejected.length / Math.max(1, (to - from) / (7 * dayMs)),
  }
}

/** The last months up to now, the newest last; months are those of UTC. */
export function precisionByMonth(counted: Omit<Counted, 'from' | 'to'>, now: EpochMs, months = 12) {
  const date = new Date(now)
  return Array.from({ length: months }, (_, i) => {
    const month = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months + 1 + i + offset, 1)
    const [from, to] = [month(0), Math.min(now + 1, month(1))]
    return { month: new Date(from).toISOString().slice(0, 7), ...precisionOf({ ...counted, from, to }) }
  })
}

/** When a forecast came true or was mended: the work on it, else the instant it ended. */
function endOf({ id, endedAt }: FailureForecast, orders: readonly WorkOrder[]): EpochMs | null {
  const done = orders.find(({ forecastId, state }) => forecastId === id && state === 'done')
  return done?.notes.at(-1)?.at ?? endedAt
}
