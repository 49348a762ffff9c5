import { clamp, type EpochMs, type KW, type KWh } from '../../../../domain/units.ts'
import type { Aspect, Observed } from './aspect.ts'
import { addRow, dot, fade, fitted, noSums, type Sums } from './linear.ts'
import { emptyTimetable, kindOf, learnDay, off, type Timetable, working } from './timetable.ts'

/** Means of an hour. */
export interface HourSeen extends Observed {
  hour: number
  at: EpochMs
  /** Share of the hour that was read, 0 to 1. */
  share: number
  priceEurPerMWh: number | null
  /** Means of the points that speak for causes, by the order of the causes; `null` where nothing is read. */
  evidence: readonly (number | null)[]
}

/** Something draws too much, since a day. */
export interface Running {
  sinceAt: EpochMs
  hours: number
  excessKWh: KWh
  excessEur: number | null
  expectedKWh: KWh
  /** Excess by hour against the shapes of the causes. */
  shapes: Sums
  /** Means of what speaks for causes, while it goes on. */
  evidence: Mean[]
}

interface Mean {
  sum: number
  weight: number
}

/** All that the watch over one aspect knows, as plain data. */
export interface WatchState {
  model: Sums
  timetable: Timetable
  days: number
  /** Usual size of a day's departure, kW. */
  usualKW: KW
  /** What has gathered above the usual, in its own size; 0 = nothing. */
  gathered: number
  running: Running | null
  isTold: boolean
  /** Usual of what speaks for causes. */
  evidence: Mean[]
  /** Departure of the last days, newest last, kW. */
  lastKW: KW[]
}

/** Departures below these are nothing: share of what is expected, and of the usual size of a departure. */
const [deadRatio, deadUsual] = [0.02, 0.6]
/** Gathered above these it is told, and no less than so many days after it began. */
const [toldAt, leastDays] = [5, 3]
/** Hours of a day that make it count in full. */
const sureHours = 4
/** Hours of a day that show its shape. */
const wholeDayHours = 18
/** Days until departures are no longer those of a model that knows nothing. */
const settledDays = 3
/** Days after which what was learned stays, but for a slow following. */
const referenceDays = 30
const yearlyRatio = 1 / 365

/** A watch that knows nothing yet. */
export function newWatch(aspect: Aspect): WatchState {
  return {
    model: noSums(aspect.prior.length),
    timetable: emptyTimetable(),
    days: 0,
    usualKW: 0,
    gathered: 0,
    running: null,
    isTold: false,
    evidence: aspect.causes.map(() => ({ sum: 0, weight: 0 })),
    lastKW: [],
  }
}

/** Whether an excess of it is told of. */
export function toldOf({ isTold, running }: WatchState): Running | undefined {
  return isTold && running ? running : undefined
}

/** Takes a day that is over, by its hours. What is told is gathered over days, so that a single odd one says nothing. */
export function takeDay(aspect: Aspect, state: WatchState, hours: readonly HourSeen[], isDayOff: boolean): void {
  const read = hours.filter(({ share }) => share >= 0.5)
  if (read.length < aspect.leastHours) return
  const byCalendar = isDayOff && aspect.hasTimetable ? off : working
  // part of a day has no shape to tell a holiday by
  const isWhole = aspect.hasTimetable && aspect.leastHours >= wholeDayHours
  const kind = isWhole ? kindOf(state.timetable, drawsOf(read), byCalendar) : byCalendar
  const about = read.map((hour) => departedFrom(aspect, state, kind, hour))
  const learned = fitted(state.model, aspect.prior, aspect.strength)
  const rests = about.map(({ kW, features }) => kW - dot(features, learned))
  const departureKW = mean(rests)
  const expectedKW = mean(read.map(({ drawKW }) => drawKW)) - departureKW
  const usualDays = aspect.hasTimetable ? (state.timetable.kinds[kind]?.days ?? 0) : Infinity
  if (state.days >= aspect.learnDays && usualDays >= 2) gather(aspect, state, { read, rests, departureKW, expectedKW })
  if (state.gathered < toldAt / 2) learn(aspect, state, { read, about, rests, kind, departureKW })
  state.days += 1
}

/** Draw and features of an hour, of what follows a timetable less those that are usual in it. */
function departedFrom(aspect: Aspect, { timetable }: WatchState, kind: number, hour: HourSeen): Explained {
  const { drawKW, features } = hour
  if (!aspect.hasTimetable) return { kW: drawKW, features }
  const usual = timetable.kinds[kind]?.hours[hour.hour]
  if (!usual) return { kW: 0, features: features.map(() => 0) }
  return { kW: drawKW - usual.kW, features: features.map((value, i) => value - (usual.features[i] ?? 0)) }
}

interface Explained {
  kW: KW
  features: readonly number[]
}

interface Day {
  read: readonly HourSeen[]
  /** Departure of each hour, kW. */
  rests: readonly KW[]
  departureKW: KW
  expectedKW: KW
}

