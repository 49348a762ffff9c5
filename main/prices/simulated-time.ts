import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { EpochMs } from '../../domain/units.ts'

const startShape = z.strictObject({ at: z.number().int(), simulated: z.number().int() })
type Start = z.infer<typeof startShape>

/** So many starts are remembered. */
const mostStarts = 1_000

/**
 * The simulated time at an instant of the engine's clock. A simulated site begins it anew with each start, so starts are kept
 * in a file; what was before the first start is the past that was made up for it.
 */
export function openSimulatedTime({
  file,
  from,
  clock,
  log,
}: {
  file: string
  /** Simulated time at this start. */
  from: EpochMs
  clock: Pick<Clock, 'now'>
  log: Log
}): (at: EpochMs) => EpochMs {
  const starts = [...readStarts(file, log), { at: clock.now(), simulated: from }].slice(-mostStarts)
  writeFileSync(`${file}.new`, JSON.stringify(starts))
  renameSync(`${file}.new`, file)
  return (at) => {
    const start = starts.findLast((one) => one.at <= at) ?? starts[0]
    return start ? start.simulated + at - start.at : at
  }
}

function readStarts(file: string, log: Log): Start[] {
  if (!existsSync(file)) return []
  try {
    return z.array(startShape).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    log.warn('former starts of the simulated site are unknown, and with them its former prices', {
      file,
      reason: String(error).slice(0, 200),
    })
    return []
  }
}
