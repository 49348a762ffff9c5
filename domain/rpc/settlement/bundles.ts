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
const quarter = z.number().int().nonnegative()
/** What a station without a link has to carry. */
const stickShape = z.object({
  /** Batches that are not final as far as this station knows, and their quarters [from, to). */
  waiting: z.object({ batches: z.number().int(), fromQuarter: quarter, toQuarter: quarter }).nullable(),
  /** When the oldest of them that is on no stick was made. */
  notExportedSince: z.number().nullable(),
  lastExportAt: z.number().nullable(),
  /** Whether the chain can be reached from here. */
  isLinked: z.boolean(),
  /** Without a link: days until batches should be on a stick. */
  exportEveryDays: z.number(),
})
/** Bundles that went out and came in. */
export const bundlesNowShape = z.object({
  stick: stickShape,
  /** Public key that others seal full bundles for this station with. */
  receiver: z.string(),
  made: z.array(rowShape),
  taken: z.array(rowShape.extend({ site: z.number().int() })),
})
/** Bundles that went out and came in. */
export type BundlesNow = z.infer<typeof bundlesNowShape>

const exportInput = z
  .strictObject({
    profile: z.enum(['relay', 'full']),
    from: quarter,
    to: quarter,
    /** Goes on behind a file that was full, where that one said. */
    after: quarter.optional(),
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
  /** Makes a file of batches; `next` = where the following file goes on, null behind the last one. Errors: Config.Invalid, Config.NotFound, Access.Denied while the key is locked. */
  export: engineer.input(exportInput).output(z.object({ file: fileShape, next: quarter.nullable() })),
  /** Makes a bundle of what the chain says of a site's batches. Errors: Chain.Silent, Config.NotFound, Access.Denied. */
  receipt: engineer.input(z.strictObject({ site: z.number().int().min(1).max(0xffff_ffff) })).output(fileShape),
  /** What a bundle says and what would become of it; changes nothing. Errors: Config.Invalid. */
  check: engineer.input(z.strictObject({ file: givenFile })).output(bundleReportShape),
  /** Takes over what is new and right of a bundle. Errors: Config.Invalid, Store.Failed. */
  take: engineer.input(z.strictObject({ file: givenFile, reason })).output(bundleReportShape),
}
