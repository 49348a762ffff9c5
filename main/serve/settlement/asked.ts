import { PowerchainError } from '../../../domain/errors.ts'

/**
 * A part of settlement that the site file asked for.
 * @throws PowerchainError `Config.NotFound` where there is no section `settlement`
 */
export function asked<Part>(part: Part | undefined): Part {
  if (part) return part
  throw new PowerchainError('Config.NotFound', 'The site file asks for no settlement: it has no section "settlement".')
}
