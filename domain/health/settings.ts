import { z } from 'zod'
import { webhookConfig } from '../alarms/notify.ts'

/** Where work orders go beside this product. Nothing is handed over without it. */
export const maintenanceConfig = z.strictObject({
  http: webhookConfig
    .omit({ id: true })
    .optional()
    .meta({ label: 'Address of the maintenance system: each new or changed work order is posted as JSON' }),
  csv: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .meta({ label: 'File to which each new or changed work order is added as a row, relative to the data folder' }),
})

/** The section `health` of a site file. */
export const healthConfig = z.strictObject({
  maintenance: maintenanceConfig.optional().meta({ label: 'Maintenance system' }),
  simulatedPastDays: z.number().int().min(0).max(400).default(0).meta({
    label: 'Past made up for a simulated site at its first start, so that health has something to learn',
    unit: 'd',
  }),
})
/** Where work orders go beside this product. */
export type MaintenanceConfig = z.infer<typeof maintenanceConfig>
