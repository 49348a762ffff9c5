import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'
import type { AlarmRule, RuleFor } from './rules.ts'

/** Comings within this span are counted, and so many of them are chattering (ISA-18.2). */
const chatterSpanMs: Ms = 60_000
const chatterComings = 3

/** Names a condition: the same code at the same asset is the same alarm. */
export function keyOf({ code, assetId }: Pick<AlarmCondition, 'code' | 'assetId'>): string {
  return `${code} ${assetId ?? ''}`
}

/** What is followed of one condition. */
export interface Track {
  key: string
  rule: AlarmRule
  /** As it was last seen. */
  condition: AlarmCondition
  isRaised: boolean
  /** It held in the last call. */
  holds: boolean
  /** Its comings within the last minute, when they are too many; else 0. */
  chatter: number
}

interface Followed extends Track {
  turn: number
  /** Monotonic instant at which the present contradiction to `isRaised` began. */
  turnedAtMs: Ms | undefined
  comings: Ms[]
}

/** What changed with the last call. */
export interface Judged {
  /** In the order of the conditions. */
  came: readonly Track[]
  went: readonly Track[]
  /** Their number of comings to be shown is another one. */
  chatter: readonly Track[]
  /** Conditions that hold, with words other than before. */
  reworded: readonly Track[]
}

/** Waits on both edges as the rule says, and counts comings. `kept`: what was active when the engine stopped. */
export function createTracking(given: { clock: Clock; ruleFor: RuleFor; kept: readonly AlarmCondition[] }): {
  /** `isHeld`: whether a condition must not be raised yet, because what explains it is about to be. */
  judge(conditions: readonly AlarmCondition[], isHeld: (track: Track) => boolean): Judged
  all(): Iterable<Track>
  get(key: string): Track | undefined
} {
  const { clock, ruleFor } = given
  const tracks = new Map<string, Followed>()
  for (const condition of given.kept) {
    const track = newTrack(condition, ruleFor(condition))
    tracks.set(track.key, { ...track, isRaised: true })
  }
  let turn = 0
  const meet = (condition: AlarmCondition, nowMs: Ms, reworded: Track[]): void => {
    const key = keyOf(condition)
    let track = tracks.get(key)
    if (!track) tracks.set(key, (track = newTrack(condition, ruleFor(condition))))
    if (!track.holds) noteComing(track, nowMs)
    else if (track.condition.text !== condition.text) reworded.push(track)
    track.condition = condition
    track.turn = turn
  }
  return {
    all: () => tracks.values(),
    get: (key) => tracks.get(key),
    judge(conditions, isHeld) {
      const nowMs = clock.monotonicMs()
      const judged = { came: [] as Track[], went: [] as Track[], chatter: [] as Track[], reworded: [] as Track[] }
      turn += 1
      for (const condition of conditions) meet(condition, nowMs, judged.reworded)
      for (const track of tracks.values()) {
        track.holds = track.turn === turn
        if (countComings(track, nowMs)) judged.chatter.push(track)
        if (!track.holds && !track.isRaised && track.comings.length === 0) tracks.delete(track.key)
      }
      for (const track of tracks.values()) {
        if (!hasTurned(track, nowMs) || (track.holds && isHeld(track))) continue
        track.isRaised = track.holds
        track.turnedAtMs = undefined
        if (track.holds) judged.came.push(track)
        else judged.went.push(track)
      }
      return judged
    },
  }
}

function newTrack(condition: AlarmCondition, rule: AlarmRule): Followed {
  const key = keyOf(condition)
  return {
    key,
    rule,
    condition,
    isRaised: false,
    holds: false,
    chatter: 0,
    turn: 0,
    turnedAtMs: undefined,
    comings: [],
  }
}

function noteComing(track: Followed, nowMs: Ms): void {
  track.comings.push(nowMs)
  if (track.comings.length > 1_000) track.comings.shift()
}

/** Whether the number to be shown is another one than before. */
function countComings(track: Followed, nowMs: Ms): boolean {
  const { comings, chatter } = track
  while ((comings[0] ?? Infinity) < nowMs - chatterSpanMs) comings.shift()
  track.chatter = comings.length >= chatterComings ? comings.length : 0
  return track.chatter !== chatter
}

function hasTurned(track: Followed, nowMs: Ms): boolean {
  if (track.holds === track.isRaised) track.turnedAtMs = undefined
  else track.turnedAtMs ??= nowMs
  if (track.turnedAtMs === undefined) return false
  return nowMs - track.turnedAtMs >= (track.holds ? track.rule.onDelayMs : track.rule.offDelayMs)
}
