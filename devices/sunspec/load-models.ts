import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readChecked } from '../yaml/read.ts'
import { modelSchema, type SunSpecModel } from './model.ts'

/** SunSpec models by number. */
export type SunSpecModels = ReadonlyMap<number, SunSpecModel>

const folder = join(import.meta.dirname, 'models')

let loaded: SunSpecModels | undefined

/**
 * The SunSpec models that come with the product; read once.
 * @throws PowerchainError `Config.Invalid` for a file that does not fit
 */
export function loadModels(): SunSpecModels {
  loaded ??= new Map(readdirSync(folder).sort().flatMap(modelsIn))
  return loaded
}

function modelsIn(name: string): [number, SunSpecModel][] {
  const { value: model } = readChecked({ file: join(folder, name), schema: modelSchema })
  return model.ids.map((id) => [id, model])
}
