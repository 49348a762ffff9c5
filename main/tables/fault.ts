import { invalidConfig, type PowerchainError } from '../../domain/errors.ts'

/** The error for a table that can't be read: where, and what was expected there. Row 0 = the file as a whole. */
export function tableFault(fault: { file: string; row: number; column?: number; expected: string }): PowerchainError {
  const { file, row, column = 0, expected } = fault
  return invalidConfig([{ file, line: row, column, field: '', expected }])
}
