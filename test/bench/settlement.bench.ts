import type { Figure } from './figure.ts'
import { verifyFigures } from './settlement/verifying.ts'
import { yearFigures } from './settlement/year.ts'

/** Figures of settlement: what is stated, made into batches and verified without a chain. */
export function measure(): Figure[] {
  return [...yearFigures(), ...verifyFigures()]
}
