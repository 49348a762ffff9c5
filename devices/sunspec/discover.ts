import { PowerchainError } from '../../domain/errors.ts'
import type { SunSpecModels } from './load-models.ts'

/** Reads holding registers. Errors as `ModbusLine.ask`. */
export type ReadRegisters = (start: number, length: number) => Promise<Buffer>

/** A model as it stands in a device. */
export interface FoundModel {
  id: number
  /** Register of its ID. */
  start: number
  /** Registers after ID and length: as the device says, or as the standard says where the device is wrong. */
  length: number
}

/** What discovery found. */
export interface SunSpecMap {
  base: number
  models: FoundModel[]
  /** What is wrong with the list, in plain words. */
  remarks: string[]
}

/** Where a map may begin, in the order the standard says to try (SunSpec Device Information Model Specification). */
const bases = [40_000, 0, 50_000] as const

const marker = 'SunS'
const endId = 0xffff
/** More models than any device has: a list that goes on is a loop or noise. */
const mostModels = 200
const lastRegister = 0xffff

/**
 * Finds the map of a SunSpec device and walks its models. A wrong length is put right where the standard fixes it; a
 * list without an end marker ends where the device has no more registers. Some devices are silent where they have no
 * map instead of refusing: then the other two places are tried too, and that is all.
 * @throws PowerchainError `Device.BadAnswer` when there is no map; what `read` throws when the device falls silent
 */
export async function discover(read: ReadRegisters, models: SunSpecModels): Promise<SunSpecMap> {
  let silence: PowerchainError | undefined
  for (const base of bases) {
    const found = await existing(read, base, 2).catch((error: unknown) => {
      if (!(error instanceof PowerchainError) || error.code !== 'Device.Timeout') throw error
      silence = error
    })
    if (found?.toString('latin1') === marker) return { base, ...(await walk(read, base + 2, models)) }
  }
  if (silence) throw silence
  throw new PowerchainError('Device.BadAnswer', `it has no SunSpec map at ${bases.join(', ')}`)
}

async function walk(
  read: ReadRegisters,
  first: number,
  known: SunSpecModels,
): Promise<Pick<SunSpecMap, 'models' | 'remarks'>> {
  const models: FoundModel[] = []
  const remarks: string[] = []
  let header = await headerAt(read, first, known)
  while (header && header.id !== endId && models.length < mostModels) {
    const model = header
    const next = await following(read, model, known)
    if (next.length !== model.length)
      remarks.push(`model ${model.id} says length ${model.length}, it has ${next.length}`)
    models.push({ ...model, length: next.length })
    header = next.header
  }
  if (!header) remarks.push(`the list of models has no end marker after model ${models.at(-1)?.id ?? 'none'}`)
  if (models.length === mostModels) remarks.push(`the list of models is longer than ${mostModels}`)
  return { models, remarks }
}

/**
 * The header after a model. Where the standard does not allow the length the device says, any register after the model may
 * look like a header by chance: of the possible lengths, one that leads to a model we know, or to the end, counts first.
 */
async function following(read: ReadRegisters, model: FoundModel, known: SunSpecModels) {
  const lengths = possibleLengths(model, known)
  const isAllowed = known.get(model.id)?.lengths?.includes(model.length) ?? true
  let possible: { length: number; header: FoundModel } | undefined
  for (const length of lengths) {
    const header = await headerAt(read, model.start + 2 + length, known)
    if (!header) continue
    possible ??= { length, header }
    if (isAllowed || header.id === endId || known.has(header.id)) return { length, header }
  }
  return possible ?? { length: lengths[0] ?? 0, header: undefined }
}

/** What the device says when the standard allows it, else what the standard says first. */
function possibleLengths({ id, start, length }: FoundModel, known: SunSpecModels): number[] {
  const standard = known.get(id)?.lengths ?? []
  const ordered = standard.includes(length) ? [length, ...standard] : [...standard, length]
  return [...new Set(ordered)].filter((one) => one > 0 && start + 1 + one <= lastRegister)
}

/** The header at a register; `undefined` when there is none, or nothing that can be one. */
async function headerAt(read: ReadRegisters, start: number, known: SunSpecModels): Promise<FoundModel | undefined> {
  if (start >= lastRegister) return undefined
  const registers = await existing(read, start, 2)
  if (!registers) return undefined
  const header = { id: registers.readUInt16BE(0), start, length: registers.readUInt16BE(2) }
  if (header.id === endId) return header
  return isModelId(header.id) && possibleLengths(header, known).length > 0 ? header : undefined
}

/** Numbers given to models: 1 to 999 by the standard, from 60000 on to makers. */
function isModelId(id: number): boolean {
  return (id >= 1 && id <= 999) || (id >= 60_000 && id < endId)
}

/** Registers, or `undefined` when the device says that it has none there. Being busy or out of reach says nothing. */
async function existing(read: ReadRegisters, start: number, length: number): Promise<Buffer | undefined> {
  try {
    return await read(start, length)
  } catch (error) {
    const isRefusal =
      error instanceof PowerchainError &&
      'exception' in error.details &&
      (error.code === 'Device.Illegal' || error.code === 'Device.BadAnswer')
    if (isRefusal) return undefined
    throw error
  }
}
