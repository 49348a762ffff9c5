import { crc16 } from './crc.ts'
import type { Frame, Framing } from './framing.ts'
import { answerLength, isWriteFunction } from '../requests.ts'

/** Longest RTU message: unit, PDU of 253 bytes, check sum. */
const maxBytes = 256
/** Echo, noise and an answer; what is older is dropped. */
const keptBytes = 3 * maxBytes
const exceptionBytes = 5
const nothing = Buffer.alloc(0)

/**
 * Modbus RTU: unit, PDU and check sum without any header, so an answer is whatever fits the request under way and has
 * a right check sum; noise before it is skipped. Adapters that hear themselves give the request back first: that echo
 * is recognised on reads, whose answers never look like their request, and from then on expected on writes too.
 */
export function createRtuFraming(): Framing {
  let bytes: Buffer = nothing
  let sent: { frame: Frame; bytes: Buffer } | undefined
  let isEchoing: boolean | undefined
  let isEchoOver = false

  function takeEcho(echo: Buffer, isWrite: boolean): void {
    const at = isEchoOver ? -1 : bytes.indexOf(echo)
    if (at < 0 || (isWrite && isEchoing !== true)) return
    isEchoing = true
    isEchoOver = true
    bytes = bytes.subarray(at + echo.length)
  }

  return {
    isNumbered: false,
    get canTellWrites() {
      return isEchoing !== undefined
    },
    get hasRemains() {
      return sent !== undefined && bytes.length >= exceptionBytes - 1
    },
    encode(frame) {
      sent = { frame, bytes: encodeRtuFrame(frame) }
      bytes = nothing
      isEchoOver = false
      return sent.bytes
    },
    push(chunk, onFrame) {
      if (!sent) return
      bytes = Buffer.concat([bytes, chunk]).subarray(-keptBytes)
      const { frame } = sent
      const isWrite = isWriteFunction(frame.pdu)
      takeEcho(sent.bytes, isWrite)
      if (isWrite && isEchoing === true && !isEchoOver) return
      const pdu = answerIn(bytes, frame)
      if (!pdu) return
      if (!isEchoOver) isEchoing = false
      sent = undefined
      bytes = nothing
      onFrame({ ...frame, pdu })
    },
  }
}

/** Bytes of a message on a serial line. */
export function encodeRtuFrame({ unit, pdu }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(pdu.length + 3)
  bytes.writeUInt8(unit, 0)
  pdu.copy(bytes, 1)
  bytes.writeUInt16LE(crc16(bytes, 0, pdu.length + 1), pdu.length + 1)
  return bytes
}

/** The PDU of the first whole answer to the request, wherever it begins. */
function answerIn(bytes: Buffer, { unit, pdu: request }: Frame): Buffer | undefined {
  const wanted = request.readUInt8()
  for (let at = bytes.indexOf(unit); at >= 0; at = bytes.indexOf(unit, at + 1)) {
    const given = bytes[at + 1]
    const length = given === wanted ? answerLength(request, bytes.subarray(at + 1)) : undefined
    const end = given === (wanted | 0x80) ? at + exceptionBytes : at + (length ?? Infinity) + 3
    if (end > bytes.length || crc16(bytes, at, end) !== 0) continue
    return bytes.subarray(at + 1, end - 2)
  }
  return undefined
}
