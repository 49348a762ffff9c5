import { PowerchainError } from '../../../domain/errors.ts'
import { exceptionError } from './exceptions.ts'

/** The four tables of a Modbus device: registers of 16 bit and single bits, each read-only or not. */
export type Table = 'holding' | 'input' | 'coil' | 'discrete'

/** Registers or bits to read. */
export interface ReadRequest {
  kind: 'read'
  table: Table
  start: number
  /** Registers, 1 to 125, or bits, 1 to 2,000. */
  length: number
}

/** Holding registers to write in one request, so that a value of several registers is never torn. */
export interface WriteRequest {
  kind: 'write'
  start: number
  /** Two bytes per register, as they go on the wire. */
  values: Buffer
  /** One register, too, with the function for several: some devices know no other. */
  isMultiple?: boolean
}

/** Coils to write in one request. */
export interface WriteCoilsRequest {
  kind: 'writeCoils'
  start: number
  values: readonly boolean[]
  /** One coil, too, with the function for several. */
  isMultiple?: boolean
}

/** Changes bits of a holding register inside the device: (register AND `and`) OR (`or` AND NOT `and`). */
export interface MaskRequest {
  kind: 'mask'
  start: number
  and: number
  or: number
}

/** Writes holding registers, then reads some, with nothing in between. */
export interface ReadWriteRequest {
  kind: 'readWrite'
  start: number
  length: number
  writeStart: number
  values: Buffer
}

/** Asks for the identification texts of a device from `object` on. */
export interface IdentifyRequest {
  kind: 'identify'
  /** 1 basic, 2 regular, 3 extended, 4 one object only. */
  level: 1 | 2 | 3 | 4
  object: number
}

/** What can be asked of a device. */
export type ModbusRequest =
  | ReadRequest
  | WriteRequest
  | WriteCoilsRequest
  | MaskRequest
  | ReadWriteRequest
  | IdentifyRequest

// function codes, Modbus Application Protocol 1.1b3, section 6
const reads: Record<Table, number> = { coil: 1, discrete: 2, holding: 3, input: 4 }
const writeCoil = 5
const writeRegister = 6
const writeCoils = 15
const writeRegisters = 16
const maskRegister = 22
const readWrite = 23
const encapsulated = 43
/** MEI type of device identification. */
const identification = 14
const exceptionBit = 0x80
const nothing = Buffer.alloc(0)

/** The PDU of a request. */
export function requestPdu(request: ModbusRequest): Buffer {
  switch (request.kind) {
    case 'read':
      return words(reads[request.table], request.start, request.length)
    case 'write': {
      const { start, values } = request
      if (isSingle(request)) return words(writeRegister, start, values.readUInt16BE())
      return Buffer.concat([words(writeRegisters, start, values.length / 2), Buffer.of(values.length), values])
    }
    case 'writeCoils': {
      const { start, values } = request
      if (isSingle(request)) return words(writeCoil, start, values[0] ? 0xff00 : 0)
      const bytes = packed(values)
      return Buffer.concat([words(writeCoils, start, values.length), Buffer.of(bytes.length), bytes])
    }
    case 'mask':
      return words(maskRegister, request.start, request.and, request.or)
    case 'readWrite': {
      const { start, length, writeStart, values } = request
      const head = words(readWrite, start, length, writeStart, values.length / 2)
      return Buffer.concat([head, Buffer.of(values.length), values])
    }
    case 'identify':
      return Buffer.of(encapsulated, identification, request.level, request.object)
  }
}

/**
 * What an answer carries, after every part of it was held against its request: registers, bits (eight to a byte, the
 * first lowest), identification objects, or nothing for a write; in bytes of their own, the PDU may be borrowed.
 * @throws PowerchainError what the exception says, or `Device.BadAnswer` for an answer that does not fit
 */
export function answerTo(request: ModbusRequest, pdu: Buffer): Buffer {
  const wanted = functionOf(request)
  const given = pdu.readUInt8()
  if (given === (wanted | exceptionBit) && pdu.length === 2)
    throw exceptionError(pdu.readUInt8(1), describe(request), isWrite(request))
  if (given !== wanted) throw unfit(request, `function ${given}, expected ${wanted}`)
  if (request.kind === 'read' || request.kind === 'readWrite') return data(request, pdu)
  return request.kind === 'identify' ? objects(request, pdu) : echo(request, pdu)
}

