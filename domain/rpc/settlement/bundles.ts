import { z } from 'zod'
import { bundleProfiles, bundleReportShape } from '../../settlement/bundle.ts'
import { fileShape, givenFile, reason } from '../files.ts'
import { engineer, viewer } from '../roles.ts'

const rowShape = z.object({
  bundle: z.number().int(),
  profile: z.enum(bundleProfiles),
  items: z.number().int(),
  at: z.number(),
  person: z.string(),
  contentHash: z.string(),
})
/** Bundles that went out and came in. */
export const bundlesNowShape = z.object({
  /** Public key that others seal full bundles for this station with. */
  receiver: z.string(),
  made: z.array(rowShape),
  taken: z.array(rowShape.extend({ site: z.number().int() })),
})
/** Bundles that went out and came in. */
export type BundlesNow = z.infer<typeof bundlesNowShape>

const quarter = z.number().int().nonnegative()
const exportInput = z
  .strictObject({
    profile: z.enum(['relay', 'full']),
    from: quarter,
    to: quarter,
    receiver: z
      .string()
      .regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
      .optional(),
  })
  .refine(({ from, to }) => from < to && to - from <= 366 * 96, 'at least a quarter and at most a year')

/** Calls about signed files on a stick, for stations without any link. */
export const bundleCalls = {
  /** What went out and came in, the newest first. */
  now: viewer.output(bundlesNowShape),
  /** Makes a bundle of batches. Errors: Config.Invalid, Config.NotFound, Access.Denied while the key is locked. */
  export: engineer.input(exportInput).output(fileShape),
  /** Makes a bundle of what the chain says of a site's batches. Errors: Chain.Silent, Config.NotFound, Access.Denied. */
  receipt: engineer.input(z.strictObject({ site: z.number().int().min(1).max(0xffff_ffff) })).output(fileShape),
  /** What a bundle says and what would become of it; changes nothing. Errors: Config.Invalid. */
  check: engineer.input(z.strictObject({ file: givenFile })).output(bundleReportShape),
  /** Takes over what is new and right of a bundle. Errors: Config.Invalid, Store.Failed. */
  take: engineer.input(z.strictObject({ file: givenFile, reason })).output(bundleReportShape),
}
