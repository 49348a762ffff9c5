import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataSet } from '../data-folder.ts'

/** A run of the Skoltech testbed: sensors once a second, some seconds missing. */
export interface SkabRun {
  group: string
  name: string
  at: Float64Array
  sensors: readonly string[]
  /** One column for each sensor. */
  columns: readonly Float64Array[]
  /** 1 where the run is labelled anomalous. */
  anomaly: Uint8Array
  /** 1 where a change begins or ends. */
  changepoint: Uint8Array
}

/** Rows at the start of each run that train; what follows is scored. */
export const trainingRows = 400

/** Every labelled run that lies in the folder, by group and number. @throws Error when the data is not there */
export function skabRuns(dataDir: string): SkabRun[] {
  const folder = dataSet(dataDir, 'skab', 'Skoltech Anomaly Benchmark v0.9, github.com/waico/SKAB')
  const groups = ['valve1', 'valve2', 'other'].filter((group) => existsSync(join(folder, group)))
  return groups.flatMap((group) =>
    readdirSync(join(folder, group))
      .filter((name) => name.endsWith('.csv'))
      .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      .map((name) => readRun(join(folder, group), group, name)),
  )
}

function readRun(folder: string, group: string, name: string): SkabRun {
  const [head = '', ...rows] = readFileSync(join(folder, name), 'utf8').trim().split('\n')
  const names = head.trim().split(';')
  const cells = rows.map((row) => row.trim().split(';'))
  const column = (title: string) => {
    const place = names.indexOf(title)
    return Float64Array.from(cells, (row) => Number(row[place]))
  }
  const sensors = names.filter((title) => !['datetime', 'anomaly', 'changepoint'].includes(title))
  return {
    group,
    name,
    at: Float64Array.from(cells, ([time = '']) => Date.parse(`${time.replace(' ', 'T')}Z`)),
    sensors,
    columns: sensors.map(column),
    anomaly: Uint8Array.from(column('anomaly')),
    changepoint: Uint8Array.from(column('changepoint')),
  }
}
