import { z } from 'zod'
import { agreementLineShape } from './agreement.ts'
import { batchHeaderShape } from './batch.ts'
import { placeShape, type Statement, statementsDocument } from './statement.ts'

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
const uint32 = z.number().int().min(0).max(0xffff_ffff)
const signature = z.string().regex(/^0x[0-9a-f]{128}$/, '0x and 128 hexadecimal digits')
const count = z.number().int().nonnegative()

/**
 * What a bundle on a stick is for. `relay` what another station may post, nothing private; `full` with the statements, sealed
 * for one receiver; `receipt` what the chain says of a site's batches, on its way back.
 */
export const bundleProfiles = ['relay', 'full', 'receipt'] as const
/** One of {@link bundleProfiles}. */
export type BundleProfile = (typeof bundleProfiles)[number]

/** First line of a bundle. */
export const bundleHeadShape = z.strictObject({
  format: z.literal('powerchain-bundle'),
  version: z.literal(1),
  profile: z.enum(bundleProfiles),
  /** The station that made and signed it. */
  place: placeShape,
  /** Counts the bundles of the station. */
  bundle: uint32,
  fromQuarter: uint32,
  toQuarter: uint32,
  /** Lines between the first and the last. */
  itemCount: uint32,
  /** Seconds since 1970, as in signed data. */
  madeAt: count.max(2 ** 40 - 1),
  keyEpoch: uint32,
  keys: statementsDocument.shape.keys.min(1).max(100),
  /** X25519 keys of a sealed one: whom it is for, and the one-time key it was sealed with. */
  sealed: z.strictObject({ receiver: bytes32, sender: bytes32 }).nullable(),
})
/** First line of a bundle. */
export type BundleHead = z.infer<typeof bundleHeadShape>

/** Bodies of the items by their kind; a kind that is not here is refused. */
export const bundleBodies = {
  /** A batch as the contract takes it. The id is its digest. */
  header: z.strictObject({ header: batchHeaderShape, signature, keyEpoch: uint32 }),
  /** All agreement lines of a batch, in the order of their tree. The id is the digest of the batch. */
  agreementLines: z.strictObject({ lines: z.array(agreementLineShape).max(64) }),
  /** A part of a sealed statement, base64. The id is the digest of the statement. */
  statement: z.strictObject({ part: count, parts: count.min(1).max(64), sealed: z.base64() }),
  /** A batch that the chain will not give up again. The id is its digest. */
  final: z.strictObject({
    site: uint32,
    sequence: uint32,
    transaction: bytes32,
    block: count,
    blockAt: z.number().int(),
    /** When disputing ends; `null` = it could not be asked. */
    windowEndsAt: z.number().int().nullable(),
  }),
  /** Newest block its maker knew. The id is its number. */
  head: z.strictObject({ block: count, blockAt: z.number().int() }),
} as const
/** Kind of an item. */
export type BundleKind = keyof typeof bundleBodies
/** All kinds. */
export const bundleKinds = Object.keys(bundleBodies) as [BundleKind, ...BundleKind[]]

/** A line between the first and the last; its body is checked by its kind. */
export const bundleItemShape = z.strictObject({
  kind: z.enum(bundleKinds),
  id: z.string().min(1).max(66),
  body: z.unknown(),
})
/** Last line: signature of the maker's controller over all lines before it. */
export const bundleEndShape = z.strictObject({ signature })

/** Something a bundle brings, put together from its lines and looked through. */
export type BundleContent = { id: string } & (
  | { kind: 'header'; body: z.infer<typeof bundleBodies.header> }
  | { kind: 'agreementLines'; body: z.infer<typeof bundleBodies.agreementLines> }
  | { kind: 'statement'; body: Statement }
  | { kind: 'final'; body: z.infer<typeof bundleBodies.final> }
  | { kind: 'head'; body: z.infer<typeof bundleBodies.head> }
)

/** What becomes of an item. */
export const itemOutcomes = ['new', 'taken', 'known', 'refused'] as const

/** What a bundle says and what becomes of each of its items. */
export const bundleReportShape = z.object({
  profile: z.enum(bundleProfiles),
  place: placeShape,
  bundle: uint32,
  fromQuarter: uint32,
  toQuarter: uint32,
  madeAt: z.number().int(),
  /** Address that signed the bundle. */
  signer: z.string(),
  /** Whether the chain knows that key for that site; `null` = it can't be asked now. */
  isSignerKnown: z.boolean().nullable(),
  items: z.array(z.object({ kind: z.string(), id: z.string(), outcome: z.enum(itemOutcomes), words: z.string() })),
})
/** What a bundle says and what becomes of each of its items. */
export type BundleReport = z.infer<typeof bundleReportShape>
