import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { EpochMs } from '../../../domain/units.ts'

const shape = z.object({ startedAt: z.number().int() })

/** When a simulated site was started first, by its file; written when it is not there. What wore stays worn over restarts. */
export function firstStart(file: string, now: EpochMs): EpochMs {
  const known = shape.safeParse(read(file))
  if (known.success && known.data.startedAt <= now) return known.data.startedAt
  writeFileSync(file, JSON.stringify({ startedAt: now }))
  return now
}

/** `undefined` for no file, and for one that is no JSON. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
