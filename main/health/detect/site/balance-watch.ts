import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { createNormalModel } from '../normal/normal-model.ts'
import { createLevelDetector } from '../single/level.ts'
import { createMemory } from '../stream/memory.ts'
import { createBlocks } from './blocks.ts'
import type { Kept } from './point-watch.ts'
import type { SeesVerdicts } from './verdict-book.ts'
import { powerWords } from '../../../../domain/asset.ts'

const hourMs: Ms = 3_600_000
/** Smallest power that means anything in a sum of many meters: 0.2 % (class of usual meters) of what flows. */
const finestShare = 0.002

/** The sum of all powers at the bus: nothing is left when every meter and every sign is right. */
export interface BalanceWatch {
  /** Powers of all assets in a row around `at`, kW positive into the bus; NaN when one is missing. */
  row(at: EpochMs, powersKW: Float64Array): void
  parts: Readonly<Record<string, Kept>>
}

/** Watches what the sum leaves beyond losses, which follow what flows. `assetId` is that of the grid connection. */
export function createBalanceWatch(assetId: string, book: SeesVerdicts): BalanceWatch {
  const model = createNormalModel(2)
  const level = createLevelDetector(() => finestShare)
  const memory = createMemory()
  const row = new Float64Array(3)
  const hour = new Float64Array(2)
  const hours = createBlocks(
    memory,
    2,
    { blockMs: hourMs },
    ({ at, mean: [rest = Number.NaN, flowKW = Number.NaN] }) => {
      // as a share of what flows, so that a calm hour and a busy one weigh alike
      const score = level.push(rest / Math.max(1, flowKW))
      const way = rest < 0 ? 'leaves the bus' : 'comes into the bus'
      const reason = `${powerWords(Math.abs(rest))} ${way} that no meter sees`
      const why = () => ({ signals: [{ point: 'activePowerKW', sharePct: 100, words: reason }], reason })
      book.see({ detector: 'balance', assetId, point: 'activePowerKW', score, at, why })
    },
  )
  return {
    row(at, powersKW) {
      let [sumKW, flowKW] = [0, 0]
      for (const powerKW of powersKW) {
        sumKW += powerKW
        flowKW += Math.abs(powerKW) / 2
      }
      row[0] = flowKW
      row[1] = flowKW ** 2
      row[2] = sumKW
      hour[0] = sumKW - model.expect(row)
      hour[1] = flowKW
      model.learn(row)
      hours.push(at, hour)
    },
    parts: { model, level, hours: memory },
  }
}
