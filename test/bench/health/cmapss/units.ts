import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Run } from '../../../../main/health/remaining/fleet/run.ts'
import { dataSet } from '../data-folder.ts'

/** Units of a C-MAPSS set: those run to failure, and those to be judged with the cycles they have left. */
export interface Units {
  train: Run[]
  test: Run[]
  left: number[]
}

/** Columns of unit and cycle come first, then the settings of the flight, then the sensors. */
const [before, settings, sensors] = [2, 3, 21]

/** Names of the sets there are, such as `FD001`. @throws Error that says where the data is had */
export function setsOf(dataDir: string): string[] {
  const names = readdirSync(folderOf(dataDir)).flatMap((file) => /^train_(\w+)\.txt$/.exec(file)?.[1] ?? [])
  return names.toSorted()
}

/** Reads a set. */
export function unitsOf(dataDir: string, set: string): Units {
  const file = (part: string) => join(folderOf(dataDir), `${part}_${set}.txt`)
  return {
    train: runsOf(file('train'), true),
    test: runsOf(file('test'), false),
    left: numbers(file('RUL')).map(([left = Number.NaN]) => left),
  }
}

function folderOf(dataDir: string): string {
  return dataSet(dataDir, 'cmapss', 'turbofan degradation simulation, C-MAPSS, NASA PCoE')
}

function runsOf(file: string, isEnded: boolean): Run[] {
  return [...Map.groupBy(numbers(file), ([unit = 0]) => unit)].map(([unit, rows]) => ({
    unit: `unit ${unit}`,
    isEnded,
    conditions: columns(rows, before, settings),
    signals: columns(rows, before + settings, sensors),
  }))
}

function columns(rows: readonly number[][], from: number, count: number): Float64Array[] {
  return Array.from({ length: count }, (_, i) => Float64Array.from(rows, (row) => row[from + i] ?? Number.NaN))
}

function numbers(file: string): number[][] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => line.trim().split(/\s+/).map(Number))
}
