import { z } from 'zod'
import { chemistries, chemistryNames } from './models/chemistries.ts'
import { containerNames } from './models/containers.ts'
import { hydrogenKWhPerKg } from './models/hydrogen.ts'
import { throttlingShape } from './assets/throttling.ts'
import type { PowerRange } from './setpoint.ts'
import type { KW, Pct } from './units.ts'

/** Small, stable, ASCII name: the id of assets, devices and feeders. */
export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words of a-z and 0-9 joined by "-", e.g. container-7')

const kW = (label: string) => z.number().min(0).max(1_000_000).meta({ label, unit: 'kW' })
const pct = (label: string) => z.number().min(0).max(100).meta({ label, unit: '%' })

const common = {
  id: idSchema,
  name: z.string().min(1).max(60).meta({ label: 'Name' }),
  device: idSchema.meta({ label: 'Device that speaks for it' }),
  feeder: idSchema.optional().meta({ label: 'Feeder' }),
  maxAgeMs: z
    .number()
    .int()
    .min(200)
    .max(600_000)
    .default(2_000)
    .meta({ label: 'Readings count as stale after', unit: 'ms' }),
}
const asset = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...common, ...shape })

/** The connection to the grid, seen through its meter. */
export const gridAsset = asset('grid', {})
/** A photovoltaic plant; can be curtailed. */
export const pvAsset = asset('pv', { ratedPowerKW: kW('Rated power') })
/** A wind turbine or park; can be curtailed. */
export const windAsset = asset('wind', { ratedPowerKW: kW('Rated power') })
/** A consumer that is metered and never steered. */
export const loadAsset = asset('load', { ratedPowerKW: kW('Rated power') })
/** A backup generator. */
export const gensetAsset = asset('genset', {
  ratedPowerKW: kW('Rated power'),
  minPowerKW: kW('Lowest power while running'),
})
/** A battery system with its converter. */
export const batteryAsset = asset('battery', {
  chemistry: z.enum(chemistryNames).meta({ label: 'Chemistry' }),
  ratedPowerKW: kW('Rated power'),
  ratedEnergyKWh: z.number().positive().meta({ label: 'Rated energy', unit: 'kWh' }),
  minSocPct: pct('Lowest state of charge').optional(),
  maxSocPct: pct('Highest state of charge').optional(),
  restSocPct: pct('State of charge at rest').optional(),
})
/** A bank of flywheels steered as one. */
export const flywheelAsset = asset('flywheel', {
  units: z.number().int().min(1).max(1_000).meta({ label: 'Units' }),
  unitEnergyKWh: z.number().positive().max(1_000).meta({ label: 'Energy per unit', unit: 'kWh' }),
  ratedPowerKW: kW('Rated power of the bank'),
  minSocPct: pct('Lowest stored energy').default(10),
  maxSocPct: pct('Highest stored energy').default(98),
  restSocPct: pct('Stored energy at rest').default(50),
})
/** Electrolyser, tank and fuel cell as one storage: charging = electrolyser, discharging = fuel cell. */
export const hydrogenAsset = asset('hydrogen', {
  electrolyserKW: kW('Rated draw of the electrolyser'),
  electrolyserMinKW: kW('Lowest draw of the running electrolyser'),
  fuelCellKW: kW('Rated output of the fuel cell'),
  tankKg: z.number().positive().meta({ label: 'Tank', unit: 'kg' }),
  minSocPct: pct('Lowest fill').default(5),
  maxSocPct: pct('Highest fill').default(95),
})
/** A mining container. */
export const containerAsset = asset('container', {
  container: z.enum(containerNames).meta({ label: 'What it hashes' }),
  ratedPowerKW: kW('Rated draw').default(1_300),
  minPowerKW: kW('Lowest draw while hashing').default(180),
  rampUpKWPerS: z.number().positive().default(20).meta({ label: 'Ramp up', unit: 'kW/s' }),
  rampDownKWPerS: z.number().positive().default(260).meta({ label: 'Ramp down', unit: 'kW/s' }),
  minAmbientDegC: z.number().default(-40).meta({ label: 'Lowest ambient', unit: '°C' }),
  maxAmbientDegC: z.number().default(38).meta({ label: 'Highest ambient', unit: '°C' }),
  ...throttlingShape,
})

/** Any asset of a site file. */
export const assetSchema = z.discriminatedUnion('kind', [
  gridAsset,
  pvAsset,
  windAsset,
  loadAsset,
  gensetAsset,
  batteryAsset,
  flywheelAsset,
  hydrogenAsset,
  containerAsset,
])

