import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { Aspect, Mean, Seen } from './aspect.ts'
import { type Excess, excessOf } from './excess-words.ts'
import { type HourSeen, newWatch, takeDay, toldOf, type WatchState } from './watch.ts'

/** Five minutes of a site. */
export interface FiveMinutes {
  at: EpochMs
  mean(assetId: string, point: PointName): Mean | undefined
  before(assetId: string, point: PointName): Mean | undefined
  ambientDegC: number | undefined
  priceEurPerMWh: number | null
}

/** Local calendar of the site. */
export interface LocalTime {
  hourOf(at: EpochMs): number
  /** A number that is the same for all instants of a local day. */
  dayOf(at: EpochMs): number
  isDayOff(at: EpochMs): boolean
  /** "Tue 14 Apr". */
  dayWords(at: EpochMs): string
}

/** What the book keeps, by aspect. */
export type ExcessState = Record<string, { watch: WatchState; day: DaySeen | null }>

interface DaySeen {
  day: number
  isDayOff: boolean
  hours: HourSums[]
}

/** Sums of an hour that goes on, in five-minute steps. */
interface HourSums extends HourSeen {
  steps: number
  prices: number
}

/** Watches all aspects of a site. */
export interface ExcessBook {
  take(minutes: FiveMinutes): void
  told(): Excess[]
  /** Days of each aspect that were learned from, and those it needs: the least that is known. */
  learning(): { aspects: number; ready: number; days: number }
  state(): ExcessState
}

const stepsPerHour = 12
/** A step of the series that {@link FiveMinutes} come in, ms. */
export const fiveMinutesMs: Ms = 300_000

/** The book over the aspects of a site, going on from what was kept. */
export function createExcessBook(aspects: readonly Aspect[], time: LocalTime, kept: ExcessState = {}): ExcessBook {
  const books = aspects.map((aspect) => {
    const known = kept[aspect.id]
    const isSame = known?.watch.model.moment.length === aspect.prior.length
    return { aspect, watch: isSame ? known.watch : newWatch(aspect), day: isSame ? known.day : null }
  })
  const one = (book: (typeof books)[number], minutes: FiveMinutes): void => {
    const day = time.dayOf(minutes.at)
    if (book.day && book.day.day !== day) {
      takeDay(book.aspect, book.watch, book.day.hours.map(meanHour), book.day.isDayOff)
      book.day = null
    }
    const seen = seenBy(book.aspect, minutes, time)
    const observed = book.aspect.observe(seen)
    if (!observed) return
    book.day ??= { day, isDayOff: seen.isDayOff, hours: [] }
    const evidence = book.aspect.causes.map(({ evidence: e }) => e?.of(seen) ?? null)
    const { priceEurPerMWh } = minutes
    addStep(book.day.hours, { ...observed, hour: seen.hour, at: minutes.at, share: 0, priceEurPerMWh, evidence })
  }
  return {
    take(minutes) {
      for (const book of books) one(book, minutes)
    },
    told: () => {
      const all = books.flatMap(({ aspect, watch }) => {
        const running = toldOf(watch)
        return running ? [excessOf(aspect, watch, running, time.dayWords)] : []
      })
      return all
        .filter((one) => !all.some((other) => isWithin(one, other)))
        .map((one) => asSoon(one, all))
        .sort((a, b) => (b.excessEur ?? 0) - (a.excessEur ?? 0) || b.excessKWh - a.excessKWh)
    },
    learning: () => ({
      aspects: books.length,
      ready: books.filter(({ aspect, watch }) => watch.days >= aspect.learnDays).length,
      days: Math.max(0, ...books.map(({ watch }) => watch.days)),
    }),
    state: () => Object.fromEntries(books.map(({ aspect, watch, day }) => [aspect.id, { watch, day }])),
  }
}

/** What shows at night of what shows all day is told once. */
function isWithin(one: Excess, other: Excess): boolean {
  return one.id.includes('/night@') && other.id.includes('/day@') && one.assetId === other.assetId
}

/** The base load at night shows it sooner than the day as a whole. */
function asSoon(one: Excess, all: readonly Excess[]): Excess {
  const night = all.find((other) => isWithin(other, one))
  return night && night.sinceAt < one.sinceAt
    ? { ...one, sinceAt: night.sinceAt, reason: `${one.reason} At night: ${night.reason}` }
    : one
}

function seenBy({ assetId }: Aspect, minutes: FiveMinutes, time: LocalTime): Seen {
  return {
    mean: (point) => minutes.mean(assetId, point),
    before: (point) => minutes.before(assetId, point),
    ambientDegC: minutes.ambientDegC,
    hour: time.hourOf(minutes.at),
    isDayOff: time.isDayOff(minutes.at),
  }
}

/** Adds a step to the hour it lies in. An hour that the clock has twice is one. */
function addStep(hours: HourSums[], step: HourSeen): void {
  const last = hours.at(-1)
  if (last?.hour !== step.hour) {
    hours.push({ ...step, steps: 1, prices: step.priceEurPerMWh === null ? 0 : 1 })
    return
  }
  const n = last.steps
  const joined = (a: number, b: number) => (a * n + b) / (n + 1)
  last.drawKW = joined(last.drawKW, step.drawKW)
  last.features = last.features.map((value, i) => joined(value, step.features[i] ?? 0))
  last.shapes = last.shapes.map((value, i) => joined(value, step.shapes[i] ?? 0))
  last.evidence = last.evidence.map((value, i) => {
    const next = step.evidence[i] ?? null
    return value === null || next === null ? (value ?? next) : joined(value, next)
  })
  if (step.priceEurPerMWh !== null) {
    last.priceEurPerMWh = ((last.priceEurPerMWh ?? 0) * last.prices + step.priceEurPerMWh) / (last.prices + 1)
    last.prices += 1
  }
  last.steps += 1
}

function meanHour(sums: HourSums): HourSeen {
  return { ...sums, share: Math.min(1, sums.steps / stepsPerHour) }
}
