import type { X509Certificate } from 'node:crypto'

// MODBUS/TCP Security Protocol Specification 21, section 8.4: role OID 1.3.6.1.4.1.50316.802.1, as DER
const roleOid = Buffer.from('060b2b0601040183890c862201', 'hex')
const tags = { boolean: 0x01, octets: 0x04, utf8: 0x0c } as const

/** The Modbus role in a certificate, by which a device decides what we may do; `undefined` when it names none. */
export function roleOf({ raw }: Pick<X509Certificate, 'raw'>): string | undefined {
  const at = raw.indexOf(roleOid)
  if (at < 0) return undefined
  let rest = raw.subarray(at + roleOid.length)
  if (rest[0] === tags.boolean) rest = rest.subarray(3)
  const text = content(content(rest, tags.octets), tags.utf8)
  return text?.toString('utf8')
}

/** What an element of a certificate holds; `undefined` when another one stands there, or more than is there. */
function content(bytes: Buffer | undefined, tag: number): Buffer | undefined {
  const [found, short = 0, long = 0] = bytes ?? []
  if (!bytes || found !== tag || short > 0x81) return undefined
  const [at, length] = short === 0x81 ? [3, long] : [2, short]
  return at + length <= bytes.length ? bytes.subarray(at, at + length) : undefined
}
