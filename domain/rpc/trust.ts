import { z } from 'zod'
import { reason } from './files.ts'
import { instant } from './shapes.ts'

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

/** Certificates of OPC UA links: ours, those an engineer trusts, and those that wait for one. */
export const certificatesShape = z.object({
  /** Ours, to be trusted at the server; `null` before the first OPC UA link. */
  own: certificateShape.nullable(),
  trusted: z.array(certificateShape),
  issuers: z.array(certificateShape),
  rejected: z.array(certificateShape),
})
/** Certificates of OPC UA links. */
export type Certificates = z.infer<typeof certificatesShape>

/** A decision about one certificate. Errors: Config.NotFound. */
export const trustInput = z.strictObject({ thumbprint: z.string().regex(/^[0-9a-f]{40}$/), reason })
