import { z } from 'zod'

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
const uint = z.number().int().nonnegative()

/** A line as it is stored and given away; see the contracts' line leaf for the codes. */
export const lineShape = z.strictObject({
  meterPoint: bytes32,
  register: uint.max(255),
  unit: uint.max(255),
  quality: uint.max(255),
  source: uint.max(255),
  /** Decimal: may be larger than a number holds exactly. */
  agreement: z.string().regex(/^\d{1,20}$/),
  meterEpoch: uint.max(0xffff_ffff),
  quantity: uint,
  closing: uint,
  salt: z.string().regex(/^0x[0-9a-f]{32}$/, '0x and 32 hexadecimal digits'),
})
/** A line as it is stored and given away. */
export type LineRow = z.infer<typeof lineShape>

/** Where and for whom signatures of a site hold. */
export const placeShape = z.strictObject({
  chainId: uint,
  contract: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  site: uint.max(0xffff_ffff),
})

/** A signature of a key that was lost or revoked before its batch lay on the chain: it stays, and a later key's holds in its place. */
export const replacedSignatureShape = z.strictObject({
  keyEpoch: uint,
  signature: z.string().regex(/^0x[0-9a-f]{128}$/),
  /** Why a later key signed the same digest. */
  reason: z.string().max(2_000),
})
/** A signature in whose place that of a later key holds. */
export type ReplacedSignature = z.infer<typeof replacedSignatureShape>

/** What a site says of a quarter of an hour, signed by its controller. */
export const statementShape = z.strictObject({
  quarter: uint.max(0xffff_ffff),
  revision: uint.max(255),
  lines: z.array(lineShape).max(1_024),
  linesRoot: bytes32,
  /** Digest of the statement of the quarter before; zero for the first. */
  previous: bytes32,
  /** Digest of the revision before; zero for the first. */
  replaces: bytes32,
  digest: bytes32,
  /** 64 bytes, r and vs; `null` while the key is locked. */
  signature: z
    .string()
    .regex(/^0x[0-9a-f]{128}$/)
    .nullable(),
  keyEpoch: uint,
  /** When it was signed first. */
  signedAt: z.number().int().nullable(),
  /** Signed more than a day after the quarter. */
  signedLate: z.boolean(),
  /** Signatures of earlier keys, the oldest first; absent = the key that signed first still speaks for it. */
  replaced: z.array(replacedSignatureShape).max(100).optional(),
})
/** What a site says of a quarter of an hour. */
export type Statement = z.infer<typeof statementShape>

/** Statements given away: they verify without the site. */
export const statementsDocument = z.strictObject({
  kind: z.literal('powerchain/statements'),
  version: z.literal(1),
  place: placeShape,
  /** Addresses of the controller's keys, by epoch from 1, each valid from a quarter on. */
  keys: z.array(z.strictObject({ epoch: uint, address: z.string().regex(/^0x[0-9a-fA-F]{40}$/), fromQuarter: uint })),
  statements: z.array(statementShape).max(40_000),
})
/** Statements given away. */
export type StatementsDocument = z.infer<typeof statementsDocument>
