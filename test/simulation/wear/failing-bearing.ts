import { join } from 'node:path'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { type LongRun, longRun } from '../../../devices/simulated/long/long-run.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Planted } from '../../../domain/simulation/settings.ts'
import { readSimulated } from '../../../main/simulate/run.ts'

/** The third wheel of the demonstration site's bank: its bearing fails within eight weeks. */
export const failingBearing: Planted = {
  asset: 'flywheels',
  mode: 'bearingWear',
  unit: 3,
  startsAt: 0,
  developsOver: 56,
}

const folder = join(import.meta.dirname, '../../../devices/simulated')

/** Weeks in which all is well, then the eight in which the bearing fails: what a health engine is tried on. */
export function bearingWeeks({ healthyWeeks = 4, seed = 8, stepMinutes = 1 } = {}): LongRun {
  const { site } = readSimulated(join(folder, 'demo-site.yaml'), silentLog)
  return longRun({
    site,
    definitions: loadDefinitions(),
    siteFolder: folder,
    from: Date.UTC(2025, 3, 7),
    days: 7 * (healthyWeeks + 8),
    seed,
    stepMinutes,
    wear: [{ ...failingBearing, startsAt: 7 * healthyWeeks }],
  })
}
