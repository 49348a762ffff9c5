import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataSet } from '../data-folder.ts'

/** A labelled signal of the Numenta Anomaly Benchmark. */
export interface NabFile {
  group: string
  name: string
  at: Float64Array
  value: Float64Array
  /** First and last row of each labelled window. */
  windows: readonly (readonly [first: number, last: number])[]
}

/** Every file of the corpus that lies in the folder, in order of group and name. @throws Error when there is none */
export function nabCorpus(dataDir: string): NabFile[] {
  const folder = dataSet(dataDir, 'nab', 'Numenta Anomaly Benchmark v1.1, github.com/numenta/NAB')
  const labels = JSON.parse(readFileSync(join(folder, 'labels/combined_windows.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >
  const groups = readdirSync(join(folder, 'data')).toSorted()
  return groups.flatMap((group) =>
    readdirSync(join(folder, 'data', group))
      .filter((name) => name.endsWith('.csv'))
      .toSorted()
      .map((name) => readFile(join(folder, 'data'), group, name, labels[`${group}/${name}`] ?? [])),
  )
}

function readFile(folder: string, group: string, name: string, spans: readonly [string, string][]): NabFile {
  const rows = readFileSync(join(folder, group, name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const cells = rows.map((row) => row.split(','))
  const at = Float64Array.from(cells, ([time = '']) => instant(time))
  const value = Float64Array.from(cells, ([, number]) => Number(number))
  const windows = spans.map(([from, to]) => [at.indexOf(instant(from)), at.indexOf(instant(to))] as const)
  return { group, name, at, value, windows }
}

function instant(time: string): number {
  return Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`)
}
