import fc from 'fast-check'
import { expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { readRollUps, readSamples } from '../../../../main/historian/readings/query.ts'
import { addSamples, emptyRollUps, type RollUps } from '../../../../main/historian/readings/roll-up.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'

const dayMs = 86_400_000
const start = Date.UTC(2026, 2, 1)
const holdMs = 90_000

/** Instants within a day, seconds apart or hours, values with a decimal, any quality, some missing. */
const samples = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: dayMs - 1 }),
    value: fc.option(fc.integer({ min: -10_000, max: 10_000 }), { freq: 10 }),
    quality: fc.constantFrom(0, 0, 0, 1, 2, 4),
  }),
  { minLength: 1, maxLength: 200, selector: ({ at }) => at },
)

/** Packed means are rounded to two decimals more than their values have, once a minute and once a quarter. */
const tolerance = 0.001 + 1e-9

function rounded(values: Float64Array, step: number): number[] {
  return Array.from(values, (value) => Math.round(value / step) * step)
}

function exact({ count, min, max, mean, qualityMs }: RollUps): (number | boolean)[][] {
  return [...[count, min, max, ...qualityMs].map((column) => rounded(column, 1e-3)), [...mean].map(Number.isNaN)]
}

/** What is the same of both, or not: columns that must be equal, and the largest difference of means. */
function compared(packed: RollUps, raw: RollUps) {
  const off = raw.mean.map((mean, step) => Math.abs(mean - (packed.mean[step] ?? 0)) || 0)
  return { packed: exact(packed), raw: exact(raw), off: Math.max(...off) }
}

// oxlint-disable-next-line vitest/expect-expect -- within the property
test('fault 85: roll-ups by minute, quarter and day equal the samples: counts, extremes and times exactly, means to a hundredth of a digit', () => {
  fc.assert(
    fc.property(samples, (rows) => {
      const db = openDb({ file: ':memory:', steps: readingsMigrations, slowMs: 1e9, clock, log: silentLog })
      const series = new Series({ db, clock })
      const [point = 0] = series.know([{ assetId: 'a', point: 'p', holdMs, retention: 'fast' }])
      const [other = 0] = series.know([{ assetId: 'b', point: 'p', holdMs, retention: 'fast' }])
      const ticks = Array.from({ length: 144 }, (_, i) => ({ at: 600_000 * i + 1, value: 1, quality: 0, point: other }))
      const scans = [...rows.map((row) => ({ ...row, point })), ...ticks].toSorted((a, b) => a.at - b.at)
      for (const { at, value, quality, point: number } of scans)
        series.append([
          {
            at: start + at,
            point: Uint32Array.of(number),
            value: Float64Array.of(value === null ? Number.NaN : value / 10),
            quality: Uint8Array.of(value === null ? 3 : quality),
          },
        ])
      const end = start + 2 * dayMs
      series.append([{ at: end, point: Uint32Array.of(point), value: Float64Array.of(0), quality: Uint8Array.of(0) }])
      while (series.pack());
      const all = readSamples(series, { point, from: start, to: start + dayMs, most: Infinity })
      for (const steps of [1_440, 96, 1]) {
        const raw = emptyRollUps(start, dayMs / steps, steps)
        addSamples(raw, all, { carry: undefined, holdMs, from: start, end })
        const { off, ...same } = compared(
          readRollUps(series, { point, from: start, to: start + dayMs, steps, end }),
          raw,
        )
        expect(same.packed).toEqual(same.raw)
        expect(off).toBeLessThanOrEqual(tolerance)
      }
      db.close()
    }),
    { numRuns: 15 },
  )
})
