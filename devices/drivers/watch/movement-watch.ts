import type { Clock } from '../../../domain/clock.ts'
import { type PointName, pointSpec } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Definition } from '../../definition.ts'
import { isFrozen, type Stillness, watchStillness } from '../../points/stillness.ts'
import type { LinkNotes } from '../link-notes.ts'
import { registerOf } from './register-of.ts'

/** Finds measured values that stand still while others move. */
export interface MovementWatch {
  /** The reading, suspect while its value is frozen. */
  look(name: PointName, reading: Reading, value: number): Reading
  /** Another device answers from now on. */
  forget(): void
}

interface Watched {
  step: number
  still: Stillness | undefined
  isFrozen: boolean
}

/** Watch over the measured values of a definition that never rest for long. */
export function createMovementWatch(options: {
  definition: Definition
  clock: Clock
  notes: LinkNotes
}): MovementWatch {
  const { definition, clock, notes } = options
  const watched = new Map(restlessPoints(definition).map((name) => [name, newWatched(definition, name)]))
  let moved = 0

  const tell = (name: PointName, value: number, frozen: boolean) => {
    const { label, unit } = pointSpec(name)
    if (frozen) notes.note({ kind: 'frozen', point: name, text: `${label} stands still at ${value} ${unit}` })
    else notes.withdraw('frozen', name)
  }
  return {
    look(name, reading, value) {
      const own = watched.get(name)
      if (!own) return reading
      const nowMs = clock.monotonicMs()
      const before = own.still
      own.still = watchStillness(before, value, nowMs, moved)
      if (before && own.still !== before) moved += 1
      const frozen = isFrozen(own.still, nowMs, moved, own.step)
      if (frozen !== own.isFrozen) tell(name, value, frozen)
      own.isFrozen = frozen
      return frozen ? { ...reading, quality: 'suspect' } : reading
    },
    forget() {
      for (const name of watched.keys()) {
        watched.set(name, newWatched(definition, name))
        notes.withdraw('frozen', name)
      }
    },
  }
}

/** Not the power of what we steer: it holds its setpoint. */
function restlessPoints({ points, setpoint }: Definition): PointName[] {
  const names: PointName[] = setpoint
    ? ['voltageV', 'frequencyHz']
    : ['activePowerKW', 'voltageV', 'currentA', 'frequencyHz']
  return names.filter((name) => points[name])
}

function newWatched({ points }: Definition, name: PointName): Watched {
  const point = points[name]
  return { step: point ? registerOf(point).step : 0, still: undefined, isFrozen: false }
}
