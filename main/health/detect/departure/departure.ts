import type { EpochMs } from '../../../../domain/units.ts'
import { createMemory } from '../stream/memory.ts'
import { createRecord, type Record } from '../stream/record.ts'
import { createSlotResidual } from '../stream/slot-mean.ts'
import { createSlowMean } from '../stream/slow-mean.ts'
import { createWindow } from '../stream/window.ts'
import { departureDefaults, type DepartureSettings } from './settings.ts'

const hourMs = 3_600_000

/** In what a value departs from its past, in the order of their scores. */
export const departureKinds = ['hourOfWeek', 'hourOfDay', 'weekLevel', 'dayLevel', 'shift', 'spread'] as const
/** One of {@link departureKinds}. */
export type DepartureKind = (typeof departureKinds)[number]

/** What the newest row said. */
export interface Departure {
  /** Excess over the record as a share of the threshold, positive upwards; 0 within the past. 1 = at the threshold. */
  score: number
  /** The statistic that exceeded its record most. */
  kind: DepartureKind
  /** False during the rest after an excess that was as large: it is known already. */
  isNews: boolean
}

/** The point detector: how far a regular signal leaves everything it did before. */
export interface DepartureDetector {
  /** Takes the next row; a missing value is NaN and never a departure. The answer is valid until the next call. */
  push(value: number, at: EpochMs): Departure
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/**
 * Six cheap statistics, each against its own faded record ("record excess"): distance to the usual
 * value of the hour of the week and of the day, the means of both over the last rows, the recent mean against the long one,
 * and the spread. No scale, distribution or tail of the signal has to be known.
 */
export function createDepartureDetector(settings: DepartureSettings = departureDefaults): DepartureDetector {
  const { fade, learnRows, levelRows, shiftRows, spreadRows, threshold } = settings
  const memory = createMemory()
  const hourOfWeek = createSlotResidual(memory, {
    slots: 168,
    slotMs: hourMs,
    rate: settings.weekRate,
    waitsARound: false,
  })
  const hourOfDay = createSlotResidual(memory, { slots: 24, slotMs: hourMs, rate: settings.dayRate, waitsARound: true })
  const weekLevel = createWindow(memory, levelRows)
  const dayLevel = createWindow(memory, levelRows)
  const recent = createWindow(memory, shiftRows)
  const past = createSlowMean(memory, settings.pastRate)
  const spread = createWindow(memory, spreadRows)
  const records = departureKinds.map((): Record => createRecord(memory, { fade, learnRows }))
  const rest = createRest(memory.take(2), settings.restRows)
  const now = new Float64Array(departureKinds.length)
  const answer: Departure = { score: 0, kind: 'hourOfWeek', isNews: false }

  function measure(value: number, at: EpochMs): void {
    now[0] = hourOfWeek(value, at)
    now[1] = hourOfDay(value, at)
    weekLevel.push(now[0])
    dayLevel.push(now[1])
    now[2] = weekLevel.mean()
    now[3] = dayLevel.mean()
    past.push(recent.push(value))
    const scale = past.spread()
    now[4] = scale > 0 && past.count() >= shiftRows ? (recent.mean() - past.mean()) / scale : Number.NaN
    spread.push(value)
    now[5] = spread.count() === spreadRows ? spread.spread() : Number.NaN
  }
  return {
    push(value, at) {
      answer.score = 0
      answer.isNews = false
      if (Number.isNaN(value)) return answer
      measure(value, at)
      let [most, which] = [0, 0]
      for (let i = 0; i < now.length; i++) {
        const excess = (records[i] as Record)(now[i] as number)
        if (excess > most) [most, which] = [excess, i]
      }
      answer.isNews = rest(most)
      if (most > 0) {
        answer.score = ((now[which] as number) < 0 ? -most : most) / threshold
        answer.kind = departureKinds[which] as DepartureKind
      }
      return answer
    },
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

/** True for an excess that is above all of the last `rows` rows. */
function createRest(state: Float64Array, rows: number): (excess: number) => boolean {
  return (excess) => {
    const since = (state[1] as number) + 1
    const isNews = excess > 0 && (excess > (state[0] as number) || since > rows)
    state[0] = isNews ? excess : (state[0] as number)
    state[1] = isNews ? 0 : since
    return isNews
  }
}
