import { clamp, type Ms } from '../../../domain/units.ts'

/** A device silent for so long while we wait is gone, though the socket may look open (half-open TCP). */
export const silenceMs: Ms = 4_000
const shortestMs: Ms = 1_000

/** How long to wait for an answer, learned from the answers: patient with a slow device, quick with a fast one. */
export interface Pace {
  timeoutMs(): Ms
  answered(latencyMs: Ms): void
}

/** A {@link Pace} that begins at one second and waits four times the slowest recent answer. */
export function createPace(): Pace {
  let slowestMs = 0
  return {
    timeoutMs: () => clamp(4 * slowestMs, shortestMs, silenceMs),
    answered: (latencyMs) => (slowestMs = Math.max(latencyMs, slowestMs * 0.9)),
  }
}
