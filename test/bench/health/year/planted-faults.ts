import type { Asset } from '../../../../domain/asset.ts'
import { type FailureModeName, failureMode, failureModeNames } from '../../../../domain/health/failure-modes.ts'
import { createRandom } from '../../../../devices/simulated/random.ts'

/** A fault of the year: where, what, from which day on and how long until the asset has failed. */
export interface DrawnFault {
  asset: string
  mode: FailureModeName
  startsDay: number
  developsDays: number
}

/** Speeds of development around what is usual for the failure. */
const speed = { least: 0.6, most: 1.4 }
/** The slowest still fits into the year. */
const longestDays = 240
/** An asset is repaired, and healthy for so long, before its next fault begins. */
const pauseDays = 25

/**
 * Draws faults over all kinds of failures, at times and speeds that only the seed says: each kind once before any twice,
 * and never two at once in one asset.
 */
export function drawFaults(
  assets: readonly Asset[],
  { count, days, seed }: { count: number; days: number; seed: number },
) {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random.next() * list.length)]
  const faults: DrawnFault[] = []
  let left: FailureModeName[] = []
  for (let tries = 0; faults.length < count && tries < 10_000; tries++) {
    if (left.length === 0) left = [...failureModeNames]
    const mode = pick(left)
    const asset = mode && pick(assets.filter(({ kind }) => failureMode(mode).kinds.includes(kind)))
    left = left.filter((name) => name !== mode)
    if (!mode || !asset) continue
    const usual = Math.min(longestDays, failureMode(mode).developsDays)
    const developsDays = usual * (speed.least + (speed.most - speed.least) * random.next())
    const own = faults.filter((fault) => fault.asset === asset.id)
    const isFree = (day: number) =>
      own.every(
        (fault) =>
          day > fault.startsDay + fault.developsDays + pauseDays || day + developsDays + pauseDays < fault.startsDay,
      )
    const start = Array.from({ length: 40 }, () => random.next() * (days - developsDays - 2)).find(
      (day) => day >= 0 && isFree(day),
    )
    if (start !== undefined) faults.push({ asset: asset.id, mode, startsDay: start, developsDays })
  }
  return faults.toSorted((a, b) => a.startsDay - b.startsDay)
}
