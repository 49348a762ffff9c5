import { PowerchainError } from '../../../domain/errors.ts'
import { describe, type ModbusRequest } from './requests.ts'

/** There is no connection, or no longer. */
export function gone(request: ModbusRequest, reason: string): PowerchainError {
  return new PowerchainError('Device.Unreachable', `${describe(request)}: ${reason}`)
}

/** It took too long. */
export function late(request: ModbusRequest, reason: string): PowerchainError {
  return new PowerchainError('Device.Timeout', `${describe(request)}: ${reason}`)
}

/** It was not sent, so that a late answer cannot pass for its own. */
export function owed(request: ModbusRequest): PowerchainError {
  return late(request, 'not sent, the device still owes an answer')
}

/** Bytes came, but no answer with a right check sum. */
export function damaged(request: ModbusRequest): PowerchainError {
  const text = `${describe(request)}: the answer was damaged on the line (check sum)`
  return new PowerchainError('Device.BadAnswer', text, { details: { isDamaged: true } })
}

/** The answer comes from somebody else. */
export function otherUnit(request: ModbusRequest, given: number, wanted: number): PowerchainError {
  const text = `${describe(request)}: unit ${given} answered, expected ${wanted}`
  return new PowerchainError('Device.BadAnswer', text)
}
