import { PowerchainError } from '../../../domain/errors.ts'

/** One Modbus/TCP frame: header without protocol and length, and the PDU (function code and data). */
export interface Frame {
  transaction: number
  unit: number
  pdu: Buffer
}

// Modbus Messaging on TCP/IP 1.0b, section 3.1.3: transaction 2, protocol 2, length 2, unit 1; PDU at most 253 bytes
const headerBytes = 7
const maxLength = 254
/** Unit, function code and one byte: the shortest answer there is (an exception). */
const minLength = 3

/** Bytes of a request on the wire. */
export function encodeFrame({ transaction, unit, pdu }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes + pdu.length)
  bytes.writeUInt16BE(transaction, 0)
  bytes.writeUInt16BE(0, 2)
  bytes.writeUInt16BE(pdu.length + 1, 4)
  bytes.writeUInt8(unit, 6)
  pdu.copy(bytes, headerBytes)
  return bytes
}

/** Cuts a stream of bytes into frames, however the network split or merged them. */
export interface FrameReader {
  /**
   * Takes the next bytes and hands on each frame they complete. Keeps at most one unfinished frame.
   * @throws PowerchainError `Device.BadAnswer` for bytes that cannot be Modbus/TCP; the stream is then beyond repair
   */
  push(chunk: Buffer, onFrame: (frame: Frame) => void): void
}

/** A {@link FrameReader} for one connection. */
export function createFrameReader(): FrameReader {
  let rest: Buffer = Buffer.alloc(0)
  return {
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
      rest = Buffer.from(bytes.subarray(at))
    },
  }
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
