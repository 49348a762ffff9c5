import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EpochMs } from '../../../domain/units.ts'
import type { SupplierValue } from './supplier-value.ts'

/** The supplier's energies as they were given, a file a month. */
export interface SupplierStore {
  /** Those whose quarter of an hour begins within [from, to). */
  within(from: EpochMs, to: EpochMs): Promise<Map<EpochMs, SupplierValue>>
  /** Takes values over; those given before for the same quarters are replaced. */
  put(values: ReadonlyMap<EpochMs, SupplierValue>): Promise<void>
}

/** Instant, imported, exported. */
type Row = [at: EpochMs, importedKWh: number, exportedKWh: number | null]

/** The supplier's energies in a folder. */
export function createSupplierStore(folder: string): SupplierStore {
  const fileOf = (month: string) => join(folder, `${month}.json`)
  const read = async (month: string): Promise<Row[]> => {
    try {
      return JSON.parse(await readFile(fileOf(month), 'utf8')) as Row[]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
  return {
    async within(from, to) {
      const found = new Map<EpochMs, SupplierValue>()
      for (const month of monthsWithin(from, to))
        for (const [at, importedKWh, exportedKWh] of await read(month))
          if (at >= from && at < to) found.set(at, { importedKWh, exportedKWh })
      return found
    },
    async put(values) {
      await mkdir(folder, { recursive: true })
      for (const month of new Set([...values.keys()].map(monthOf))) {
        const rows = new Map((await read(month)).map((row) => [row[0], row]))
        for (const [at, { importedKWh, exportedKWh }] of values)
          if (monthOf(at) === month) rows.set(at, [at, importedKWh, exportedKWh])
        const sorted = [...rows.values()].sort(([a], [b]) => a - b)
        await writeFile(`${fileOf(month)}.new`, JSON.stringify(sorted), { flush: true })
        await rename(`${fileOf(month)}.new`, fileOf(month))
      }
    },
  }
}

/** Month of UTC, `YYYY-MM`. */
function monthOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 7)
}

function monthsWithin(from: EpochMs, to: EpochMs): string[] {
  const dayMs = 86_400_000
  const days = Array.from({ length: Math.ceil((to - from) / dayMs) + 1 }, (_, i) => Math.min(to, from + i * dayMs))
  return [...new Set(days.map(monthOf))]
}
