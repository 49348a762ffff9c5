/** A request on Modbus TCP: transaction, unit, and what is asked. */
export interface Frame {
  transaction: number
  unit: number
  pdu: Buffer
}

// Modbus Messaging on TCP/IP 1.0b, section 3.1.3: transaction, protocol (0), length of what follows, unit
const headerBytes = 7
const shortest = 2
const longest = 254

/**
 * Takes one frame off the front of what has arrived. `undefined` = more must come; `malformed` = this is not Modbus
 * TCP, and where the next frame begins can't be known.
 */
export function takeFrame(received: Buffer): { frame: Frame; rest: Buffer } | 'malformed' | undefined {
  // what is wrong already is refused without waiting for the rest
  if (received.length >= 4 && received.readUInt16BE(2) !== 0) return 'malformed'
  if (received.length < headerBytes) return undefined
  const length = received.readUInt16BE(4)
  if (length < shortest || length > longest) return 'malformed'
  const end = 6 + length
  if (received.length < end) return undefined
  const frame = {
    transaction: received.readUInt16BE(0),
    unit: received.readUInt8(6),
    pdu: received.subarray(headerBytes, end),
  }
  return { frame, rest: received.subarray(end) }
}

/** The bytes of an answer. */
export function frameBytes({ transaction, unit, pdu }: Frame): Buffer {
  const bytes = Buffer.alloc(headerBytes + pdu.length)
  bytes.writeUInt16BE(transaction, 0)
  bytes.writeUInt16BE(pdu.length + 1, 4)
  bytes.writeUInt8(unit, 6)
  bytes.set(pdu, headerBytes)
  return bytes
}
