import { text } from './decode-field.ts'
import type { FoundModel, ReadRegisters } from './discover.ts'

/** Who a device is by its common model; empty texts where it has none. */
export interface SunSpecIdentity {
  maker: string
  model: string
  serial: string
}

// registers after the ID register of model 1, sunspec/models json/model_1.json
const commonId = 1
const makerAt = 2
const modelAt = 18
const serialAt = 50
const textLength = 16

/** Reads who a device is. @throws what `read` throws */
export async function readIdentity(models: readonly FoundModel[], read: ReadRegisters): Promise<SunSpecIdentity> {
  const common = models.find(({ id }) => id === commonId)
  if (!common) return { maker: '', model: '', serial: '' }
  const registers = await read(common.start, serialAt + textLength)
  const textAt = (at: number) => text(registers.subarray(at * 2, (at + textLength) * 2))
  return { maker: textAt(makerAt), model: textAt(modelAt), serial: textAt(serialAt) }
}
