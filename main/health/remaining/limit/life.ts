import type { Family } from './family.ts'

/** How far a thing had come after how many days of its life. */
export interface Place {
  days: number
  way: number
  /** How far the way may lie off by scatter alone. */
  noise: number
}

/** What was seen of a thing itself. */
export interface Seen {
  places: readonly Place[]
  /** Its pace over the last third of its life so far. */
  pace: {
    wayPerDay: number
    /** Share of the pace that is uncertain by scatter. */
    doubt: number
  }
}

/** Quantiles of the life in days: over by then with a chance of 5, 25, 50, 75 and 95 %. */
export type LifeQuantiles = readonly [p5: number, p25: number, p50: number, p75: number, p95: number]

/** Shares of the time since the beginning at which a course is looked at; a place without a value is missing as evidence. */
export const shares: readonly number[] = [0.25, 0.5, 0.75, 1]
/** What is seen there is alike: all of it counts as this many values. */
const independent = 2
/**
 * How far a real course departs from the shapes below: at the limit, and more for each share of the way that is left.
 * Anything from 0.1 to 0.3 foresees the ends of the batteries in the bench about as well.
 */
const [departsAtLimit, departs] = [0.04, 0.15]
/** Doubt in the pace of late (of the logarithm of what is left), at the limit; it grows as less of the way is done. */
const paceDoubt = 0.35
/** Exponents of the general shapes, way = (share of life)^p: from wear that slows down to wear that runs away. */
const exponents = [0.5, 0.7, 1, 1.5, 2.2, 3.3]
/** Chance of the general shapes where courses of the family are known. */
const generalChance = 0.5
/** Degrees of freedom of Student's t around each life of the family: some things are unlike all others. */
const freedom = 4
const gridSize = 400

/**
 * The life of a thing that has lived `livedDays`, by Bayes: lives of its family as the prior, what was seen of itself as
 * the evidence. The more of the way is behind it, the more its own course counts. Where no course of its family is
 * known, its pace of late counts too; courses that are known say more of the bends that come.
 */
export function lifeOf(family: Family, seen: Seen, livedDays: number): LifeQuantiles {
  const logs = family.livesDays.map((days) => Math.log(days))
  const low = Math.min(...logs) - 6 * family.spread
  const high = Math.max(...logs, Math.log(Math.max(livedDays, 1e-6))) + 10 * family.spread
  const lifeAt = (place: number) => Math.exp(low + ((high - low) * place) / (gridSize - 1))
  const shapes = shapesOf(family)
  const chances = Array.from({ length: gridSize }, (_, i) => {
    const life = lifeAt(i)
    if (life <= livedDays) return 0
    const likelihood = shapes.reduce((sum, { chance, way }) => sum + chance * likelihoodOf(seen.places, life, way), 0)
    const ofPace = family.courses.length === 0 ? paceLikelihood(seen, life) : 1
    return prior(logs, family.spread, Math.log(life)) * likelihood * ofPace
  })
  const at = (q: number) => Math.max(livedDays, lifeAt(placeOf(chances, q)))
  return [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)]
}

interface Shape {
  chance: number
  /** Way at a share of life. */
  way(share: number): number
}

function shapesOf({ courses }: Family): Shape[] {
  const general = courses.length === 0 ? 1 : generalChance
  return [
    ...exponents.map((p) => ({ chance: general / exponents.length, way: (share: number) => share ** p })),
    ...courses.map((course) => ({
      chance: (1 - general) / courses.length,
      way: (share: number) => between(course, share),
    })),
  ]
}

function between(course: readonly number[], share: number): number {
  const place = share * (course.length - 1)
  const before = Math.max(0, Math.min(course.length - 2, Math.floor(place)))
  const [from, to] = [course[before] ?? 0, course[before + 1] ?? 1]
  return from + (place - before) * (to - from)
}

function prior(logs: readonly number[], spread: number, log: number): number {
  return logs.reduce((sum, own) => sum + (1 + ((log - own) / spread) ** 2 / freedom) ** (-(freedom + 1) / 2), 0)
}

function likelihoodOf(seen: readonly Place[], life: number, way: Shape['way']): number {
  let squares = 0
  for (const { days, way: own, noise } of seen) {
    const spread = Math.hypot(departsAtLimit + departs * Math.max(0, 1 - own), noise)
    squares += ((own - way(days / life)) / spread) ** 2
  }
  return Math.exp((-squares / 2) * (independent / shares.length))
}

/** How well a life fits what is left of the way at the pace of late. */
function paceLikelihood({ places, pace }: Seen, life: number): number {
  const last = places.at(-1)
  if (!last || !(pace.wayPerDay > 0) || last.way >= 1) return 1
  const doubt = Math.hypot(paceDoubt / Math.max(last.way, 0.01), pace.doubt)
  const off = Math.log(Math.max(life - last.days, 1e-6)) - Math.log((1 - last.way) / pace.wayPerDay)
  return Math.exp(-((off / doubt) ** 2) / 2)
}

/** Where in the list of chances the share `q` of their sum is reached, between two places. */
function placeOf(chances: readonly number[], q: number): number {
  let rest = q * chances.reduce((sum, chance) => sum + chance, 0)
  const place = chances.findIndex((chance) => {
    rest -= chance
    return rest <= 0 && chance > 0
  })
  return place === -1 ? chances.length - 1 : place + rest / (chances[place] ?? 1)
}
