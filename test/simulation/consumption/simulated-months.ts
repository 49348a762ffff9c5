import { join } from 'node:path'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { longRun } from '../../../devices/simulated/long/long-run.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Planted } from '../../../domain/simulation/settings.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { siteAspects } from '../../../main/health/consumption/excess/aspects/site-aspects.ts'
import { createExcessBook } from '../../../main/health/consumption/excess/excess-book.ts'
import { createLocalTime } from '../../../main/health/consumption/local-time.ts'
import { readSimulated } from '../../../main/simulate/run.ts'

const folder = join(import.meta.dirname, '../../../devices/simulated')
const dayMs = 86_400_000
/** A Monday of the simulated winter. */
export const monthsFrom = Date.UTC(2025, 0, 6)

/** Months of the demonstration site through the book of excesses; each that was told, with the day on which it was. */
export function monthsOf(days: number, seed: number, wear: readonly Planted[]) {
  const { site } = readSimulated(join(folder, 'demo-site.yaml'), silentLog)
  const run = longRun({
    site,
    definitions: loadDefinitions(),
    siteFolder: folder,
    from: monthsFrom,
    days,
    seed,
    stepMinutes: 5,
    wear,
  })
  const book = createExcessBook(siteAspects(site.assets), createLocalTime(site.timeZone))
  const places = new Map(run.columns.map(({ assetId, point }, i) => [`${assetId} ${point}`, i]))
  const ambients = run.columns.flatMap(({ point }, i) => (point === 'ambientDegC' ? [i] : []))
  const told = new Map<string, { assetId: string; day: number }>()
  let before = new Float64Array(run.columns.length).fill(Number.NaN)
  let today = 0
  for (const { at, values } of run.rows()) {
    const now = Float64Array.from(values)
    const known = ambients.map((i) => now[i] ?? Number.NaN).filter((value) => !Number.isNaN(value))
    book.take({
      at,
      mean: reader(places, now),
      before: reader(places, before),
      ambientDegC: known.toSorted((a, b) => a - b)[known.length >> 1],
      priceEurPerMWh: 60,
    })
    before = now
    const day = dayOf(at)
    if (day === today) continue
    today = day
    for (const { id, assetId } of book.told()) if (!told.has(id)) told.set(id, { assetId, day })
  }
  return { standing: book.told(), told: [...told.values()] }
}

function dayOf(at: EpochMs): number {
  return Math.floor((at - monthsFrom) / dayMs)
}

function reader(places: ReadonlyMap<string, number>, row: Float64Array) {
  return (assetId: string, point: PointName) => {
    const value = row[places.get(`${assetId} ${point}`) ?? -1] ?? Number.NaN
    return Number.isNaN(value) ? undefined : { mean: value, min: value, max: value }
  }
}
