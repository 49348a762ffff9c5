import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPlant, siteOf } from '../main/dispatch/plant.ts'

const file = join(
  process.env['POWERCHAIN_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'energy/iberia_20250428_toledo_voltage_frequency_2s.csv',
)

/** Seconds from 12:25 and frequency of the record; a missing reading stays missing. */
function recorded(): { s: number; hz: number | undefined }[] {
  const begin = Date.parse('2025-04-28T12:25:00Z')
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, , , frequency = '', time = ''] = line.split(',')
      const hz = Number(frequency)
      const at = Date.parse(`${time.replace('-Apr-', '-04-').replace(/^(\d+)-(\d+)-(\d+) /, '$3-$2-$1T')}Z`)
      return { s: (at - begin) / 1_000, hz: Number.isFinite(hz) && frequency !== '' ? hz : undefined }
    })
    .filter(({ s }) => s >= 0 && s < 900)
}

test.skipIf(!existsSync(file))(
  'the recorded collapse of 28 April 2025: mining lets go at once and once only',
  async () => {
    const rows = recorded()
    const plant = createPlant({
      site: siteOf(
        [
          { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
          { kind: 'container', id: 'c1', container: 'sha256Current' },
          { kind: 'container', id: 'c2', container: 'sha256' },
          { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
        ],
        {
          controllers: {
            surplusAbsorption: { mineFromGridKW: 6_000 },
            frequencyResponse: {
              services: [{ id: 'fcr', service: 'fcrContinentalEurope', upKW: 500, downKW: 500 }],
              shedding: [
                { belowHz: 49.7, sharePct: 50 },
                { belowHz: 49.2, sharePct: 100 },
              ],
            },
          },
        },
      ),
    })
    plant.asset('works').natural = () => -1_000
    plant.asset('grid').extra = { frequencyHz: 50 }
    plant.control.start()
    await plant.run(200)
    let lastS = rows[0]?.s ?? 0
    let belowAtS: number | undefined
    let letGoAtS: number | undefined
    for (const { s, hz } of rows) {
      if (hz !== undefined) plant.asset('grid').extra = { frequencyHz: hz }
      if (hz !== undefined && hz < 49.2) belowAtS ??= s
      await plant.run(Math.min(10, Math.max(0.2, s - lastS)))
      lastS = s
      const setpoints = plant.control
        .decisions()
        .filter((d) => d.assetId.startsWith('c'))
        .map((d) => d.setpointKW)
      if (belowAtS !== undefined && setpoints.every((p) => p === 0)) letGoAtS ??= s
    }
    expect(belowAtS).toBeDefined()
    expect((letGoAtS ?? Infinity) - (belowAtS ?? 0)).toBeLessThanOrEqual(2)
    // once let go, each container was asked for nothing else to the end of the record
    for (const id of ['c1', 'c2']) {
      const writes = plant.asset(id).writes.map((w) => w.powerKW)
      const first = writes.indexOf(
        0,
        writes.findIndex((p) => p < -1_000),
      )
      expect(first).toBeGreaterThan(0)
      expect(writes.slice(first).every((p) => p === 0)).toBe(true)
    }
  },
)
