import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'

/** A condition that does not outlast two or three control cycles is nobody's work. */
const raiseAfterMs = 500
/** A condition that comes back within this span never went: a link that flaps is one alarm, not fifty. */
const settleAfterMs = 10_000

/** Names a condition: the same code at the same asset is the same alarm. */
export function keyOf(condition: Pick<AlarmCondition, 'code' | 'assetId'>): string {
  return `${condition.code} ${condition.assetId ?? ''}`
}

interface Track {
  isRaised: boolean
  /** Monotonic instant at which the present contradiction to `isRaised` began. */
  turnedAtMs: Ms | undefined
}

/** Waits on both edges. `holding`: keys of what was active when the engine stopped. */
export function createDelays({ clock, holding }: { clock: Clock; holding: readonly string[] }): {
  judge(conditions: readonly AlarmCondition[]): { came: AlarmCondition[]; went: string[] }
} {
  const tracks = new Map<string, Track>(holding.map((key) => [key, { isRaised: true, turnedAtMs: undefined }]))
  const hasTurned = (track: Track, holds: boolean, nowMs: Ms): boolean => {
    if (holds === track.isRaised) track.turnedAtMs = undefined
    else track.turnedAtMs ??= nowMs
    const waitMs = holds ? raiseAfterMs : settleAfterMs
    return track.turnedAtMs !== undefined && nowMs - track.turnedAtMs >= waitMs
  }
  return {
    judge(conditions) {
      const nowMs = clock.monotonicMs()
      const now = new Map(conditions.map((condition) => [keyOf(condition), condition]))
      const came: AlarmCondition[] = []
      const went: string[] = []
      for (const key of now.keys()) if (!tracks.has(key)) tracks.set(key, { isRaised: false, turnedAtMs: undefined })
      for (const [key, track] of tracks) {
        const condition = now.get(key)
        if (!condition && !track.isRaised) tracks.delete(key)
        else if (hasTurned(track, condition !== undefined, nowMs)) {
          track.isRaised = condition !== undefined
          track.turnedAtMs = undefined
          if (condition) came.push(condition)
          else went.push(key)
        }
      }
      return { came, went }
    },
  }
}
