import { createRtuFraming } from '../../../devices/transports/modbus/frames/rtu-frames.ts'
import { createTcpFraming } from '../../../devices/transports/modbus/frames/tcp-frames.ts'
import { withCrc } from './fake-rtu-device.ts'
import { pattern, type Reference } from './hostile.ts'

const body = (values: Buffer) => Buffer.concat([Buffer.of(1, 3, values.length), values])

/** Modbus/TCP: the first whole frame of this transaction decides. */
export const tcpReference: Reference = {
  framing: createTcpFraming,
  answer(request) {
    const unit = body(pattern(request.readUInt16BE(8), request.readUInt16BE(10)))
    const head = Buffer.from(request.subarray(0, 6))
    head.writeUInt16BE(unit.length, 4)
    return Buffer.concat([head, unit])
  },
  registers(request, wire) {
    const count = 2 * request.readUInt16BE(10)
    for (let at = 0; at + 6 <= wire.length;) {
      const length = wire.readUInt16BE(at + 4)
      const end = at + 6 + length
      if (wire.readUInt16BE(at + 2) !== 0 || length < 3 || length > 254 || end > wire.length) return undefined
      if (wire.readUInt16BE(at) === request.readUInt16BE(0)) {
        const isAnswer = wire[at + 6] === 1 && wire[at + 7] === 3 && wire[at + 8] === count && length === 3 + count
        return isAnswer ? wire.subarray(at + 9, end) : undefined
      }
      at = end
    }
    return undefined
  },
}

/** RTU: any place from which the right length of bytes has a right check sum. */
export const rtuReference: Reference = {
  framing: createRtuFraming,
  answer: (request) => withCrc(body(pattern(request.readUInt16BE(2), request.readUInt16BE(4)))),
  registers(request, wire) {
    const count = 2 * request.readUInt16BE(4)
    for (let at = 0; at + count + 5 <= wire.length; at++) {
      const frame = wire.subarray(at, at + count + 5)
      if (frame[0] !== 1 || frame[1] !== 3 || frame[2] !== count) continue
      if (withCrc(frame.subarray(0, -2)).equals(frame)) return frame.subarray(3, -2)
    }
    return undefined
  },
}
