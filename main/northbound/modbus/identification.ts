import { mapVersion } from '../slots.ts'

// Modbus Application Protocol 1.1b3, section 6.21: read device identification
const deviceIdentification = 0x0e
const basicStream = 1
const regularStream = 2
const oneObject = 4
/** Regular identification, in a stream or one by one. */
const conformity = 0x82

/** Says who we are (function 43, type 14); `undefined` for a request that asks for something else. */
export function identify(pdu: Buffer, siteName: string): Buffer | undefined {
  const [code = 0, type, want, first = 0] = pdu
  if (pdu.length !== 4 || type !== deviceIdentification) return undefined
  const objects = objectsFor(want, first, siteName)
  if (!objects || objects.length === 0) return undefined
  return Buffer.concat([
    Buffer.from([code, deviceIdentification, want ?? 0, conformity, 0, 0, objects.length]),
    ...objects.flatMap(([id, text]) => [Buffer.from([id, text.length]), text]),
  ])
}

function objectsFor(want: number | undefined, first: number, siteName: string): [number, Buffer][] | undefined {
  const all: [number, Buffer][] = [
    [0, ascii('Powerchain')],
    [1, ascii('Control Room')],
    [2, ascii(`map ${mapVersion}`)],
    [4, ascii('Powerchain Control Room, values of the site, read only')],
    [6, ascii(siteName)],
  ]
  if (want === oneObject) return all.filter(([id]) => id === first)
  const last = want === basicStream ? 2 : 6
  if (want !== basicStream && want !== regularStream) return undefined
  // an unknown first object means: from the beginning
  const from = all.some(([id]) => id === first && id <= last) ? first : 0
  return all.filter(([id]) => id >= from && id <= last)
}

function ascii(text: string): Buffer {
  return Buffer.from(text.normalize('NFKD').replace(/[^\x20-\x7e]/g, ''), 'latin1')
}
