import type { z } from 'zod'
import { type Asset, assetSchema } from '../../../domain/asset.ts'
import { type DeviceConfig, deviceConfig, type SiteConfig } from '../../../domain/site.ts'

/** Where a column stands in the site file. */
export interface Column {
  /** Head of the column. */
  name: string
  of: 'device' | 'asset'
  /** Field of the device's or the asset's section. */
  field: string
  /** What it is, with its unit; for the second sheet of a workbook. */
  means: string
  isNumber: boolean
}

const deviceFields = ['id', 'definition', 'endpoint', 'unit', 'serial', 'mode', 'security'] as const
const assetFields = ['id', 'name', 'kind', 'feeder', 'maxAgeMs'] as const
/** An asset belongs to the device of its row; a list of presets fits no cell and stays as it is in the site file. */
const leftOut = new Set<string>(['device', 'presets'])
/** Heads of the two columns that would both be called `id`. */
const heads: Record<string, string> = { 'device id': 'device', 'asset id': 'asset' }

const shapes: readonly Record<string, z.ZodType>[] = assetSchema.options.map((option) => option.shape)
const allAssetFields = [...new Set<string>([...assetFields, ...shapes.flatMap(Object.keys)])]

/**
 * The columns of a device list, in the order that stays: the device, its asset, then the ratings of all kinds of assets.
 * New columns are added at the end only.
 */
export const columns: readonly Column[] = [
  ...deviceFields.map((field) => column('device', field, [deviceConfig.shape[field]])),
  ...allAssetFields
    .filter((field) => !leftOut.has(field))
    .map((field) =>
      column(
        'asset',
        field,
        shapes.flatMap((shape) => shape[field] ?? []),
      ),
    ),
]

function column(of: Column['of'], field: string, schemas: readonly z.ZodType[]): Column {
  const { label, unit } = metaOf(schemas)
  const means = [of === 'asset' ? 'Asset' : 'Device', label ?? field].join(': ') + (unit ? `, ${unit}` : '')
  return { name: heads[`${of} ${field}`] ?? field, of, field, means, isNumber: schemas.some(isNumber) }
}

function metaOf(schemas: readonly z.ZodType[]): { label?: string; unit?: string } {
  const metas = schemas.map((schema) => schema.meta() ?? innermost(schema).meta())
  return (metas.find((meta) => meta !== undefined) ?? {}) as { label?: string; unit?: string }
}

function isNumber(schema: z.ZodType): boolean {
  return innermost(schema).def.type === 'number'
}

function innermost(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType }
  return innerType ? innermost(innerType) : schema
}

/** A device with the asset it speaks for, if there is one. */
export interface ListRow {
  device: DeviceConfig
  asset: Asset | undefined
}

/** The rows of a site, in the order of its devices. */
export function rowsOf(site: SiteConfig): ListRow[] {
  return site.devices.map((device) => ({ device, asset: site.assets.find((asset) => asset.device === device.id) }))
}

/** What stands in a column of a row; `null` where the field is absent. */
export function valueOf(row: ListRow, { of, field }: Column): string | number | null {
  const section: Record<string, unknown> = { ...row[of] }
  const value = section[field]
  return typeof value === 'number' || typeof value === 'string' ? value : null
}