/** One-sided cumulative sum (Page, 1954) of the daily departures above the dead zone. */
function gather(aspect: Aspect, state: WatchState, { read, rests, departureKW, expectedKW }: Day): void {
  const sizeKW = Math.max(state.usualKW, 0.005 * Math.abs(expectedKW), aspect.leastKW / 4)
  const deadKW = Math.max(deadRatio * Math.abs(expectedKW), deadUsual * sizeKW, aspect.leastKW)
  // one day says no more than two usual sizes above what counts: a day's mishap is not lasting; and what shows in working
  // hours alone is not forgotten over a day off
  const more = clamp((departureKW - deadKW) / sizeKW, -1, 2) * Math.min(1, read.length / sureHours)
  state.lastKW = [...state.lastKW, departureKW].slice(-7)
  const isOver = state.isTold ? mean(state.lastKW) < Math.max(deadKW, 0.4 * meanExcessKW(state)) : false
  state.gathered = isOver ? 0 : Math.min(3 * toldAt, Math.max(0, state.gathered + more))
  if (state.gathered === 0) {
    state.running = null
    state.isTold = false
    return
  }
  state.running ??= begun(aspect, read[0]?.at ?? 0)
  addHours(state.running, read, rests)
  if (state.gathered >= toldAt && state.running.hours > 0 && daysOf(state.running, read) >= leastDays)
    state.isTold = true
}

function begun(aspect: Aspect, sinceAt: EpochMs): Running {
  const evidence = aspect.causes.map(() => ({ sum: 0, weight: 0 }))
  const shapes = noSums(aspect.causes.length)
  return { sinceAt, hours: 0, excessKWh: 0, excessEur: null, expectedKWh: 0, shapes, evidence }
}

function addHours(running: Running, read: readonly HourSeen[], rests: readonly KW[]): void {
  read.forEach((hour, i) => {
    const kWh = (rests[i] ?? 0) * hour.share
    running.hours += hour.share
    running.excessKWh += kWh
    running.expectedKWh += hour.drawKW * hour.share - kWh
    if (hour.priceEurPerMWh !== null) running.excessEur = (running.excessEur ?? 0) + (kWh * hour.priceEurPerMWh) / 1_000
    addRow(running.shapes, hour.shapes, rests[i] ?? 0, hour.share)
    addEvidence(running.evidence, hour)
  })
}

function addEvidence(means: Mean[], { evidence, share }: HourSeen): void {
  evidence.forEach((value, i) => {
    const into = means[i]
    if (value === null || !into) return
    into.sum += value * share
    into.weight += share
  })
}

function daysOf({ sinceAt }: Running, read: readonly HourSeen[]): number {
  return ((read.at(-1)?.at ?? sinceAt) - sinceAt) / 86_400_000 + 1
}

function meanExcessKW({ running }: WatchState): KW {
  return running && running.hours > 0 ? running.excessKWh / running.hours : 0
}

interface Learned extends Pick<Day, 'read' | 'rests' | 'departureKW'> {
  about: readonly Explained[]
  kind: number
}

/** Learns fast at first, then hardly: what comes on slowly must not become the usual. */
function learn(aspect: Aspect, state: WatchState, { read, about, rests, kind, departureKW }: Learned): void {
  const weight = state.days < referenceDays ? 1 : referenceDays * yearlyRatio
  if (weight < 1) fade(state.model, 1 - yearlyRatio)
  const sizeKW = Math.max(state.usualKW, aspect.leastKW / 4)
  const mostKW = state.days < 4 ? Infinity : 4 * Math.max(sizeKW, 0.02 * Math.abs(read[0]?.drawKW ?? 0))
  read.forEach((hour, i) => {
    const { kW, features } = about[i] ?? { kW: 0, features: [] }
    const restKW = rests[i] ?? 0
    // an hour far from what is expected counts as not so far
    addRow(state.model, features, kW - restKW + clamp(restKW, -mostKW, mostKW), weight * hour.share)
    if (state.days < referenceDays) addEvidence(state.evidence, hour)
  })
  if (aspect.hasTimetable) {
    const hours = read.map(({ hour, drawKW, features }) => ({ hour, kW: drawKW, features: [...features] }))
    learnDay(state.timetable, kind, hours, 6 * Math.max(sizeKW, 0.02 * Math.abs(read[0]?.drawKW ?? 0)))
  }
  if (state.days >= settledDays) {
    const count = state.days - settledDays + 1
    // mean absolute departure x 1.25 = deviation of a normal one; once it is known, what comes on must not become the usual
    const most = count > aspect.learnDays ? 3 * state.usualKW : Infinity
    state.usualKW += Math.max(0.05, 1 / count) * (Math.min(1.25 * Math.abs(departureKW), most) - state.usualKW)
  }
}

function drawsOf(read: readonly HourSeen[]): (KW | null)[] {
  const byHour = Array.from<unknown, KW | null>({ length: 24 }, () => null)
  for (const { hour, drawKW } of read) byHour[hour] = drawKW
  return byHour
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
