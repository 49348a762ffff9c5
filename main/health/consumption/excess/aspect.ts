import type { PointName } from '../../../../domain/points.ts'
import type { KW } from '../../../../domain/units.ts'

/** A point over five minutes. */
export interface Mean {
  mean: number
  min: number
  max: number
}

/** What was read over five minutes; `undefined` for a point of which nothing usable was. */
export interface Seen {
  mean(point: PointName): Mean | undefined
  /** The same five minutes before. */
  before(point: PointName): Mean | undefined
  /** Outdoor temperature of the site; `undefined` when nothing reads one. */
  ambientDegC: number | undefined
  /** Local hour, 0 to 23. */
  hour: number
  /** Saturday or Sunday on the local clock. */
  isDayOff: boolean
}

/** One observation of a consumer: what it drew, what explains that, and how much of each cause there could have been. */
export interface Observed {
  drawKW: KW
  features: readonly number[]
  /** How a cause would show at this moment, of any scale, by the order of {@link Aspect.causes}. */
  shapes: readonly number[]
}

/** A reason why something draws too much. */
export interface Cause {
  name: string
  /** Words for how it shows: "grows with the heat outside". */
  shows: string
  /** What speaks for it: by which share it changes for one step of belief, and in which direction. */
  evidence?: {
    label: string
    /** `undefined` while it is not read, or means nothing at the moment. */
    of(seen: Pick<Seen, 'mean'>): number | undefined
    direction: 1 | -1
    stepRatio: number
  }
}

/**
 * One way in which an asset draws power, with what it should draw: a linear model around physics, and for what follows a
 * timetable the usual of each hour besides.
 */
export interface Aspect {
  id: string
  assetId: string
  /** "while hashing", "at rest". */
  words: string
  points: readonly PointName[]
  observe(seen: Seen): Observed | undefined
  /** Coefficients by physics, and how many rows of evidence they weigh. */
  prior: readonly number[]
  strength: readonly number[]
  hasTimetable: boolean
  /** Hours of a day that must be known for it to count. */
  leastHours: number
  /** Days with readings before anything is said. */
  learnDays: number
  causes: readonly Cause[]
  /** Below this it is never told, kW. */
  leastKW: KW
}

/** Evidence that is one point as it is read. */
export function read(point: PointName): (seen: Pick<Seen, 'mean'>) => number | undefined {
  return ({ mean }) => mean(point)?.mean
}
