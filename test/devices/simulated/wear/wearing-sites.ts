import type { LongRunOptions } from '../../../../devices/simulated/long/long-run.ts'
import { longRun } from '../../../../devices/simulated/long/long-run.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Planted } from '../../../../domain/simulation/settings.ts'
import { definitions, demoFolder, demoSite } from '../sites.ts'

const minutesADay = 1_440
const stepMinutes = 20

/** The first of May of the simulated year, midnight UTC. */
export const mayDay = Date.UTC(2025, 4, 1)

/** Some days of the demonstration site with these failures planted. */
export function daysOf(days: number, wear: Planted[], more: Partial<LongRunOptions> = {}) {
  const site = demoSite()
  return longRun({ site, definitions, siteFolder: demoFolder, from: mayDay, days, stepMinutes, wear, ...more })
}

/** Mean of each point of an asset over each day of a run; points without a value on a day are left out of it. */
export function dailyMeans(run: ReturnType<typeof daysOf>, assetId: string): Partial<Record<PointName, number>>[] {
  const rowsADay = minutesADay / stepMinutes
  const days: Record<string, { sum: number; count: number }>[] = []
  let n = 0
  for (const { values } of run.rows()) {
    const day = (days[Math.floor(n++ / rowsADay)] ??= {})
    run.columns.forEach(({ assetId: id, point }, i) => {
      const value = values[i]
      if (id !== assetId || value === undefined || Number.isNaN(value)) return
      const mean = (day[point] ??= { sum: 0, count: 0 })
      mean.sum += value
      mean.count += 1
    })
  }
  return days.map((day) => Object.fromEntries(Object.entries(day).map(([name, { sum, count }]) => [name, sum / count])))
}
