import type { Alarm, AlarmPriority } from '../../../../domain/alarm.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'

/** One tone: pitch and length, and the pause until the next. */
export interface Tone {
  hz: number
  ms: Ms
  pauseMs: Ms
}

/** What sounds for a priority: its tones, and after how long they begin again. */
export interface TonePattern {
  tones: readonly Tone[]
  everyMs: Ms
}

const high: Tone = { hz: 988, ms: 120, pauseMs: 80 }
const middle: Tone = { hz: 740, ms: 180, pauseMs: 140 }

/** Different in number, pitch and haste, so that the priority is heard without looking (after IEC 60601-1-8). */
export const tonePatterns: Record<AlarmPriority, TonePattern> = {
  1: { tones: [high, high, { ...high, pauseMs: 240 }, { ...high, hz: 1_319 }, { ...high, hz: 1_319 }], everyMs: 2_500 },
  2: { tones: [middle, middle, { ...middle, hz: 880 }], everyMs: 5_000 },
  3: {
    tones: [
      { ...middle, hz: 587 },
      { ...middle, hz: 523 },
    ],
    everyMs: 12_000,
  },
  4: { tones: [{ hz: 440, ms: 240, pauseMs: 0 }], everyMs: 30_000 },
}

/** Longest time without sound: nobody may forget it switched off. */
export const longestMuteMs: Ms = 1_800_000

/** How the person at this machine wants to hear alarms. */
export interface SoundWish {
  isOn: boolean
  /** 0 to 1. */
  volume: number
  /** Without sound until then, epoch ms UTC; absent or past = not muted. */
  mutedUntil?: EpochMs
}

/** Off until a person switches it on: browsers allow no sound before somebody acted. */
export const firstWish: SoundWish = { isOn: false, volume: 0.5 }

/** Time that is left without sound, ms; none beyond the longest, whatever was stored. */
export function muteLeftMs({ mutedUntil = 0 }: SoundWish, now: EpochMs): Ms {
  return Math.min(longestMuteMs, Math.max(0, mutedUntil - now))
}

/** The priority that is to sound: the highest that is not acknowledged; `undefined` for silence. */
export function soundingPriority(alarms: readonly Alarm[], wish: SoundWish, now: EpochMs): AlarmPriority | undefined {
  if (!wish.isOn || wish.volume <= 0 || muteLeftMs(wish, now) > 0) return undefined
  let highest: AlarmPriority | undefined
  for (const { state, priority } of alarms)
    if (state === 'activeUnacknowledged' && (highest === undefined || priority < highest)) highest = priority
  return highest
}

/** Reads what was stored of a wish; what it does not know is as at first. */
export function readWish(stored: string | null): SoundWish {
  if (stored === null) return firstWish
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null) return firstWish
    const { isOn, volume, mutedUntil } = value as Record<string, unknown>
    return {
      isOn: isOn === true,
      volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : firstWish.volume,
      ...(typeof mutedUntil === 'number' && { mutedUntil }),
    }
  } catch {
    return firstWish
  }
}
