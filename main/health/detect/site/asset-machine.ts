import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { createMachineDetector } from '../machine/machine.ts'
import type { MachineSettings } from '../machine/settings.ts'
import type { Evidence } from './evidence.ts'
import type { Kept } from './point-watch.ts'

/** What the models of an asset leave, by rows of five minutes: a week trains, a quarter of an hour smooths. */
const settings: MachineSettings = {
  trainRows: 2_016,
  skipRows: 12,
  medianRows: 3,
  blockRows: 48,
  wandererShare: 0.5,
  changeRows: 12,
  threshold: 10,
  release: 0.8,
}

/** All modelled points of an asset together; for an asset with fewer than two there is nothing to put together. */
export interface AssetMachine {
  /** What the models leave of the points, NaN where nothing is known; columns as in `points`. */
  row(at: EpochMs, points: readonly PointName[], rests: Float64Array): void
  part: Kept
}

/** Several signals of one asset together. */
export function createAssetMachine(
  modelled: readonly PointName[],
  finest: (point: PointName) => number,
  evidence: Evidence,
): AssetMachine | undefined {
  if (modelled.length < 2) return undefined
  const detector = createMachineDetector(modelled.length, settings)
  const now = new Float64Array(modelled.length)
  return {
    row(at, points, rests) {
      let isKnown = false
      modelled.forEach((point, i) => {
        now[i] = rests[points.indexOf(point)] ?? Number.NaN
        isKnown ||= !Number.isNaN(now[i])
      })
      // rows in which nothing is expected - stopped, starting, models still learning - are no rows
      if (!isKnown) return
      const { signals, isOn } = detector.push(now)
      // a signal of a spread too fine to matter can't be further off than that spread allows
      modelled.forEach((point, i) => {
        const most = Math.abs(now[i] as number) / finest(point) / settings.threshold
        signals[i] = Math.sign(signals[i] as number) * Math.min(Math.abs(signals[i] as number), most)
      })
      evidence.machine(signals, isOn, now, at)
    },
    part: detector,
  }
}
