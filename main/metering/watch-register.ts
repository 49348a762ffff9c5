import type { MeterPoint, RegisterName, RegisterReading, Wh } from '../../domain/metering/meter.ts'
import { quarterOf } from '../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { bridgedMs } from './intervals.ts'
import { judgeStep, mostWh, type Step } from './judge-step.ts'

/** A register as a device shows it. */
export interface Shown {
  at: EpochMs
  takenAt: EpochMs
  wh: Wh
  /** When it was taken on a clock that nobody sets. */
  monotonicMs: Ms
  /** How often the device's counter began anew since it was opened and was made to go on; absent = never. */
  breaks?: number
}

/** Something about a register that a person should know of. */
export interface MeteringNote {
  kind: 'gap' | 'reset' | 'bridged' | 'rollover' | 'implausible' | 'accepted' | 'clock' | 'estimate' | 'check'
  at: EpochMs
  words: string
}

/** What a register's watch hands on: readings to keep, notes to write. */
export interface Watched {
  keep: RegisterReading[]
  notes: MeteringNote[]
}

/** Implausible readings in a row that fit each other before they count as a new start. */
const acceptedAfter = 3
/** Without a reading for longer than this there was a gap: both its edges are kept. */
const gapMs: Ms = 60_000

/**
 * Follows one register reading by reading and keeps few of them: the first of each quarter, and both sides of every gap,
 * rollover, reset and exchange. What it keeps is all that billing rests on.
 */
export function createRegisterWatch(
  point: MeterPoint,
  register: RegisterName,
  start: { epoch: number; last?: RegisterReading | undefined; isFirst?: boolean },
) {
  const { epoch } = start
  // without a monotonic instant from before the start, only the wall clock can tell how long ago it was
  let last: Shown | undefined = start.last && { ...start.last, monotonicMs: Infinity }
  let keptAt = start.last?.at ?? -Infinity
  let held: Shown[] = []
  const reading = (shown: Shown, kind: RegisterReading['kind'], isNewStart = false): RegisterReading => {
    if (kind !== 'held') keptAt = shown.at
    const { at, takenAt, wh } = shown
    return { pointId: point.id, register, epoch, at, takenAt, wh, kind, isNewStart }
  }

  /** Takes the next reading; the same one again is passed over. */
  function take(shown: Shown): Watched {
    if (!last) {
      last = shown
      // the first one ever follows nothing: what comes from before it later may join
      return { keep: [reading(shown, 'edge', start.isFirst !== true)], notes: [] }
    }
    const step = judgeStep(point, last, shown)
    if (step.kind === 'outOfOrder') return { keep: [], notes: [] }
    const lostMs = shown.monotonicMs - last.monotonicMs - (shown.at - last.at)
    const isClock = step.kind === 'implausible' && step.wh <= mostWh(point, shown.at - last.at + lostMs)
    if (step.kind === 'implausible' && !isClock) return hold(shown, last)
    const before = last
    last = shown
    held = []
    // another engine's count, or that of a device model read anew, begins at none: only more than before is a break
    if ((shown.breaks ?? 0) > (before.breaks ?? 0))
      return edges(before, () => reading(shown, 'edge', true), bridgedNote(before, shown))
    const note = isClock ? clockNote(before, shown, lostMs) : noteOf(step.kind, before, shown)
    if (isClock) return edges(before, () => reading(shown, 'clock'), note)
    if (step.kind !== 'rise' || shown.at - before.at > gapMs)
      return edges(before, () => reading(shown, 'edge', step.kind === 'reset'), note)
    const isFirst = quarterOf(shown.at) !== quarterOf(before.at)
    return { keep: isFirst ? [reading(shown, 'boundary')] : [], notes: [] }
  }

  /** Both sides of what lies between; the first one unless it is kept already. */
  function edges(before: Shown, after: () => RegisterReading, note: MeteringNote | undefined): Watched {
    const keep = before.at > keptAt ? [reading(before, 'edge')] : []
    return { keep: [...keep, after()], notes: note ? [note] : [] }
  }

  /** Some implausible readings that fit each other are a register set anew, as after a mistake of the installer. */
  function hold(shown: Shown, before: Shown): Watched {
    const previous = held.at(-1)
    const fits = previous && ['rise', 'rollover'].includes(judgeStep(point, previous, shown).kind)
    held = fits ? [...held, shown] : [shown]
    if (held.length < acceptedAfter) {
      const note: MeteringNote = { kind: 'implausible', at: shown.at, words: implausibleWords(before, shown) }
      return { keep: [reading(shown, 'held')], notes: held.length === 1 ? [note] : [] }
    }
    held = []
    last = shown
    const words = `Shows ${kWh(shown.wh)} again and again: counted from there on; what passed since ${kWh(before.wh)} is unknown.`
    return edges(before, () => reading(shown, 'edge', true), { kind: 'accepted', at: shown.at, words })
  }

  return {
    take,
    /** The newest reading that counts. */
    last: () => last,
  }
}

function kWh(wh: Wh): string {
  return `${(wh / 1_000).toFixed(1)} kWh`
}

function noteOf(kind: Step['kind'], before: Shown, { at, wh }: Shown): MeteringNote | undefined {
  const course = `${kWh(before.wh)}, then ${kWh(wh)}`
  if (kind === 'reset')
    return { kind, at, words: `The register began anew: ${course}. What passed between is estimated.` }
  if (kind === 'rollover') return { kind, at, words: `The register passed its end: ${course}.` }
  if (at - before.at <= bridgedMs) return undefined
  const words = `No reading for ${minutes(at - before.at)}; ${kWh(wh - before.wh)} passed, spread by comparable days.`
  return { kind: 'gap', at: before.at, words }
}

/** The device's counter began anew, and its series was made to go on: what it missed is in none of its readings. */
function bridgedNote(before: Shown, { at, wh }: Shown): MeteringNote {
  const course = `it goes on from ${kWh(before.wh)} with ${kWh(wh)}`
  return { kind: 'bridged', at, words: `The device's counter began anew; ${course}. What it missed is estimated.` }
}

function clockNote(before: Shown, { at, wh }: Shown, lostMs: Ms): MeteringNote {
  const passed = `the ${kWh(wh - before.wh)} of that time are counted here`
  return { kind: 'clock', at, words: `The clock was set back by some ${minutes(lostMs)}; ${passed}.` }
}

function implausibleWords(before: Shown, after: Shown): string {
  return `Rose from ${kWh(before.wh)} to ${kWh(after.wh)}, more than can pass: held and not counted.`
}

function minutes(spanMs: Ms): string {
  return `${Math.round(spanMs / 60_000)} min`
}
