import { PowerchainError } from '../../domain/errors.ts'

/** The error for what retail does not do, in a sentence for people. Code `Retail.Invalid`. */
export function retailFault(message: string, details: Record<string, unknown> = {}): PowerchainError {
  return new PowerchainError('Retail.Invalid', message, { details })
}

/** The error for something that is not there. Code `Config.NotFound`. */
export function notFound(message: string): PowerchainError {
  return new PowerchainError('Config.NotFound', message)
}
