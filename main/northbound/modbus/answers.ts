import { identify } from './identification.ts'

/** What a Modbus request is answered with; `undefined` = it is malformed and ends the connection. */
export interface Answer {
  pdu: Buffer
  /** Function code of a write that was refused. */
  refusedWrite?: number
}

// Modbus Application Protocol 1.1b3, sections 6 and 7
const readHolding = 3
const readInput = 4
const encapsulated = 43
const writes = new Set([5, 6, 15, 16, 21, 22, 23])
const mostRegisters = 125
const illegalFunction = 1
const illegalAddress = 2
const illegalValue = 3

/** Answers a request from the registers of its unit. Nothing it says can change them. */
export function answerTo(pdu: Buffer, registers: Buffer, siteName: string): Answer | undefined {
  const code = pdu[0]
  if (code === undefined || code === 0 || code > 127) return undefined
  if (code === readHolding || code === readInput) return read(pdu, registers)
  if (code === encapsulated) return { pdu: identify(pdu, siteName) ?? exception(code, illegalValue) }
  const refused = { pdu: exception(code, illegalFunction) }
  return writes.has(code) ? { ...refused, refusedWrite: code } : refused
}

/** The answer that names a fault, with the code of the standard. */
export function exception(code: number, fault: number): Buffer {
  return Buffer.from([code | 0x80, fault])
}

function read(pdu: Buffer, registers: Buffer): Answer | undefined {
  if (pdu.length !== 5) return undefined
  const [code, first, count] = [pdu.readUInt8(0), pdu.readUInt16BE(1), pdu.readUInt16BE(3)]
  if (count < 1 || count > mostRegisters) return { pdu: exception(code, illegalValue) }
  const [from, to] = [first * 2, (first + count) * 2]
  if (to > registers.length) return { pdu: exception(code, illegalAddress) }
  return { pdu: Buffer.concat([Buffer.from([code, to - from]), registers.subarray(from, to)]) }
}
