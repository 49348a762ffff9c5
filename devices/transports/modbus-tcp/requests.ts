import { PowerchainError } from '../../../domain/errors.ts'
import { exceptionError } from './exceptions.ts'

/** Registers to read. */
export interface ReadRequest {
  kind: 'read'
  table: 'holding' | 'input'
  start: number
  /** Registers, 1 to 125. */
  length: number
}

/** Holding registers to write in one request, so that a value of several registers is never torn. */
export interface WriteRequest {
  kind: 'write'
  start: number
  /** Two bytes per register, as they go on the wire. */
  values: Buffer
}

/** What can be asked of a device. */
export type ModbusRequest = ReadRequest | WriteRequest

// function codes, Modbus Application Protocol 1.1b3, section 6
const readHolding = 3
const readInput = 4
const writeSingle = 6
const writeMultiple = 16
const exceptionBit = 0x80

/** The PDU of a request: function 3, 4, 6 (one register) or 16 (several). */
export function requestPdu(request: ModbusRequest): Buffer {
  if (request.kind === 'read') return head(request, request.length)
  const { values } = request
  if (values.length === 2) return head(request, values.readUInt16BE())
  return Buffer.concat([head(request, values.length / 2), Buffer.of(values.length), values])
}

/**
 * The registers an answer carries (none for a write), after every part of it was held against its request.
 * @throws PowerchainError what the exception says, or `Device.BadAnswer` for an answer that does not fit
 */
export function answerTo(request: ModbusRequest, pdu: Buffer): Buffer {
  const wanted = functionOf(request)
  const given = pdu.readUInt8()
  if (given === (wanted | exceptionBit) && pdu.length === 2) throw exceptionError(pdu.readUInt8(1), words(request))
  if (given !== wanted) throw unfit(request, `function ${given}, expected ${wanted}`)
  return request.kind === 'read' ? registers(request, pdu) : echo(request, pdu)
}

/** A request for people. */
export function words(request: ModbusRequest): string {
  if (request.kind === 'write') return `write register ${request.start}`
  return `read ${request.table} registers ${request.start} to ${request.start + request.length - 1}`
}

function registers(request: ReadRequest, pdu: Buffer): Buffer {
  const expected = request.length * 2
  const count = pdu.length > 1 ? pdu.readUInt8(1) : 0
  if (count !== expected || pdu.length !== 2 + expected)
    throw unfit(request, `${count} bytes announced and ${pdu.length - 2} sent, expected ${expected}`)
  return pdu.subarray(2)
}

/** A write is answered by its first five bytes: function, address, and value or count. */
function echo(request: WriteRequest, pdu: Buffer): Buffer {
  if (!pdu.equals(requestPdu(request).subarray(0, 5))) throw unfit(request, 'the echo names another write')
  return pdu.subarray(pdu.length)
}

function functionOf(request: ModbusRequest): number {
  if (request.kind === 'read') return request.table === 'holding' ? readHolding : readInput
  return request.values.length === 2 ? writeSingle : writeMultiple
}

function head(request: ModbusRequest, second: number): Buffer {
  const pdu = Buffer.allocUnsafe(5)
  pdu.writeUInt8(functionOf(request), 0)
  pdu.writeUInt16BE(request.start, 1)
  pdu.writeUInt16BE(second, 3)
  return pdu
}

function unfit(request: ModbusRequest, found: string): PowerchainError {
  return new PowerchainError('Device.BadAnswer', `${words(request)}: the answer does not fit (${found})`)
}
