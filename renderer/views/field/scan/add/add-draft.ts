import { type Asset, type AssetKind, assetSchema, idSchema } from '../../../../../domain/asset.ts'
import { chemistries } from '../../../../../domain/models/chemistries.ts'
import { containerKinds } from '../../../../../domain/models/containers.ts'
import type { Model } from '../../../../../domain/rpc/field/field.ts'
import type { Found } from '../scan-steps.ts'
import type { PreviewOf } from '../use-preview.ts'

/** A rating that the site file asks of a kind of asset, as a field of a form. */
export interface RatingField {
  name: string
  label: string
  unit: string
  /** What can be chosen; absent for a number. */
  choices?: readonly { value: string; label: string }[]
}

/** What a person has said of a new device. */
export interface AddDraft {
  /** Id of the device and of the asset it speaks for. */
  id: string
  name: string
  mode: 'commissioning' | 'monitor' | 'control'
  feeder: string
  serial: string
  /** By name of the field, as typed. */
  ratings: Readonly<Record<string, string>>
}

const common = new Set(['kind', 'id', 'name', 'device', 'feeder', 'maxAgeMs'])

function choiceWords(field: string, value: string): string {
  if (field === 'chemistry') return chemistries[value as keyof typeof chemistries].label
  if (field !== 'container') return value
  const { label, ratedHashrateTHs } = containerKinds[value as keyof typeof containerKinds]
  return value === 'sha256Current'
    ? `${label}, current machines`
    : ratedHashrateTHs === 7_500
      ? `${label}, older`
      : label
}

/** The ratings that a site file can't do without for a kind of asset. */
export function requiredRatings(kind: AssetKind): RatingField[] {
  const option = assetSchema.options.find((one) => one.shape.kind.value === kind)
  return Object.entries(option?.shape ?? {}).flatMap(([name, schema]) => {
    if (common.has(name) || schema.safeParse(undefined).success) return []
    const { label = name, unit = '' } = (schema.meta() ?? {}) as { label?: string; unit?: string }
    const options = 'options' in schema ? (schema.options as readonly string[]) : undefined
    const choices = options?.map((value) => ({ value, label: choiceWords(name, value) }))
    return [choices ? { name, label, unit, choices } : { name, label, unit }]
  })
}

/** First id of the form `battery-2` that nobody has. */
export function freeId(kind: AssetKind, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? kind : `${kind}-${n}`
    if (!taken.has(id)) return id
  }
}

/** What is still missing or wrong, by name of the field. */
export function draftFaults(draft: AddDraft, kind: AssetKind, taken: ReadonlySet<string>): Record<string, string> {
  const faults: Record<string, string> = {}
  const id = idSchema.safeParse(draft.id)
  if (!id.success) faults['id'] = id.error.issues[0]?.message ?? 'not an id'
  else if (taken.has(draft.id)) faults['id'] = `an id used once; "${draft.id}" is there already`
  if (draft.name.trim() === '') faults['name'] = 'a name for the screens'
  for (const { name, unit, choices } of requiredRatings(kind)) {
    const typed = draft.ratings[name]?.trim() ?? ''
    if (typed === '') faults[name] = choices ? 'one of the list' : `a number${unit === '' ? '' : ` in ${unit}`}`
    else if (!choices && !(Number(typed) >= 0)) faults[name] = 'a number such as 1300 or 0.5'
  }
  return faults
}

/** The new device as a row of the device list, by head of the column. */
export function draftRow(draft: AddDraft, of: PreviewOf, kind: Asset['kind']): Record<string, string> {
  return {
    device: draft.id,
    definition: of.definition,
    endpoint: of.endpoint,
    unit: of.unit === undefined ? '' : String(of.unit),
    serial: draft.serial.trim(),
    mode: draft.mode,
    security: of.security ?? '',
    asset: draft.id,
    name: draft.name.trim(),
    kind,
    feeder: draft.feeder,
    ...draft.ratings,
  }
}

/** A draft to begin with. */
export function newDraft(model: Model, found: Found, serial: string, taken: ReadonlySet<string>): AddDraft {
  const id = freeId(model.kind, taken)
  // What it says of itself names one device, the model may name a family.
  const own = [found.maker, found.model].filter(Boolean).join(' ')
  const name = (own || `${model.maker} ${model.model}`).slice(0, 60)
  return { id, name, mode: 'commissioning', feeder: '', serial, ratings: {} }
}
