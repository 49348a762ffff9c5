import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from '../../../../domain/reading.ts'
import type { Limit } from '../../../../main/health/remaining/limit/course.ts'
import { dataSet } from '../data-folder.ts'

/** A cell by its capacity: one reading a cycle, a cycle taken as a day. */
export interface Cell {
  name: string
  /** Cells of one kind: same maker and size. */
  kind: string
  series: Reading[]
  limit: Limit
}

const dayMs = 86_400_000
/** Capacity at which a cell counts as ended, Ah: as NASA and CALCE put it; 70 % of the start where nobody says. */
const limits: Record<string, number> = { B: 1.4, CS2: 0.77, CX2: 0.945 }
const usualShare = 0.7

/** All cells in the files `*by_cycle.csv`. @throws Error that says where the data is had */
export function cellsOf(dataDir: string): Cell[] {
  const folder = dataSet(dataDir, 'battery', 'capacity by cycle of cells of NASA PCoE and CALCE')
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'))
  return files.toSorted().flatMap((file) => cellsIn(readFileSync(join(folder, file), 'utf8')))
}

function cellsIn(text: string): Cell[] {
  const [head = '', ...lines] = text.trim().split('\n')
  const place = head.split(',').findIndex((name) => name.startsWith('capacity'))
  const rows = lines.map((line) => line.split(','))
  return [...Map.groupBy(rows, ([name = '']) => name)].map(([name, own]) => {
    const kind = name.replace(/_?\d+$/, '')
    const series = own.map((cells): Reading => {
      const value = Number(cells[place] || Number.NaN)
      return {
        at: Number(cells[1]) * dayMs,
        value: Number.isNaN(value) ? null : value,
        quality: Number.isNaN(value) ? 'bad' : 'good',
      }
    })
    const first = series.find(({ value }) => value !== null)?.value ?? 0
    return { name, kind, series, limit: { at: limits[kind] ?? usualShare * first, direction: 'below' } }
  })
}
