import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** Watches the machine's clock by what was stored before, so that history stays in order. */
export interface ClockWatch {
  /** The instant to store under at `now`. While the clock is in doubt, time goes on from the newest stored instant. */
  stamp(now: EpochMs): EpochMs
  /** The instant stored under last; 0 when there was none. */
  last(): EpochMs
  /** A person says that the clock is right. */
  confirm(): void
  conditions(): AlarmCondition[]
}

const hourMs: Ms = 3_600_000
const dayMs: Ms = 24 * hourMs
/** This program did not exist before. */
const earliest = Date.UTC(2024, 0, 1)
/** NTP and people set a clock by hours; a clock that lost its battery is off by more. */
const mostBackMs = dayMs
/** A site may have been switched off for some months. */
const mostForwardMs = 180 * dayMs
/** A step that is worth a word; what is less may be a late cycle. */
const stepMs: Ms = 60_000
/** How long a step of the clock is told. */
const toldMs: Ms = hourMs

/** Watches `clock`; `newest` is the newest stored instant, `undefined` when nothing is stored. */
export function createClockWatch({ newest, clock }: { newest: EpochMs | undefined; clock: Clock }): ClockWatch {
  let last = newest === undefined ? undefined : { at: newest + 1_000, ms: clock.monotonicMs(), isOwn: false }
  let doubt: { now: EpochMs; stamp: EpochMs } | undefined
  let step: { byMs: Ms; ms: Ms } | undefined

  return {
    stamp(now) {
      const ms = clock.monotonicMs()
      const expected = last && last.at + ms - last.ms
      const stamp = isDoubtful(now, expected) ? Math.round(expected ?? now) : now
      doubt = isDoubtful(now, expected) ? { now, stamp } : undefined
      if (!doubt && last?.isOwn && Math.abs(now - last.at - (ms - last.ms)) > stepMs)
        step = { byMs: now - last.at - (ms - last.ms), ms }
      last = { at: stamp, ms, isOwn: true }
      return stamp
    },
    last: () => last?.at ?? 0,
    confirm() {
      last = undefined
      doubt = undefined
    },
    conditions() {
      if (doubt) return [inDoubt(doubt)]
      return step && clock.monotonicMs() - step.ms < toldMs ? [changed(step.byMs)] : []
    },
  }
}

function isDoubtful(now: EpochMs, expected: EpochMs | undefined): boolean {
  if (now < earliest) return true
  if (expected === undefined || expected < earliest) return false
  return now < expected - mostBackMs || now > expected + mostForwardMs
}

function inDoubt({ now, stamp }: { now: EpochMs; stamp: EpochMs }): AlarmCondition {
  return {
    code: 'historian.clock',
    priority: 2,
    text: `The clock of this machine says ${day(now)}, which does not fit what is stored; readings are stored as of ${day(stamp)}.`,
    response: 'Set the clock of the machine; if it is right, an engineer confirms it.',
  }
}

function changed(byMs: Ms): AlarmCondition {
  const minutes = Math.round(byMs / 60_000)
  return {
    code: 'historian.clockChanged',
    priority: 4,
    text: `The clock of this machine was changed by ${minutes > 0 ? '+' : '−'}${Math.abs(minutes)} min.`,
    response: 'Nothing, if somebody set it; otherwise look after the time source of the machine.',
  }
}

function day(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10)
}
