import type { Truth } from '../../../../devices/simulated/long/long-run.ts'
import type { FailureForecast } from '../../../../domain/health/forecast.ts'
import { dayMs } from '../../../../main/health/history.ts'
import { quantile } from '../../figure.ts'
import type { LivedYear } from './live-year.ts'

/** A planted fault with how it was foreseen. */
export interface Foreseen {
  truth: Truth
  /** Announced with the right cause before it failed. */
  hit: FailureForecast | undefined
  /** Share of its development that was left then; 0 when it was not announced. */
  lead: number
}

/** How a year was foreseen. */
export interface YearScore {
  faults: Foreseen[]
  /** Announced with another cause than any planted there, or while nothing was. */
  wrong: FailureForecast[]
  medianLead: number
  /** Of those announced, whose failure lay inside the 90 % interval they were announced with. */
  insideInterval: number
}

/** After its repair a fault may stay announced for so long, and one that failed is still rightly named. */
const afterMs = 10 * dayMs

/** Scores announcements against what was planted: the right asset, the right cause, in time. */
export function scoreYear({ truths, announced }: LivedYear): YearScore {
  const faults = truths.map((truth): Foreseen => {
    const hit = announced.find((one) => isOf(one, truth, truth.failsAt))
    const lead = hit ? (truth.failsAt - hit.announcedAt) / (truth.failsAt - truth.beginsAt) : 0
    return { truth, hit, lead }
  })
  const wrong = announced.filter(
    (one) => !truths.some((truth) => isOf(one, truth, (truth.repairedAt ?? truth.failsAt) + afterMs)),
  )
  const hits = faults.flatMap(({ truth, hit }) => (hit ? [{ truth, hit }] : []))
  const inside = hits.filter(({ truth, hit }) => {
    const leftDays = (truth.failsAt - hit.announcedAt) / dayMs
    return leftDays >= hit.remaining.p90Days[0] && leftDays <= hit.remaining.p90Days[1]
  })
  return {
    faults,
    wrong,
    medianLead: quantile(
      faults.map(({ lead }) => lead),
      0.5,
    ),
    insideInterval: inside.length / Math.max(1, hits.length),
  }
}

function isOf(one: FailureForecast, { asset, mode, beginsAt }: Truth, until: number): boolean {
  return one.assetId === asset && one.mode === mode && one.announcedAt >= beginsAt && one.announcedAt < until
}
