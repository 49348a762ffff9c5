import { clamp, type Ms } from '../../../domain/units.ts'

/** A device silent for so long while we wait is gone, though the socket may look open (half-open TCP). */
export const silenceMs: Ms = 4_000
/** How long to wait for an answer at least, unless the site file says otherwise. */
export const usualTimeoutMs: Ms = 1_000

/** A unit that was silent is tried for so long at least: it costs the others on its line little. */
const trialMs: Ms = 250

/** How long to wait for an answer, learned from the answers: patient with a slow device, quick with a fast one. */
export interface Pace {
  timeoutMs(): Ms
  /** How long after a request that was answered damaged another answer to it could still come. */
  restMs(): Ms
  answered(latencyMs: Ms): void
  /** It did not answer for long: until it does, it is only tried briefly. */
  silent(): void
}

/** A {@link Pace} that begins at `shortestMs` and waits four times the slowest recent answer. */
export function createPace(shortestMs: Ms = usualTimeoutMs): Pace {
  let slowestMs = 0
  let isSilent = false
  const timeoutMs = () => {
    const patientMs = clamp(4 * slowestMs, shortestMs, silenceMs)
    return isSilent ? clamp(4 * slowestMs, trialMs, patientMs) : patientMs
  }
  return {
    timeoutMs,
    restMs: () => (slowestMs > 0 ? Math.min(4 * slowestMs, timeoutMs()) : timeoutMs()),
    answered(latencyMs) {
      slowestMs = Math.max(latencyMs, slowestMs * 0.9)
      isSilent = false
    },
    silent: () => (isSilent = true),
  }
}
