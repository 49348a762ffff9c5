import { z } from 'zod'

/** Units a profile column may be in; the loader turns them into kW, ratio of the rating, m/s, °C, Hz or €/MWh. */
export const profileUnits = [
  'W',
  'kW',
  'MW',
  'W/kWp',
  'kW/kWp',
  'ratio',
  'm/s',
  'degC',
  'degF',
  'Hz',
  'EUR/MWh',
  'EUR/kWh',
] as const

/** A series from a CSV file with a header line. */
export const csvProfile = z.strictObject({
  csv: z.string().min(1).meta({ label: 'File, relative to the site file' }),
  column: z.string().min(1).meta({ label: 'Column with the values' }),
  unit: z.enum(profileUnits).meta({ label: 'Unit of the column' }),
  scale: z.number().default(1).meta({ label: 'Multiplied onto each value' }),
  /** Column with ISO-8601 instants; when absent, rows are `stepMinutes` apart from `start`. */
  timeColumn: z.string().optional().meta({ label: 'Column with the instants' }),
  start: z.iso.datetime({ offset: true }).optional().meta({ label: 'Instant of the first row' }),
  stepMinutes: z.number().positive().optional().meta({ label: 'Minutes between rows' }),
  resample: z.enum(['hold', 'linear']).default('linear').meta({ label: 'Between the rows' }),
})

/** A series made by the built-in synthetic year. */
export const syntheticProfile = z.strictObject({
  synthetic: z.enum(['pv', 'wind', 'factory', 'ambient', 'price']).meta({ label: 'Shape' }),
  scale: z.number().positive().default(1).meta({ label: 'Multiplied onto the shape' }),
})

/** Where a simulated quantity comes from. */
export const profileSchema = z.union([csvProfile, syntheticProfile])

/** Where a simulated quantity comes from. */
export type ProfileSource = z.infer<typeof profileSchema>
