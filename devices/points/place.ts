import { z } from 'zod'
import type { Table } from '../transports/modbus/requests.ts'
import { wordsIn } from './words.ts'

/** A place as a file may give it. */
export interface GivenPlace {
  table?: Table | undefined
  register?: number | undefined
  address?: number | undefined
}

/** A place as it goes on the wire. */
export interface Place {
  table: Table
  /** Counted from 0. */
  register: number
}

/** First digit of the addresses manuals print, and the table it stands for. */
const leading: Record<string, Table> = { 0: 'coil', 1: 'discrete', 3: 'input', 4: 'holding' }

/** Place of an address as manuals print it (40001 or 400001 = first holding register); `undefined` for others. */
export function placeOf(address: number): Place | undefined {
  const digits = String(address).padStart(5, '0')
  const table = leading[digits[0] ?? '']
  const count = Number(digits.slice(1))
  return table && count >= 1 && count <= 65_536 ? { table, register: count - 1 } : undefined
}

/** The address manuals print for a place: five digits as long as they suffice, six beyond. */
export function addressOf({ table, register }: Place): number {
  const digit = Object.keys(leading).find((key) => leading[key] === table) ?? '0'
  return Number(digit + String(register + 1).padStart(4, '0'))
}

/** Turns `register` or `address`, exactly one of which must be there, into table and register. */
export function located<T extends GivenPlace>(given: T, context: z.RefinementCtx): Omit<T, keyof GivenPlace> & Place {
  const { table, register, address, ...rest } = given
  const refuse = (path: string[], message: string) => {
    context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  }
  if ((register === undefined) === (address === undefined))
    return refuse(['register'], 'either `register` (from 0) or `address` (from 1, as manuals print it), exactly one')
  const place = address === undefined ? { table: table ?? 'holding', register: register ?? 0 } : placeOf(address)
  if (!place) return refuse(['address'], 'an address such as 40001, 30001, 10001 or 1')
  if (table !== undefined && table !== place.table)
    return refuse(['table'], `${place.table}, the table of address ${address}`)
  return { ...rest, ...place }
}

/** What must fit together within one point. */
export function checkPoint(
  point: GivenPlace & {
    type: string
    length?: number | undefined
    codes?: Record<string, number> | undefined
    bits?: unknown[] | undefined
    scaleFrom?: Place | undefined
  },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const { type, codes, bits, length, scaleFrom } = point
  const table = point.address === undefined ? (point.table ?? 'holding') : placeOf(point.address)?.table
  const isBitTable = table === 'coil' || table === 'discrete'
  if (isBitTable !== (type === 'bit')) refuse('type', isBitTable ? 'bit, as coils and discrete inputs hold' : 'not bit')
  if ((type === 'string') !== (length !== undefined)) refuse('length', 'the registers of a string, for strings only')
  if (type === 'string' && !codes) refuse('codes', 'the numbers that its texts stand for')
  if (codes && type !== 'string' && !Object.keys(codes).every((code) => /^-?\d+$/.test(code)))
    refuse('codes', 'codes as the device gives them, whole numbers')
  if (bits && (codes || !/int/.test(type))) refuse('bits', 'an integer type, and no codes beside it')
  if (scaleFrom && scaleFrom.table !== table) refuse('scaleFrom', `a register of the ${table} table, like its point`)
}

/** Registers or bits a point needs in one request, its scale factor's too: first, and the one after the last. */
export function spanOf(point: {
  register: number
  type: string
  length?: number | undefined
  scaleFrom?: Place | undefined
}): [first: number, end: number] {
  const end = point.register + wordsIn(point)
  const { scaleFrom } = point
  if (!scaleFrom) return [point.register, end]
  return [Math.min(point.register, scaleFrom.register), Math.max(end, scaleFrom.register + 1)]
}
