import type { Figure } from './figure.ts'
import { gasFigures } from './settlement/gas.ts'
import { recomputeFigures } from './settlement/recomputing.ts'
import { verifyFigures } from './settlement/verifying.ts'
import { yearFigures } from './settlement/year.ts'

/** Figures of settlement: what is stated, made into batches and verified without a chain; and what the chain takes. */
export function measure(): Figure[] {
  return [...yearFigures(), ...verifyFigures(), ...recomputeFigures(), ...gasFigures()]
}
