import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { PlantedName } from '../../../domain/simulation/settings.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { Repair } from './site-wear.ts'

const shape = z.object({
  startedAt: z.number().int(),
  /** `afterMs`: time on the clock of wear since the first start. */
  repairs: z.array(z.object({ asset: z.string(), mode: z.string().optional(), afterMs: z.number() })),
})

/** What a simulated site keeps over restarts, so that what has worn stays worn and what was repaired stays well. */
export interface AgeFile {
  /** How long it has been in use. */
  usedForMs: Ms
  /** Work done so far; `begin` = instant of the plant at its first start. */
  repairs(begin: EpochMs): Repair[]
  keep(repair: Repair, begin: EpochMs): void
}

/** Reads the file; begins it anew when there is none, when it is torn, or when it is from the future. */
export function openAgeFile(file: string, now: EpochMs): AgeFile {
  const known = shape.safeParse(read(file))
  const isGood = known.success && known.data.startedAt <= now
  const age: z.infer<typeof shape> = isGood ? known.data : { startedAt: now, repairs: [] }
  const write = () => writeFileSync(file, JSON.stringify(age))
  if (!isGood) {
    mkdirSync(dirname(file), { recursive: true })
    write()
  }
  return {
    usedForMs: now - age.startedAt,
    repairs: (begin) =>
      age.repairs.map(({ asset, mode, afterMs }) => ({
        asset,
        ...(mode !== undefined && { mode: mode as PlantedName }),
        at: begin + afterMs,
      })),
    keep({ asset, mode, at }, begin) {
      age.repairs.push({ asset, ...(mode && { mode }), afterMs: at - begin })
      write()
    },
  }
}

/** `undefined` for no file, and for one that is no JSON. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
