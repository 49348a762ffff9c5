import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Definition } from '../../definition.ts'
import { createPlant } from '../plant.ts'
import { simulatedStart } from '../profiles/local-time.ts'
import { type Column, longRun, type Row } from './long-run.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** What has counted on: the past is shifted so that it ends where the running simulation begins. */
const counting = new Set<string>([
  'importedKWh',
  'exportedKWh',
  'injectedKWh',
  'absorbedKWh',
  'runHoursH',
  'startCount',
  'cycleCount',
  'sohPct',
  'restartCount',
  'breakerOperations',
])

/** What a past is made of. */
export interface PastOptions {
  site: SiteConfig
  definitions: ReadonlyMap<string, Definition>
  /** Folder that the CSV files of the site file are relative to. */
  siteFolder: string
  /** The instant at which the simulation begins, by the engine's clock; the past ends a minute before. */
  now: EpochMs
  days: number
  /** Minutes between two rows; absent = 1. */
  stepMinutes?: number
}

/** A past of a simulated site: what its historian would hold, with the faults of its site file on their way. */
export interface Past {
  columns: readonly Column[]
  /** Row by row; `at` is an instant of the engine's clock. NaN = no value; the array is used again for the next row. */
  rows(): Generator<Row, void, void>
}

/**
 * Some weeks that a simulated site would have lived through before it began: the planted failures of its site file
 * develop in them as far as they have come when the simulation begins.
 * @throws PowerchainError `Config.Invalid` as `createPlant`
 */
export function pastOf({ site, definitions, siteFolder, now, days, stepMinutes = 1 }: PastOptions): Past {
  const stepMs = stepMinutes * minuteMs
  const end = Math.floor(now / stepMs) * stepMs
  const begin = simulatedStart(site.simulation?.startAt, site.timeZone, now)
  const from = begin - days * dayMs
  const run = () =>
    longRun({
      site,
      definitions,
      siteFolder,
      from,
      days,
      stepMinutes,
      wear: site.simulation?.wear ?? [],
      wearBegin: begin,
      withRestarts: false,
    })
  return {
    columns: run().columns,
    *rows() {
      const shift = shiftsOf(run(), createPlant({ site, siteFolder, now: begin, definitions }), site)
      for (const { at, values } of run().rows()) {
        shift.forEach((by, i) => {
          if (by !== 0) values[i] = Math.max(0, (values[i] ?? Number.NaN) + by)
        })
        yield { at: end + at - begin, values }
      }
    },
  }
}

/** What the columns that count are short of at the end of a run, against a plant that begins. */
function shiftsOf(run: ReturnType<typeof longRun>, plant: ReturnType<typeof createPlant>, site: SiteConfig): number[] {
  const last = run.end()
  return run.columns.map(({ assetId, point }, i) => {
    const device = site.assets.find(({ id }) => id === assetId)?.device ?? ''
    const begins = plant.devices.get(device)?.points()[point] ?? Number.NaN
    const by = begins - (last[i] ?? Number.NaN)
    return counting.has(point) && Number.isFinite(by) ? by : 0
  })
}
