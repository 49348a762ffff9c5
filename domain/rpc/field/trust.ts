import { z } from 'zod'
import { reason } from '../files.ts'
import { instant } from '../shapes.ts'

/** What a person compares before trusting a certificate. */
export const certificateShape = z.object({
  /** SHA-1 of the certificate, 40 hexadecimal digits, as OPC UA products show it. */
  thumbprint: z.string(),
  subject: z.string(),
  /** Application it is made for; empty when it names none. */
  uri: z.string(),
  validFrom: instant,
  validUntil: instant,
  /** Whoever signed it; its own subject when it signed itself. */
  issuer: z.string(),
})
/** What a person compares before trusting a certificate. */
export type Certificate = z.infer<typeof certificateShape>

/** Who shows a certificate: the devices of the site, or the systems that read from us. */
export const parties = ['devices', 'others'] as const
/** Who shows a certificate. */
export type Party = (typeof parties)[number]

/** Certificates of OPC UA links: ours, those an engineer trusts, and those that wait for one. */
const certificatesShape = z.object({
  /** Ours, to be trusted at the other end; `null` before it is made. */
  own: certificateShape.nullable(),
  trusted: z.array(certificateShape),
  issuers: z.array(certificateShape),
  rejected: z.array(certificateShape),
})
/** Certificates of OPC UA links. */
export type Certificates = z.infer<typeof certificatesShape>

/** Certificates by who is at the other end. */
export const trustShape = z.object({ devices: certificatesShape, others: certificatesShape })
/** Certificates by who is at the other end. */
export type Trust = z.infer<typeof trustShape>

/** A decision about one certificate. Errors: Config.NotFound. */
export const trustInput = z.strictObject({
  party: z.enum(parties),
  thumbprint: z.string().regex(/^[0-9a-f]{40}$/),
  reason,
})