/** Bytes of the PDU that answers a request PDU; `undefined` while they cannot be told from what came so far. */
export function answerLength(request: Buffer, answer: Buffer): number | undefined {
  const code = request.readUInt8()
  if (code === reads.coil || code === reads.discrete) return 2 + Math.ceil(request.readUInt16BE(3) / 8)
  if (code === reads.holding || code === reads.input || code === readWrite) return 2 + 2 * request.readUInt16BE(3)
  if (code === maskRegister) return 7
  return code === encapsulated ? objectsEnd(answer) : 5
}

/** Whether a request PDU is answered by a copy of its own beginning. */
export function isWriteFunction(request: Buffer): boolean {
  return [writeCoil, writeRegister, writeCoils, writeRegisters, maskRegister].includes(request.readUInt8())
}

/** Whether a request changes something in the device. */
export function isWrite({ kind }: ModbusRequest): boolean {
  return kind !== 'read' && kind !== 'identify'
}

/** A request for people. */
export function describe(request: ModbusRequest): string {
  if (request.kind === 'identify') return 'read identification'
  const { start } = request
  if (request.kind === 'mask') return `change bits of register ${start}`
  if (request.kind === 'write') return `write register ${start}`
  if (request.kind === 'writeCoils') return `write coil ${start}`
  const what = { holding: 'holding registers', input: 'input registers', coil: 'coils', discrete: 'discrete inputs' }
  return `read ${what[request.kind === 'read' ? request.table : 'holding']} ${start} to ${start + request.length - 1}`
}

function data(request: ReadRequest | ReadWriteRequest, pdu: Buffer): Buffer {
  const isBits = request.kind === 'read' && (request.table === 'coil' || request.table === 'discrete')
  const expected = isBits ? Math.ceil(request.length / 8) : request.length * 2
  const count = pdu.length > 1 ? pdu.readUInt8(1) : 0
  if (count !== expected || pdu.length !== 2 + expected)
    throw unfit(request, `${count} bytes announced and ${pdu.length - 2} sent, expected ${expected}`)
  return copyFrom(pdu, 2)
}

/** A write is answered by its own beginning: function, address, and value, count or masks. */
function echo(request: ModbusRequest, pdu: Buffer): Buffer {
  if (pdu.equals(requestPdu(request).subarray(0, request.kind === 'mask' ? 7 : 5))) return nothing
  throw unfit(request, 'the echo names another write')
}

function objects(request: IdentifyRequest, pdu: Buffer): Buffer {
  const fits = pdu[1] === identification && pdu[2] === request.level && objectsEnd(pdu) === pdu.length
  if (!fits) throw unfit(request, 'its identification objects are not whole')
  return copyFrom(pdu, 4)
}

/** The PDU is borrowed, what it carries is given away. */
function copyFrom(pdu: Buffer, start: number): Buffer {
  const bytes = Buffer.allocUnsafe(pdu.length - start)
  pdu.copy(bytes, 0, start)
  return bytes
}

/** Function, MEI type, level, conformity, more, next, count; then id, length and text of each object. */
function objectsEnd(pdu: Buffer): number | undefined {
  const count = pdu[6]
  if (count === undefined) return undefined
  let at = 7
  for (let i = 0; i < count; i++) {
    const length = pdu[at + 1]
    if (length === undefined) return undefined
    at += 2 + length
  }
  return at
}

function functionOf(request: ModbusRequest): number {
  switch (request.kind) {
    case 'read':
      return reads[request.table]
    case 'write':
      return isSingle(request) ? writeRegister : writeRegisters
    case 'writeCoils':
      return isSingle(request) ? writeCoil : writeCoils
    case 'mask':
      return maskRegister
    case 'readWrite':
      return readWrite
    case 'identify':
      return encapsulated
  }
}

/** Whether a write goes with the function for one register or coil. */
function isSingle({ kind, values, isMultiple = false }: WriteRequest | WriteCoilsRequest): boolean {
  return !isMultiple && values.length === (kind === 'write' ? 2 : 1)
}

function packed(values: readonly boolean[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(values.length / 8))
  values.forEach((value, i) => {
    if (value) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7))
  })
  return bytes
}

function words(code: number, ...values: number[]): Buffer {
  const pdu = Buffer.allocUnsafe(1 + 2 * values.length)
  pdu.writeUInt8(code, 0)
  values.forEach((value, i) => pdu.writeUInt16BE(value, 1 + 2 * i))
  return pdu
}

function unfit(request: ModbusRequest, found: string): PowerchainError {
  return new PowerchainError('Device.BadAnswer', `${describe(request)}: the answer does not fit (${found})`)
}
