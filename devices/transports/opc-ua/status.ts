import type { DataValue, Variant } from 'node-opcua-client'
import { type ErrorCode, PowerchainError } from '../../../domain/errors.ts'
import type { Quality } from '../../../domain/reading.ts'

// OPC UA part 4, section 7.39.1: the two highest bits of a status code are its severity
const severity = (code: number): number => code >>> 30

/** Our quality for a status code: good, uncertain (the value is kept as suspect) or bad (there is no value). */
export function qualityOf(value: DataValue): Extract<Quality, 'good' | 'suspect' | 'bad'> {
  const level = severity(value.statusCode.value)
  if (level === 0) return 'good'
  return level === 1 ? 'suspect' : 'bad'
}

/** The number a variant holds; NaN for texts, lists and nothing. */
export function numberOf({ value }: Variant): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  // the library gives 64-bit integers as a pair [high, low] of 32-bit ones
  const [high, low] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : []
  return typeof high === 'number' && typeof low === 'number' ? high * 2 ** 32 + (low >>> 0) : NaN
}

const codes: [RegExp, ErrorCode][] = [
  [
    /^Bad(NodeId|Attribute|NotWritable|NotReadable|UserAccess|TypeMismatch|OutOfRange|WriteNotSupported)/,
    'Device.Illegal',
  ],
  [/^Bad(Method|Argument|InvalidArgument|History|NotSupported|ServiceUnsupported)/, 'Device.Illegal'],
  [/^Bad(\w*Timeout|NoCommunication)/, 'Device.Timeout'],
  [/^Bad(TooMany|ResourceUnavailable|OutOfMemory|ServerHalted|Shutdown)/, 'Device.Busy'],
  [/^Bad(Session|SecureChannel|Connection|NotConnected)/, 'Device.Unreachable'],
]

/** The error for a status that is not good, named as the standard names it. */
export function statusError(status: string, asked: string): PowerchainError {
  const code = codes.find(([names]) => names.test(status))?.[1] ?? 'Device.BadAnswer'
  return new PowerchainError(code, `${asked}: the server answers ${status}`, { details: { status } })
}

/** The error for what the library threw: a time-out, or a link that is no more. */
export function linkError(error: unknown, asked: string): PowerchainError {
  if (error instanceof PowerchainError) return error
  const text = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
  const code = /time ?out/i.test(text) ? 'Device.Timeout' : 'Device.Unreachable'
  return new PowerchainError(code, `${asked}: ${text}`, { cause: error })
}
