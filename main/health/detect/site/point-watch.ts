import type { AssetKind } from '../../../../domain/asset.ts'
import { type PointName, pointSpec } from '../../../../domain/points.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { createDepartureDetector, type DepartureKind } from '../departure/departure.ts'
import { departureDefaults } from '../departure/settings.ts'
import { createChangeDetector } from '../machine/change.ts'
import { changeDefaults } from '../machine/settings.ts'
import { createDriftDetector } from '../single/drift.ts'
import { createLevelDetector, createSpreadDetector } from '../single/level.ts'
import { createSpikeDetector } from '../single/spike.ts'
import { createMemory } from '../stream/memory.ts'
import { createSlowMean } from '../stream/slow-mean.ts'
import { finestOf } from '../points/worth.ts'
import { createStuckDetector } from '../single/stuck.ts'
import { type Look, looksAt } from '../points/looks.ts'
import { aboveWords, differenceWords, pointWords } from './words.ts'

/** A part of a watch that remembers something. */
export interface Kept {
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/** What one look at a point says. */
export interface Saying {
  look: Look
  /** Signed, 1 = at the threshold. */
  score: number
  /** Distance to the usual in the point's unit, of a level; 0 of other looks. */
  off: number
  /** Why, asked only when it is worth saying. */
  words(): string
}

/** Everything that looks at one point by itself. Values are those of the point, or what its drivers leave unexplained. */
export interface PointWatch {
  looks: readonly Look[]
  /** A value as it was measured, seconds apart. */
  sample(value: number): void
  /** The last value of a minute. */
  minute(value: number): void
  /** Means of five minutes: of the point itself, and of what its drivers leave (the same where it has none). */
  row(value: number, rest: number, at: EpochMs): void
  /** Mean and standard deviation of an hour. */
  hour(mean: number, spread: number): void
  /** Smallest spread of the point that counts, in its unit. */
  finest(): number
  /** Middle of a day. */
  day(middle: number): void
  parts: Readonly<Record<string, Kept>>
}

/** Samples come every second; below this score they are not told. */
const worthSaying = 0.5
/** People read these: a fifth above everything before, after a week. Scores of public data are best at 8 %. */
const seasonSettings = { ...departureDefaults, threshold: 0.2, learnRows: 2_016 }
/** Share of each row that the usual size of a point learns: four weeks. */
const sizeRate = 1 / 8_064
/** Two days of five minutes train the step detector. */
const stepSettings = { ...changeDefaults, trainRows: 576 }

const departureWords: Record<DepartureKind, string> = {
  hourOfWeek: 'unusual for this hour of the week',
  hourOfDay: 'unusual for this hour of the day',
  weekLevel: 'for hours unlike the same hours of other weeks',
  dayLevel: 'for hours unlike the same hours of other days',
  shift: 'at another level than ever before',
  spread: 'more restless than ever before',
}

/** Watches a point with the looks that fit it. `isExplained`: what its drivers leave goes to `row`, and levels are its model's. */
export function createPointWatch(
  { kind, point, isExplained }: { kind: AssetKind; point: PointName; isExplained: boolean },
  report: (saying: Saying) => void,
): PointWatch {
  const memory = createMemory()
  const looks = isExplained ? explainedLooks(kind, point) : looksAt(kind, point)
  const size = createSlowMean(memory, sizeRate)
  const finest = () => finestOf(point, size.mean())
  const name = pointWords(point)
  const { level, spread, drift, stuck, step, spike, season, parts } = detectorsFor(looks, point, finest)
  const one = new Float64Array(1)
  const say = (look: Look, score: number, words: () => string, off = 0) => report({ look, score, off, words })
  return {
    looks,
    finest,
    sample(value) {
      const score = spike?.push(value) ?? 0
      if (Math.abs(score) >= worthSaying) say('spike', score, () => `Spike of ${name}, back at once`)
    },
    minute(value) {
      if (spike) say('spike', 0, () => '')
      if (stuck) say('stuck', stuck.push(value), () => `${name} exactly still, longer than ever before`)
    },
    row(value, rest, at) {
      size.push(Math.abs(value))
      if (season) {
        const { score, kind: how } = season.push(value, at)
        say('season', score, () => `${name} ${departureWords[how]}`)
      }
      if (!step || Number.isNaN(rest)) return
      one[0] = rest
      const { score, isChange } = step.push(one)
      say('step', isChange ? score : 0, () => `Step ${score > 0 ? 'up' : 'down'} of ${name}`)
    },
    hour(mean, movement) {
      // an hour of which nothing is known ends no verdict
      if (Number.isNaN(mean)) return
      if (level) {
        const score = level.push(mean)
        const off = mean - level.usual()
        say('level', score, () => `${name} ${aboveWords(point, off)} its usual level`, off)
      }
      if (!spread || Number.isNaN(movement)) return
      const score = spread.push(movement)
      say('spread', score, () => `${name} ${score > 0 ? 'more' : 'less'} restless than usual`)
    },
    day(middle) {
      if (!drift || Number.isNaN(middle)) return
      const score = drift.push(middle)
      const way = score > 0 ? 'rising' : 'falling'
      say('drift', score, () => `${name} ${way} by ${differenceWords(point, drift.slope() * 7)} a week`)
    },
    parts: { ...parts, size: memory },
  }
}

/** The detectors of the looks, and those that are there as parts. */
function detectorsFor(looks: readonly Look[], point: PointName, finest: () => number) {
  const digit = 10 ** -pointSpec(point).decimals
  const has = (look: Look) => looks.includes(look)
  const made = {
    level: has('level') ? createLevelDetector(finest) : undefined,
    spread: has('spread') ? createSpreadDetector(() => digit) : undefined,
    drift: has('drift') ? createDriftDetector(finest) : undefined,
    stuck: has('stuck') ? createStuckDetector() : undefined,
    step: has('step') ? createChangeDetector(1, stepSettings) : undefined,
    spike: has('spike') ? createSpikeDetector(digit) : undefined,
    season: has('season') ? createDepartureDetector(seasonSettings) : undefined,
  }
  const parts = Object.entries<Kept | undefined>(made).filter((part): part is [string, Kept] => part[1] !== undefined)
  return { ...made, parts: Object.fromEntries(parts) }
}

/** A point with drivers is watched in what they leave; its own level and scatter say nothing. */
function explainedLooks(kind: AssetKind, point: PointName): readonly Look[] {
  const own = looksAt(kind, point).filter((look) => look === 'stuck' || look === 'spike')
  return [...own, 'level', 'drift']
}
