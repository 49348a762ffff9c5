import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import { bucketMs, type DrawMeans } from './split.ts'

/** Means of the draw as plain data; `null` where nothing was read. */
export interface KeptMeans {
  from: EpochMs
  meanKW: (KW | null)[]
}

/** How far the means and runs of a load go back. */
export const keptMs: Ms = 7 * 86_400_000

/** Means of a draw that comes second by second. */
export interface MeansBook {
  add(at: EpochMs, drawKW: KW): void
  all(): DrawMeans
  state(): KeptMeans
}

/** Means of five minutes over seven days. */
export function createMeans(kept?: KeptMeans): MeansBook {
  const most = keptMs / bucketMs
  let from = kept?.from ?? 0
  const meanKW: KW[] = kept ? kept.meanKW.map((kW) => kW ?? Number.NaN) : []
  let [sumKW, count, bucket] = [0, 0, Number.NaN]
  const close = (): void => {
    if (count === 0) return
    if (meanKW.length === 0) from = bucket
    const place = Math.round((bucket - from) / bucketMs)
    // a bucket that was begun before a restart goes on with what is read after it
    while (meanKW.length < place) meanKW.push(Number.NaN)
    meanKW[place] = sumKW / count
    const over = meanKW.length - most
    if (over > 0) {
      meanKW.splice(0, over)
      from += over * bucketMs
    }
  }
  return {
    add(at: EpochMs, drawKW: KW): void {
      const begin = Math.floor(at / bucketMs) * bucketMs
      if (begin !== bucket) {
        close()
        ;[sumKW, count, bucket] = [0, 0, begin]
      }
      sumKW += drawKW
      count += 1
    },
    all: () => ({ from, meanKW }),
    state: () => ({
      from,
      meanKW: meanKW.map((kW) => (Number.isNaN(kW) ? null : Math.round(kW * 10) / 10)),
    }),
  }
}
