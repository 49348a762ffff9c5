import { crc16 } from './crc.ts'
import type { Frame, Framing, OnUnasked } from './framing.ts'
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
  /** What was answered last, and the bytes since. */
  let answered: Frame | undefined
  let unasked: Buffer = nothing
  let isTold = false

  function takeEcho(echo: Buffer, isWrite: boolean): void {
    const at = isEchoOver ? -1 : bytes.indexOf(echo)
    if (at < 0 || (isWrite && isEchoing !== true)) return
    isEchoing = true
    isEchoOver = true
    bytes = bytes.subarray(at + echo.length)
  }

  function takeUnasked(chunk: Buffer, onUnasked: OnUnasked): void {
    unasked = Buffer.concat([unasked, chunk]).subarray(-keptBytes)
    const isWhole = answered !== undefined && answerIn(unasked, answered) !== undefined
    // single bytes are what a line without bias resistors gives when it falls quiet
    if (!isWhole && (isTold || unasked.length < exceptionBytes)) return
    isTold = !isWhole
    if (isWhole) unasked = nothing
    onUnasked(isWhole)
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
      unasked = nothing
      isTold = false
      isEchoOver = false
      return sent.bytes
    },
    push(chunk, onFrame, onUnasked = () => {}) {
      if (!sent) return takeUnasked(chunk, onUnasked)
      bytes = Buffer.concat([bytes, chunk]).subarray(-keptBytes)
      const { frame } = sent
      const isWrite = isWriteFunction(frame.pdu)
      takeEcho(sent.bytes, isWrite)
      if (isWrite && isEchoing === true && !isEchoOver) return
      const found = answerIn(bytes, frame)
      if (!found) return
      const after = bytes.subarray(found.end)
      if (isDoubtful(after, frame)) return
      if (!isEchoOver) isEchoing = false
      sent = undefined
      answered = frame
      bytes = nothing
      onFrame({ ...frame, pdu: found.pdu })
      if (after.length > 0 && !sent) takeUnasked(after, onUnasked)
    },
  }
}

/**
 * Whether what follows an answer in one go speaks against it. Two damaged answers behind each other have a right check sum
 * somewhere once in 65,536 times; but then the rest of them follows, which is neither the few bytes of a line that falls
 * quiet nor the whole answer of a second device.
 */
function isDoubtful(after: Buffer, frame: Frame): boolean {
  return after.length >= exceptionBytes && answerIn(after, frame) === undefined
}

/** Bytes of a message on a serial line. */
export function encodeRtuFrame({ unit, pdu }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(pdu.length + 3)
  bytes.writeUInt8(unit, 0)
  pdu.copy(bytes, 1)
  bytes.writeUInt16LE(crc16(bytes, 0, pdu.length + 1), pdu.length + 1)
  return bytes
}

/** The first whole answer to the request, wherever it begins, and where it ends. */
function answerIn(bytes: Buffer, { unit, pdu: request }: Frame): { pdu: Buffer; end: number } | undefined {
  const wanted = request.readUInt8()
  for (let at = bytes.indexOf(unit); at >= 0; at = bytes.indexOf(unit, at + 1)) {
    const given = bytes[at + 1]
    const length = given === wanted ? answerLength(request, bytes.subarray(at + 1)) : undefined
    const end = given === (wanted | 0x80) ? at + exceptionBytes : at + (length ?? Infinity) + 3
    if (end > bytes.length || crc16(bytes, at, end) !== 0) continue
    return { pdu: bytes.subarray(at + 1, end - 2), end }
  }
  return undefined
}
