import type { AlarmPriority } from '../../../../domain/alarm.ts'
import { type Tone, tonePatterns } from './sounding.ts'

/** Plays the tones of a priority again and again. */
export interface Player {
  /** Begins, changes or ends; the same as before goes on. */
  play(priority: AlarmPriority | undefined, volume: number): void
  /** Plays the tones of a priority once, to try the volume. */
  once(priority: AlarmPriority, volume: number): void
  /** Whether the browser lets sound out; it waits for a person to act on the page. */
  isAllowed(): boolean
  /** Tries again, after a person acted. */
  wake(): void
  stop(): void
}

/** Makes a player; it opens the machine's sound with the first tone. */
export function createPlayer(): Player {
  let context: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let playing: { priority: AlarmPriority; volume: number } | undefined
  const open = () => {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume().catch(() => {})
    return context
  }
  const once = (priority: AlarmPriority, volume: number) => {
    const sound = open()
    if (sound.state !== 'running') return
    let at = sound.currentTime + 0.02
    for (const tone of tonePatterns[priority].tones) at = schedule(sound, tone, volume, at)
  }
  const halt = () => {
    clearInterval(timer)
    playing = undefined
  }
  return {
    play(priority, volume) {
      if (priority === playing?.priority && volume === playing?.volume) return
      halt()
      if (priority === undefined) return
      playing = { priority, volume }
      once(priority, volume)
      timer = setInterval(() => once(priority, volume), tonePatterns[priority].everyMs)
    },
    once,
    isAllowed: () => context?.state === 'running',
    wake: () => void open(),
    stop() {
      halt()
      void context?.close()
      context = undefined
    },
  }
}

/** One tone with soft edges; gives the instant at which the next begins. */
function schedule(sound: AudioContext, { hz, ms, pauseMs }: Tone, volume: number, at: number): number {
  const end = at + ms / 1_000
  const tone = sound.createOscillator()
  const level = sound.createGain()
  tone.type = 'triangle'
  tone.frequency.value = hz
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(volume * 0.6, at + 0.012)
  level.gain.setValueAtTime(volume * 0.6, end - 0.02)
  level.gain.linearRampToValueAtTime(0, end)
  tone.connect(level).connect(sound.destination)
  tone.start(at)
  tone.stop(end)
  return end + pauseMs / 1_000
}
