import { PowerchainError } from '../../../../domain/errors.ts'
import type { Frame, Framing } from './framing.ts'

// Modbus Messaging on TCP/IP 1.0b, section 3.1.3: transaction 2, protocol 2, length 2, unit 1; PDU at most 253 bytes
const headerBytes = 7
const maxLength = 254
/** Unit, function code and one byte: the shortest answer there is (an exception). */
const minLength = 3
const nothing = Buffer.alloc(0)

/** Modbus/TCP: messages with a header that names transaction, protocol, length and unit. */
export function createTcpFraming(): Framing {
  let rest: Buffer = nothing
  return {
    isNumbered: true,
    canTellWrites: true,
    get hasRemains() {
      return rest.length > 0
    },
    encode: encodeTcpFrame,
    push(chunk, onFrame) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      let at = 0
      for (let end = frameEnd(bytes, at); end !== undefined && end <= bytes.length; end = frameEnd(bytes, at)) {
        onFrame({
          transaction: bytes.readUInt16BE(at),
          unit: bytes.readUInt8(at + 6),
          pdu: bytes.subarray(at + headerBytes, end),
        })
        at = end
      }
      rest = at === bytes.length ? nothing : Buffer.from(bytes.subarray(at))
    },
  }
}

/** Bytes of a message on a Modbus/TCP connection. */
export function encodeTcpFrame({ transaction, unit, pdu }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes + pdu.length)
  bytes.writeUInt16BE(transaction, 0)
  bytes.writeUInt16BE(0, 2)
  bytes.writeUInt16BE(pdu.length + 1, 4)
  bytes.writeUInt8(unit, 6)
  pdu.copy(bytes, headerBytes)
  return bytes
}

/** Where the frame that begins at `at` ends; `undefined` while its length is not there yet. */
function frameEnd(bytes: Buffer, at: number): number | undefined {
  if (bytes.length - at < 6) return undefined
  const protocol = bytes.readUInt16BE(at + 2)
  const length = bytes.readUInt16BE(at + 4)
  if (protocol !== 0) throw notModbus(`protocol ${protocol}, expected 0`)
  if (length < minLength || length > maxLength)
    throw notModbus(`length ${length}, expected ${minLength} to ${maxLength}`)
  return at + 6 + length
}

function notModbus(found: string): PowerchainError {
  return new PowerchainError('Device.BadAnswer', `what it sends is not Modbus/TCP (${found})`)
}