/** A thing that can be metered or steered. */
export type Asset = z.infer<typeof assetSchema>
/** Every kind of asset. */
export const assetKinds = [
  'grid',
  'pv',
  'wind',
  'load',
  'genset',
  'battery',
  'flywheel',
  'hydrogen',
  'container',
] as const
/** One of {@link assetKinds}. */
export type AssetKind = Asset['kind']
/** The asset of one kind. */
export type AssetOf<K extends AssetKind> = Extract<Asset, { kind: K }>

/** What the nameplate allows, positive into the bus. The grid connection has none of its own: the site's limits hold. */
export function ratedRange(asset: Asset): PowerRange {
  switch (asset.kind) {
    case 'grid':
      return { minKW: -Infinity, maxKW: Infinity }
    case 'pv':
    case 'wind':
    case 'genset':
      return { minKW: 0, maxKW: asset.ratedPowerKW }
    case 'load':
    case 'container':
      return { minKW: -asset.ratedPowerKW, maxKW: 0 }
    case 'battery':
    case 'flywheel':
      return { minKW: -asset.ratedPowerKW, maxKW: asset.ratedPowerKW }
    case 'hydrogen':
      return { minKW: -asset.electrolyserKW, maxKW: asset.fuelCellKW }
  }
}

/**
 * What remains allowed when we can't see enough to decide (dead meter, failed controller): storage rests, containers
 * fall to their lowest draw, generation runs free within its rating, the generator is left alone.
 */
export function safeRange(asset: Asset): PowerRange {
  switch (asset.kind) {
    case 'battery':
    case 'flywheel':
    case 'hydrogen':
      return { minKW: 0, maxKW: 0 }
    case 'container':
      return { minKW: -asset.minPowerKW, maxKW: 0 }
    case 'genset':
      return { minKW: 0, maxKW: 0 }
    default:
      return ratedRange(asset)
  }
}

/** Whether dispatch may ever write a setpoint to this kind of asset. */
export function isControllable(kind: AssetKind): boolean {
  return kind !== 'grid' && kind !== 'load'
}

/** Energy of the full storage in kWh; hydrogen by its lower heating value. `undefined` for what stores nothing. */
export function storedEnergyAtFullKWh(asset: Asset): number | undefined {
  if (asset.kind === 'battery') return asset.ratedEnergyKWh
  if (asset.kind === 'flywheel') return asset.units * asset.unitEnergyKWh
  if (asset.kind === 'hydrogen') return asset.tankKg * hydrogenKWhPerKg
  return undefined
}

/** Limits of the state of charge of a storage, in percent, from the asset or its chemistry. */
export function socLimits(asset: AssetOf<'battery' | 'flywheel' | 'hydrogen'>): {
  minSocPct: Pct
  maxSocPct: Pct
  restSocPct: Pct
} {
  if (asset.kind === 'hydrogen') return { minSocPct: asset.minSocPct, maxSocPct: asset.maxSocPct, restSocPct: 50 }
  const { minSocPct, maxSocPct, restSocPct } = asset
  if (asset.kind === 'flywheel')
    return { minSocPct: asset.minSocPct, maxSocPct: asset.maxSocPct, restSocPct: asset.restSocPct }
  const rule = chemistries[asset.chemistry]
  return {
    minSocPct: minSocPct ?? rule.minSocPct,
    maxSocPct: maxSocPct ?? rule.maxSocPct,
    restSocPct: restSocPct ?? rule.restSocPct,
  }
}

/** Codes of the point `state`, the same for every kind. Definitions map the maker's codes to these. */
export const assetStates = {
  0: 'off',
  1: 'standby',
  2: 'starting',
  3: 'running',
  4: 'throttled',
  5: 'asleep',
  6: 'stopping',
  7: 'fail-safe',
  8: 'fault',
  9: 'out of service',
} as const

/** Words for a value of the point `state`. */
export type AssetState = (typeof assetStates)[keyof typeof assetStates]

/** Word for a state code, `undefined` for a code outside the list. */
export function assetStateOf(code: number | null | undefined): AssetState | undefined {
  return (assetStates as Record<number, AssetState>)[code ?? -1]
}

/** A flywheel or battery that can change its power at once; mining and hydrogen follow slowly. */
export function isFast(asset: Asset): asset is AssetOf<'battery' | 'flywheel'> {
  return asset.kind === 'battery' || asset.kind === 'flywheel'
}

/** Power in kW rounded for a sentence, in MW from 1,000 kW up. For reasons and log lines; screens format by themselves. */
export function powerWords(powerKW: KW): string {
  const size = Math.abs(powerKW)
  return size >= 1_000 ? `${(size / 1_000).toFixed(2)} MW` : `${Math.round(size)} kW`
}
