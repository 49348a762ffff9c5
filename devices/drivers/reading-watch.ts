import type { Clock } from '../../domain/clock.ts'
import type { DeviceNote, ReadingBatch } from '../../domain/device.ts'
import type { Log } from '../../domain/log.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { Definition } from '../definition.ts'
import { count, type Counter, type CounterEvent, type CounterRules } from '../points/counters.ts'
import { isFrozen, type Stillness, watchStillness } from '../points/stillness.ts'

/** Looks at all readings of a device before anybody else: counters become series, frozen values suspect. */
export interface ReadingWatch {
  look(batch: ReadingBatch): ReadingBatch
  /**
   * Another device answers from now on: nothing goes on from before. Told with the last readings of the old one, and once
   * they are there with the first of the new one.
   */
  replaced(text: string): void
}

/** Where notes about readings go. */
export interface NoteBook {
  note(note: Omit<DeviceNote, 'at'>): void
  withdraw(kind: DeviceNote['kind'], point: PointName): void
}

interface Watched {
  step: number
  still: Stillness | undefined
  isFrozen: boolean
}

/** Watch over the points of a definition. */
export function createReadingWatch(options: {
  definition: Definition
  clock: Clock
  log: Log
  notes: NoteBook
}): ReadingWatch {
  const { definition, clock, log, notes } = options
  const rules = counterRules(definition)
  const counters = new Map<PointName, Counter>()
  const moving = new Map(movingPoints(definition).map((name) => [name, newWatched(definition, name)]))
  let moved = 0
  /** What was told of a replaced device whose successor has not been read yet. */
  let closing: string | undefined

  const lookAtCounter = (name: PointName, reading: Reading, value: number, own: CounterRules): Reading => {
    const { counter, isOdd, event } = count(counters.get(name), value, reading.at, own)
    counters.set(name, counter)
    if (closing !== undefined && counters.size === rules.size) {
      notes.note({ kind: 'replaced', text: `${closing}; first read after: ${inWords(counters)}` })
      closing = undefined
    }
    if (event) log.info(`counter ${event.kind}`, { point: name, from: event.from, to: event.to })
    if (event && event.kind !== 'wrapped') notes.note({ kind: event.kind, point: name, text: wordsOf(name, event) })
    return { ...reading, value: counter.total, quality: isOdd ? 'suspect' : reading.quality }
  }
  const lookAtMoving = (name: PointName, reading: Reading, value: number, own: Watched): Reading => {
    const nowMs = clock.monotonicMs()
    const before = own.still
    own.still = watchStillness(before, value, nowMs, moved)
    if (before && own.still !== before) moved += 1
    const frozen = isFrozen(own.still, nowMs, moved, own.step)
    if (frozen !== own.isFrozen) {
      own.isFrozen = frozen
      const { label, unit } = pointSpec(name)
      if (frozen) notes.note({ kind: 'frozen', point: name, text: `${label} stands still at ${value} ${unit}` })
      else notes.withdraw('frozen', name)
    }
    return frozen ? { ...reading, quality: 'suspect' } : reading
  }

  return {
    look(batch) {
      let seen: ReadingBatch | undefined
      for (const name in batch) {
        const point = name as PointName
        const reading = batch[point]
        if (!reading || reading.value === null || reading.quality !== 'good') continue
        const own = rules.get(point)
        const watched = moving.get(point)
        if (own) (seen ??= { ...batch })[point] = lookAtCounter(point, reading, reading.value, own)
        else if (watched) {
          const judged = lookAtMoving(point, reading, reading.value, watched)
          if (judged !== reading) (seen ??= { ...batch })[point] = judged
        }
      }
      return seen ?? batch
    },
    replaced(text) {
      closing = counters.size === 0 ? text : `${text}; last read before: ${inWords(counters)}`
      notes.note({ kind: 'replaced', text: closing })
      counters.clear()
      for (const name of moving.keys()) {
        moving.set(name, newWatched(definition, name))
        notes.withdraw('frozen', name)
      }
    },
  }
}

const wrapOf: Record<string, number> = { uint8: 2 ** 8, uint16: 2 ** 16, uint32: 2 ** 32, bcd16: 1e4, bcd32: 1e8 }

/** What each counter of a definition can do, by its register and the largest power of the device. */
function counterRules(definition: Definition): Map<PointName, CounterRules> {
  const { points } = definition
  const most = points.activePowerKW?.plausible?.map(Math.abs) ?? []
  const rules = new Map<PointName, CounterRules>()
  for (const name of Object.keys(points) as PointName[]) {
    const point = points[name]
    const { unit, counter } = pointSpec(name)
    if (!counter || !point) continue
    const { type, scale } = shapeOf(point)
    const ends = wrapOf[type]
    rules.set(name, {
      perHour: unit === 'kWh' && most.length > 0 ? Math.max(...most) : Infinity,
      step: scale,
      ...(type === 'float32' ? { isFloat32: true as const } : {}),
      ...(ends === undefined ? {} : { wrapAt: ends * scale }),
    })
  }
  return rules
}

/** Measured values that never stand still for long: not the power of what we steer, which holds its setpoint. */
function movingPoints({ points, setpoint }: Definition): PointName[] {
  const names: PointName[] = setpoint
    ? ['voltageV', 'frequencyHz']
    : ['activePowerKW', 'voltageV', 'currentA', 'frequencyHz']
  return names.filter((name) => points[name])
}

function newWatched({ points }: Definition, name: PointName): Watched {
  const point = points[name]
  return { step: point ? shapeOf(point).scale : 0, still: undefined, isFrozen: false }
}

/** Register type, where there is one, and the smallest step in our unit; 0 when nobody knows. */
function shapeOf(point: object): { type: string; scale: number } {
  const {
    type = '',
    scale = 0,
    deadband = 0,
    scaleFrom,
  } = point as {
    type?: string
    scale?: number
    deadband?: number
    scaleFrom?: object
  }
  const isWhole = /int|bcd/.test(type) && !scaleFrom
  return { type: scaleFrom ? '' : type, scale: Math.max(isWhole ? Math.abs(scale) : 0, deadband) }
}

/** The device's own values of all counters. */
function inWords(counters: ReadonlyMap<PointName, Counter>): string {
  return [...counters]
    .map(([name, { raw }]) => `${pointSpec(name).label.toLowerCase()} ${amount(name, raw)}`)
    .join(', ')
}

function wordsOf(name: PointName, { kind, from, to }: CounterEvent): string {
  const { label } = pointSpec(name)
  if (kind === 'restarted') return `${label} began again at ${amount(name, to)} after ${amount(name, from)}`
  return `${label} went from ${amount(name, from)} to ${amount(name, to)} at once; the step is not counted`
}

function amount(name: PointName, value: number): string {
  const { unit, decimals } = pointSpec(name)
  return `${value.toFixed(decimals)} ${unit}`.trim()
}
