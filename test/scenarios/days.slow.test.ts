import { expect, test } from 'vitest'
import type { SimulationResult } from '../../main/simulate/run.ts'
import { broken, simulate } from '../simulation/sites.ts'
import { type Day, days } from './day-tables.ts'

test.each(days)(
  '$name',
  async (day) => {
    const faultEveryMs = day.faultEveryMin === undefined ? undefined : day.faultEveryMin * 60_000
    const run = { from: Date.parse(day.from), seed: day.seed, hours: 24, cycleMs: 2_000, faultEveryMs }
    const result = await simulate(day.site, run)
    expect(broken(result)).toEqual([])
    expect(differences(day, result)).toEqual([])
  },
  900_000,
)

/** What differs from the row; empty when all is as written. */
function differences({ mined, imported, peakMW }: Day, { assets, peakQuarterKW }: SimulationResult): string[] {
  const containers = Object.entries(assets).filter(([id]) => id.startsWith('container'))
  const minedMWh = containers.reduce((sum, [, { absorbedKWh }]) => sum + absorbedKWh, 0) / 1_000
  const importedMWh = (assets['grid']?.injectedKWh ?? 0) / 1_000
  return [
    ...within('mined', minedMWh, mined),
    ...within('imported', importedMWh, imported),
    ...within('peak', peakQuarterKW / 1_000, peakMW),
  ]
}

function within(name: string, value: number, [least, most]: Day['mined']): string[] {
  return value >= least && value <= most ? [] : [`${name} ${value.toFixed(1)}, expected ${least} to ${most}`]
}
