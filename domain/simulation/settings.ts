import { z } from 'zod'
import { type Asset, idSchema } from '../asset.ts'
import { failureMode, type FailureModeName, failureModeNames } from '../health/failure-modes.ts'
import { profileSchema } from '../profile.ts'

/** Failures that are planted beside those of {@link failureModeNames}, and as what health should announce them. */
export const plantedOnly = { counterDrift: 'meterDrift' } as const satisfies Record<string, FailureModeName>

/** Name of a failure that can be planted in a simulated site. */
export type PlantedName = FailureModeName | keyof typeof plantedOnly

const plantedNames = [...failureModeNames, ...(Object.keys(plantedOnly) as (keyof typeof plantedOnly)[])] as const

/** A failure planted in an asset of the simulated site. */
export const plantedSchema = z.strictObject({
  asset: idSchema.meta({ label: 'Asset' }),
  mode: z.enum(plantedNames as unknown as [PlantedName, ...PlantedName[]]).meta({ label: 'Failure that develops' }),
  startsAt: z
    .union([
      z.number().min(-3_650).max(3_650),
      z.iso.datetime({ error: 'days from the begin of the simulation, or an instant such as 2025-06-05T12:00:00Z' }),
    ])
    .meta({ label: 'When it begins: days from the begin (negative: before it), or an instant of the simulated year' }),
  developsOver: z.number().positive().max(3_650).meta({ label: 'Time until the asset has failed', unit: 'd' }),
  unit: z.number().int().min(1).max(1_000).optional().meta({ label: 'Unit of a bank, from 1; absent = the first' }),
})
/** A failure planted in an asset of the simulated site. */
export type Planted = z.infer<typeof plantedSchema>

/** The simulated site behind devices whose endpoint is `simulated`. */
export const simulationConfig = z.strictObject({
  seed: z.number().int().min(0).default(7).meta({ label: 'Seed of all randomness' }),
  startAt: z
    .string()
    .regex(/^\d\d-\d\d \d\d:\d\d$/, 'MM-DD HH:MM, a moment of the simulated year')
    .optional()
    .meta({ label: 'Moment of the year at which the simulation begins; absent = now' }),
  profiles: z.record(z.string(), profileSchema).default({}).meta({ label: 'Series per asset id, and `ambient`' }),
  wear: z
    .array(plantedSchema)
    .max(200)
    .optional()
    .meta({ label: 'Failures that develop; also without any ordinary wear begins. Absent = nothing wears' }),
  wearSpeed: z
    .number()
    .min(0)
    .max(100_000)
    .optional()
    .meta({ label: 'How many times faster than the clock things wear; absent = 1' }),
})

/** As what health should announce a planted failure. */
export function failureOf(mode: PlantedName): FailureModeName {
  return mode in plantedOnly ? plantedOnly[mode as keyof typeof plantedOnly] : (mode as FailureModeName)
}

/** Which planted failures can't be, by field of the section. */
export function plantedFaults(planted: readonly Planted[], assets: readonly Asset[]): [(string | number)[], string][] {
  return planted.flatMap(({ asset: id, mode, unit }, i): [(string | number)[], string][] => {
    const asset = assets.find((one) => one.id === id)
    if (!asset) return [[['wear', i, 'asset'], `one of the assets: ${assets.map((one) => one.id).join(', ')}`]]
    const { kinds } = failureMode(failureOf(mode))
    if (!kinds.includes(asset.kind))
      return [[['wear', i, 'mode'], `a failure of ${asset.kind}; ${mode} is one of ${kinds.join(', ')}`]]
    const units = asset.kind === 'flywheel' ? asset.units : 1
    return unit !== undefined && unit > units ? [[['wear', i, 'unit'], `a unit from 1 to ${units}`]] : []
  })
}
