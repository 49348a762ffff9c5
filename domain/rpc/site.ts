import { z } from 'zod'
import { assetSchema } from '../asset.ts'
import { roles } from '../access.ts'
import { pointNames } from '../points.ts'
import { deviceConfig, feederConfig, siteShape } from '../site.ts'

/** One point of one asset; its place in `points` is its number on the live stream. */
export const pointRefShape = z.object({ assetId: z.string(), point: z.enum(pointNames as [(typeof pointNames)[0]]) })

/** Everything about the site that does not change while the engine runs. */
export const siteDescriptionShape = z.object({
  name: z.string(),
  timeZone: z.string(),
  cycleMs: z.number(),
  version: z.string(),
  isSimulated: z.boolean(),
  connection: siteShape.shape.connection,
  feeders: z.array(feederConfig),
  devices: z.array(
    deviceConfig.extend({
      model: z.string(),
      watchdogMs: z.number().optional(),
      safeState: z.string().optional(),
      /** False when the definition has no setpoint or the device is monitor-only. */
      isControlled: z.boolean(),
    }),
  ),
  assets: z.array(assetSchema),
  points: z.array(pointRefShape),
  /** Import above which storage and mining shave the peak; absent when not configured. */
  peakShavingAboveKW: z.number().optional(),
  /** Export above which mining and storage absorb the surplus; absent when not configured. */
  surplusExportAboveKW: z.number().optional(),
  person: z.object({ name: z.string(), role: z.enum(roles) }),
})
/** Everything about the site that does not change while the engine runs. */
export type SiteDescription = z.infer<typeof siteDescriptionShape>
/** One point of one asset. */
export type PointRef = z.infer<typeof pointRefShape>
