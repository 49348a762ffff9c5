import type { Log } from '../../../domain/log.ts'
import { type PointName, pointSpec } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Definition } from '../../definition.ts'
import { count, type CounterEvent, type CounterRules } from '../../points/counters.ts'
import type { LinkNotes } from '../link-notes.ts'
import type { KeptCounters } from './counter-file.ts'
import { registerOf } from './register-of.ts'

/** Makes series of the counters of a device. */
export interface CounterWatch {
  /** The reading as it goes on in its series; `undefined` for a point that is no counter. */
  look(name: PointName, reading: Reading, value: number): Reading | undefined
  /**
   * Another device answers from now on: nothing goes on from before. Told with the last readings of the old one, and once
   * they are there with the first of the new one.
   */
  replaced(text: string): void
}

/** What a watch over counters is made of. */
export interface CounterWatchNeeds {
  definition: Definition
  log: Log
  notes: LinkNotes
  /** Where the series go on from, and are kept for the next start. */
  counters: KeptCounters
  /** Something happened that the next start has to know. */
  onEvent: () => void
}

/** Watch over the counters of a definition. */
export function createCounterWatch({ definition, log, notes, counters, onEvent }: CounterWatchNeeds): CounterWatch {
  const rules = counterRules(definition)
  const forms = new Map([...rules.keys()].map((name) => [name, JSON.stringify(definition.points[name])]))
  const formOf = (name: PointName) => forms.get(name) ?? ''
  for (const [name, { form }] of counters) if (form !== formOf(name)) counters.delete(name)
  /** What was told of a replaced device whose successor has not been read yet. */
  let closing: string | undefined
  const breaks = new Map<PointName, number>()
  return {
    look(name, reading, value) {
      const own = rules.get(name)
      if (!own) return undefined
      const { counter, isOdd, event } = count(counters.get(name), value, reading.at, own)
      counters.set(name, { ...counter, form: formOf(name) })
      if (event) onEvent()
      if (closing !== undefined && counters.size === rules.size) {
        notes.note({ kind: 'replaced', text: `${closing}; first read after: ${inWords(counters)}` })
        closing = undefined
      }
      if (event) log.info(`counter ${event.kind}`, { point: name, from: event.from, to: event.to })
      if (event && event.kind !== 'wrapped') {
        notes.note({ kind: event.kind, point: name, text: wordsOf(name, event) })
        breaks.set(name, (breaks.get(name) ?? 0) + 1)
      }
      const broken = breaks.get(name)
      const quality = isOdd ? 'suspect' : reading.quality
      return { ...reading, value: counter.total, quality, ...(broken !== undefined && { breaks: broken }) }
    },
    replaced(text) {
      closing = counters.size === 0 ? text : `${text}; last read before: ${inWords(counters)}`
      notes.note({ kind: 'replaced', text: closing })
      counters.clear()
      onEvent()
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
    const { type, step, scale } = registerOf(point)
    const ends = wrapOf[type]
    rules.set(name, {
      perHour: unit === 'kWh' && most.length > 0 ? Math.max(...most) : Infinity,
      step,
      ...(type === 'float32' ? { isFloat32: true as const } : {}),
      ...(ends === undefined ? {} : { wrapAt: ends * scale }),
    })
  }
  return rules
}

/** The device's own values of all counters. */
function inWords(counters: KeptCounters): string {
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
