import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { type PointName, pointNames } from '../points.ts'

const days = (label: string) => z.number().int().min(2).max(36_500).meta({ label, unit: 'd' })

/** A change of a point that is worth storing at this site, where it is not one of the last decimal that means something. */
export const deadbandSchema = z.strictObject({
  asset: idSchema.optional().meta({ label: 'Asset; absent = every one' }),
  point: z.enum(pointNames as [PointName]).meta({ label: 'Point' }),
  by: z.number().positive().meta({ label: 'Stored when it changed by so much, in the unit of the point' }),
})
/** A change of a point that is worth storing at this site. */
export type Deadband = z.infer<typeof deadbandSchema>

/** How long and how closely readings are kept. Roll-ups by quarter of an hour and by day are kept for ever. */
export const historianConfig = z
  .strictObject({
    rawDays: z
      .strictObject({
        fast: days('Every reading of powers, voltages and the like').default(400),
        slow: days('Every reading of what changes seldom').default(1_200),
      })
      .prefault({}),
    minuteDays: days('Minimum, maximum and mean by minute').default(1_200),
    maxGB: z.number().min(0.1).max(10_000).default(20).meta({ label: 'Largest size of the file', unit: 'GB' }),
    deadbands: z.array(deadbandSchema).max(1_000).optional().meta({ label: 'Changes too small to be stored' }),
  })
  .refine(({ rawDays, minuteDays }) => minuteDays >= Math.max(rawDays.fast, rawDays.slow), {
    path: ['minuteDays'],
    message: 'as long as every reading is kept, or longer',
  })
/** How long and how closely readings are kept. */
export type HistorianConfig = z.infer<typeof historianConfig>

/** What the section can't be used with, by field. */
export function historianFaults(
  { deadbands = [] }: HistorianConfig,
  assets: readonly { id: string }[],
): [(string | number)[], string][] {
  return deadbands.flatMap(({ asset }, i) =>
    asset === undefined || assets.some(({ id }) => id === asset)
      ? []
      : [[['deadbands', i, 'asset'], `one of the assets: ${assets.map(({ id }) => id).join(', ')}`]],
  )
}

/** The change of a point that is worth storing; the asset's own word comes before that for all. `undefined` = the usual one. */
export function deadbandOf(deadbands: readonly Deadband[], assetId: string, point: PointName): number | undefined {
  const fitting = deadbands.filter((it) => it.point === point && (it.asset ?? assetId) === assetId)
  return (fitting.find(({ asset }) => asset !== undefined) ?? fitting[0])?.by
}
