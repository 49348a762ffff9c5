import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'

/**
 * What can be wrong with the way to a device: `cut` the plug is out, which the system tells at once; `halfOpen` nobody
 * answers and nobody says so; `slow` answers take three seconds.
 */
export type WireFault = 'cut' | 'halfOpen' | 'slow'

/** The way to one device in memory: what is asked is answered after a while, or not at all. */
export interface Wire {
  fault: WireFault | undefined
  /** Asks; exactly one of both is called, later. */
  ask(answered: (tookMs: Ms) => void, failed: (error: PowerchainError) => void): void
  /**
   * As `ask`, for what is asked in turns: on a healthy wire the answer is there at once, as if it had been asked for a
   * moment before - the device measures when it answers, and a turn saves a timer.
   */
  poll(answered: (tookMs: Ms) => void, failed: (error: PowerchainError) => void): void
}

/** Time until nobody waits for an answer any more; a driver learns to wait longer for a slow device. */
const timeoutMs: Ms = 1_000
const slowMs: Ms = 3_000
/** Loopback and fast devices answer within milliseconds, gateways within some tens. */
const latency = { leastMs: 2, spreadMs: 18 }

/** What a wire is made of; `isAnswering` = the device at its other end does. */
export interface WireOptions {
  clock: Clock
  random: Random
  name: string
  isAnswering: () => boolean
}

/** A wire with its own usual time of answer, drawn from `random`. */
export function createWire({ clock, random, name, isAnswering }: WireOptions): Wire {
  const usualMs = latency.leastMs + Math.round(latency.spreadMs * random.next())
  const wire: Wire = {
    fault: undefined,
    ask(answered, failed) {
      const tookMs = wire.fault === 'slow' ? slowMs : wire.fault === 'halfOpen' ? timeoutMs : usualMs
      clock.after(tookMs, () => {
        if (wire.fault === 'cut' || !isAnswering())
          failed(new PowerchainError('Device.Unreachable', `${name}: no connection`))
        else if (wire.fault === 'halfOpen')
          failed(new PowerchainError('Device.Timeout', `${name}: no answer within 1 s`))
        else answered(tookMs)
      })
    },
    poll(answered, failed) {
      if (wire.fault === undefined && isAnswering()) answered(usualMs)
      else wire.ask(answered, failed)
    },
  }
  return wire
}

/** As a promise of what `answer` gives when the answer comes. */
export function asked<T>(wire: Wire, answer: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    wire.ask(() => {
      try {
        resolve(answer())
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }, reject)
  })
}
