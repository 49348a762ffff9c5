import type { ProofBaseline, ProofSamples } from '../../../domain/dispatch/proof.ts'
import { usable } from '../../../domain/reading.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import { measure, noSum, type Sum } from './measure.ts'

/** Seconds of a baseline, and how many of them need a good reading. */
const baselineSeconds = 300
const neededSeconds = 30
/** A baseline that is older says nothing about now. */
const baselineAgeMs: Ms = 3_600_000
/** Time before an order that its first step is measured from, and that is kept to be looked at. */
const beforeMs: Ms = 10_000

/** The last minutes of everything that orders are measured at, as baselines and first steps need them; by key. */
export interface PowerMemory {
  /** Takes what the image holds; `isOrdered` = what the asset does now is no baseline. */
  observe(image: Image, isOrdered: (key: string) => boolean): void
  /** Readings of the last ten seconds before `at`; `null` = a gap. */
  before(key: string, at: EpochMs): ProofSamples
  /** Mean of the last five minutes without an order. */
  baseline(key: string, at: EpochMs): ProofBaseline
  /** Time between two readings of the meter, a slow mean; `undefined` before the second one. */
  everyMs(key: string): Ms | undefined
}

interface Memory {
  recent: { at: EpochMs; powerKW: KW | null }[]
  /** Whole seconds without an order, the oldest first. */
  seconds: { at: EpochMs; sum: number; count: number }[]
  lastAt: EpochMs
  everyMs: Ms | undefined
}

/** Memory of what is measured, by key; some kilobytes each. */
export function createPowerMemory(measured: ReadonlyMap<string, Sum>): PowerMemory {
  const memories = new Map([...measured.keys()].map((key) => [key, newMemory()]))
  const of = (key: string) => memories.get(key) ?? newMemory()
  return {
    observe(image, isOrdered) {
      for (const [key, memory] of memories) {
        const reading = measure(image, measured.get(key) ?? noSum)
        const powerKW = usable(reading) ?? null
        remember(memory, powerKW === null ? image.at : reading.at, powerKW)
        if (powerKW !== null && !isOrdered(key)) addSecond(memory, image.at, powerKW)
      }
    },
    before(key, at) {
      const kept = of(key).recent.filter((one) => one.at <= at && one.at > at - beforeMs)
      return { at: kept.map((one) => one.at), powerKW: kept.map((one) => one.powerKW) }
    },
    baseline(key, at) {
      const seconds = of(key).seconds.filter((one) => one.at <= at && one.at > at - baselineAgeMs)
      const [first, last] = [seconds[0], seconds.at(-1)]
      if (!first || !last || seconds.length < neededSeconds) return { method: 'none', steps: [], from: at, until: at }
      const means = seconds.map(({ sum, count }) => sum / count)
      const powerKW = roundKW(means.reduce((a, b) => a + b, 0) / means.length)
      return { method: 'before', steps: [{ from: 0, powerKW }], from: first.at, until: last.at + 1_000 }
    },
    everyMs: (key) => of(key).everyMs,
  }
}

/** Mean of readings, each as heavy as any other; `null` without a good one. */
export function meanOf(powers: readonly (KW | null)[]): KW | null {
  const good = powers.filter((power) => power !== null)
  if (good.length === 0) return null
  return roundKW(good.reduce((a, b) => a + b, 0) / good.length)
}

/** Powers are kept to the watt, and never as negative zero. */
export function roundKW(powerKW: KW): KW {
  return Math.round(powerKW * 1_000) / 1_000 + 0
}

function newMemory(): Memory {
  return { recent: [], seconds: [], lastAt: 0, everyMs: undefined }
}

function remember(memory: Memory, at: EpochMs, powerKW: KW | null): void {
  const { recent, lastAt } = memory
  if (at === lastAt) return
  // The machine's clock was set back: what was before has no place any more.
  if (at < lastAt) recent.length = 0
  else if (lastAt > 0 && powerKW !== null) memory.everyMs = smooth(memory.everyMs, at - lastAt)
  memory.lastAt = at
  recent.push({ at, powerKW: powerKW === null ? null : roundKW(powerKW) })
  while ((recent[0]?.at ?? at) <= at - beforeMs) recent.shift()
}

function addSecond({ seconds }: Memory, at: EpochMs, powerKW: KW): void {
  const second = Math.floor(at / 1_000) * 1_000
  const last = seconds.at(-1)
  if (last && second < last.at) seconds.length = 0
  if (last?.at === second) {
    last.sum += powerKW
    last.count += 1
    return
  }
  seconds.push({ at: second, sum: powerKW, count: 1 })
  if (seconds.length > baselineSeconds) seconds.shift()
}

/** One slow answer changes it little; a new poll period has been learned after some dozen readings. */
function smooth(former: Ms | undefined, now: Ms): Ms {
  return former === undefined ? now : former + (now - former) / 16
}
