import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readChecked } from '../yaml/read.ts'
import { modelSchema, type SunSpecModel } from './model.ts'

/** SunSpec models by number. */
export type SunSpecModels = ReadonlyMap<number, SunSpecModel>

const folder = join(import.meta.dirname, 'models')

/**
 * Reads the SunSpec models that come with the product.
 * @throws PowerchainError `Config.Invalid` for a file that does not fit
 */
export function loadModels(): SunSpecModels {
  const models = readdirSync(folder)
    .sort()
    .map((name) => readChecked({ file: join(folder, name), schema: modelSchema }).value)
  return new Map(models.flatMap((model) => model.ids.map((id) => [id, model] as const)))
}
