import type { SunSpecDefinition } from './definition.ts'
import type { Scaling } from '../points/scaling.ts'
import type { FoundModel } from './discover.ts'
import type { SunSpecModels } from './load-models.ts'
import { fieldSize, type SunSpecField, type SunSpecModel } from './model.ts'

/** A field to read, and where its power of ten stands. */
export interface PlannedField {
  /** One of our points, or `MODEL.FIELD` by the standard's names. */
  name: string
  field: SunSpecField
  /** Registers after the model's ID register. */
  factorAt?: number
  scaling: Scaling
}

/** Registers of one model, read in one request, so that values and their powers of ten belong together. */
export interface SunSpecBlock {
  model: FoundModel
  /** Registers after the model's ID register; 0 = the model's header is read too. */
  from: number
  length: number
  poll: 'fast' | 'slow'
  fields: PlannedField[]
}

/** What to read of a device. */
export interface SunSpecPlan {
  blocks: SunSpecBlock[]
  /** Points that no model of the device holds. */
  missing: string[]
}

type Placed = PlannedField & Pick<SunSpecBlock, 'model' | 'poll'>

/** Registers in one request at most. */
const longest = 125

/** The requests that deliver the points of a definition, from the models a device has. */
export function planDefinition(
  { points, sunspec }: Pick<SunSpecDefinition, 'points' | 'sunspec'>,
  found: readonly FoundModel[],
  known: SunSpecModels,
): SunSpecPlan {
  const candidates = sunspec.models.flatMap((id) => found.find((model) => model.id === id) ?? [])
  const placed: Placed[] = []
  const missing: string[] = []
  for (const [name, { field, frame, plausible, poll }] of Object.entries(points)) {
    const isMeant = ([key, one]: [string, SunSpecField]) => (field === undefined ? one.point === name : key === field)
    const source = candidates.flatMap((model) => fieldsOf(model, known, isMeant))[0]
    if (!source) missing.push(name)
    else
      placed.push({
        ...source,
        name,
        poll,
        scaling: { ...source.scaling, ...(frame ? { frame } : {}), ...(plausible ? { plausible } : {}) },
      })
  }
  return { blocks: blocksOf(placed), missing }
}

/** The requests that deliver every field known of the models a device has, in the standard's names and units. */
export function planEverything(found: readonly FoundModel[], known: SunSpecModels): SunSpecBlock[] {
  const placed: Placed[] = []
  for (const model of found)
    for (const one of fieldsOf(model, known, ([, { type }]) => type !== 'sunssf'))
      placed.push({ ...one, name: `${model.id}.${one.name}`, scaling: { scale: 1, offset: 0 } })
  return blocksOf(placed)
}

/** Fields of a model that the device has room for. */
function fieldsOf(
  model: FoundModel,
  known: SunSpecModels,
  isMeant: (entry: [string, SunSpecField]) => boolean,
): Placed[] {
  const layout = known.get(model.id)
  return Object.entries(layout?.fields ?? {})
    .filter((entry) => isMeant(entry) && entry[1].at + fieldSize(entry[1]) <= 2 + model.length)
    .map(([name, field]) => place(name, field, layout, model))
}

function place(name: string, field: SunSpecField, layout: SunSpecModel | undefined, model: FoundModel): Placed {
  const { factor, scale, codes } = field
  const factorAt = factor === undefined ? undefined : layout?.fields[factor]?.at
  const scaling = { scale, offset: 0, ...(codes ? { codes } : {}) }
  return { name, field, model, scaling, poll: 'slow', ...(factorAt === undefined ? {} : { factorAt }) }
}

function blocksOf(placed: readonly Placed[]): SunSpecBlock[] {
  const blocks: SunSpecBlock[] = []
  for (const model of new Set(placed.map((one) => one.model)))
    blocks.push(...modelBlocks(placed.filter((one) => one.model === model)))
  return blocks
}

/** A field and its power of ten are never split; a block begins at the model's header where it reaches so far. */
function modelBlocks(placed: readonly Placed[]): SunSpecBlock[] {
  const blocks: SunSpecBlock[] = []
  for (const one of placed.toSorted((a, b) => spanOf(a)[0] - spanOf(b)[0])) {
    const { model, poll, ...field } = one
    const [from, to] = spanOf(one)
    const last = blocks.at(-1)
    const first = last ? last.from : to <= longest ? 0 : from
    if (last && to - first <= longest) {
      last.length = Math.max(last.length, to - first)
      last.fields.push(field)
      if (poll === 'fast') last.poll = poll
    } else {
      const start = last ? from : first
      blocks.push({ model, from: start, length: to - start, poll, fields: [field] })
    }
  }
  return blocks
}

/** Half-open span of registers that a field needs. A power of ten beyond the model's end is not asked for. */
function spanOf({ field, factorAt, model }: Placed): [number, number] {
  const [from, to] = [field.at, field.at + fieldSize(field)]
  if (factorAt === undefined || factorAt >= 2 + model.length) return [from, to]
  return [Math.min(from, factorAt), Math.max(to, factorAt + 1)]
}
