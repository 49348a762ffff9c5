import type { EpochMs, Ms } from '../../../domain/units.ts'

/** A breach of what must always hold. */
export interface Breach {
  at: EpochMs
  text: string
}

/** How something that must always hold did in a run. */
export interface Invariant {
  name: string
  ok: boolean
  /** How often it was looked at. */
  checks: number
  /** The nearest it came to a breach, in words with units. */
  worst: string
  /** The first breaches. */
  breaches: readonly Breach[]
}

/** Something that is looked at while a simulation runs. */
export interface Watch {
  /** After each step of the physics. */
  step?(now: EpochMs, dtMs: Ms): void
  /** After each turn of the control cycle. */
  turn?(now: EpochMs): void
  /** Once a second. */
  second?(now: EpochMs): void
  /** What it found, once, at the end. */
  finish(): Invariant | readonly Invariant[]
}

const kept = 10

/** Collects the breaches of one invariant. */
export function createFindings(name: string): {
  checked(): void
  breach(at: EpochMs, text: string): void
  result(worst: string): Invariant
} {
  const breaches: Breach[] = []
  let checks = 0
  let count = 0
  return {
    checked: () => void (checks += 1),
    breach(at, text) {
      count += 1
      if (breaches.length < kept) breaches.push({ at, text })
    },
    result: (worst) => ({ name, ok: count === 0, checks, worst, breaches }),
  }
}
