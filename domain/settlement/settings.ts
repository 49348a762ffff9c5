import { z } from 'zod'

/** The site file's section about settlement. Without it nothing is stated and no key is made. */
export const settlementConfig = z.strictObject({
  site: z.number().int().min(1).max(0xffff_ffff).meta({ label: 'Number of the site in the registry' }),
  chainId: z.number().int().positive().meta({ label: 'Chain that settles' }),
  contract: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')
    .meta({ label: 'Address of the settlement contract' }),
  fromDay: z.iso.date().meta({ label: 'First UTC day that is stated' }),
  meterPoints: z
    .array(z.string().max(64))
    .min(1)
    .max(500)
    .optional()
    .meta({ label: 'Assets whose meters are stated; absent = all of them' }),
})
/** The site file's section about settlement. */
export type SettlementConfig = z.infer<typeof settlementConfig>
