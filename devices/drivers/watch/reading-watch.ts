import type { Clock } from '../../../domain/clock.ts'
import type { ReadingBatch } from '../../../domain/device.ts'
import type { PointName } from '../../../domain/points.ts'
import { type CounterWatchNeeds, createCounterWatch } from './counter-watch.ts'
import { createMovementWatch } from './movement-watch.ts'

/** Looks at all readings of a device before anybody else: counters become series, frozen values suspect. */
export interface ReadingWatch {
  look(batch: ReadingBatch): ReadingBatch
  /** Another device answers from now on: nothing goes on from before. `text` says which one. */
  replaced(text: string): void
}

/** Watch over the points of a definition. */
export function createReadingWatch(options: CounterWatchNeeds & { clock: Clock }): ReadingWatch {
  const counters = createCounterWatch(options)
  const movement = createMovementWatch(options)
  return {
    look(batch) {
      let seen: ReadingBatch | undefined
      for (const name in batch) {
        const point = name as PointName
        const reading = batch[point]
        if (!reading || reading.value === null || reading.quality !== 'good') continue
        const { value } = reading
        const judged = counters.look(point, reading, value) ?? movement.look(point, reading, value)
        if (judged !== reading) (seen ??= { ...batch })[point] = judged
      }
      return seen ?? batch
    },
    replaced(text) {
      counters.replaced(text)
      movement.forget()
    },
  }
}
