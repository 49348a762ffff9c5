import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the public data sets of the benches lie: `POWERCHAIN_DATA`, or `shared/data` beside the project. */
export const dataFolder =
  process.env['POWERCHAIN_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))

/** The folder of one data set. @throws Error that says what belongs there and where it is to be had */
export function dataSet(folder: string, name: string, from: string): string {
  const path = join(folder, name)
  if (!existsSync(path))
    throw new Error(`the data of this bench is not there: ${path} (${from}; set POWERCHAIN_DATA to its folder)`)
  return path
}
