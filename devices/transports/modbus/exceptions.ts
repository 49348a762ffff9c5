import { type ErrorCode, PowerchainError } from '../../../domain/errors.ts'

// Modbus Application Protocol 1.1b3, section 7
const exceptions: Record<number, [ErrorCode, string]> = {
  1: ['Device.Illegal', 'it does not know this function'],
  2: ['Device.Illegal', 'it has no such register'],
  3: ['Device.Illegal', 'it does not accept this value or length'],
  4: ['Device.BadAnswer', 'it failed while doing it'],
  5: ['Device.Busy', 'it has begun and is not ready yet'],
  6: ['Device.Busy', 'it is busy'],
  7: ['Device.BadAnswer', 'it cannot do this now'],
  8: ['Device.BadAnswer', 'its memory is faulty'],
  10: ['Device.Unreachable', 'the gateway has no path to it'],
  11: ['Device.Unreachable', 'it does not answer the gateway'],
}

/**
 * The error for an exception answer: what the device said, in plain words, with `details.exception`, and
 * `details.isWrite` when it was asked to change something.
 */
export function exceptionError(exception: number, asked: string, isWrite = false): PowerchainError {
  const [code, words] = exceptions[exception] ?? ['Device.BadAnswer', 'it gave a reason that is not in the standard']
  return new PowerchainError(code, `${asked}: ${words} (exception ${exception})`, { details: { exception, isWrite } })
}
