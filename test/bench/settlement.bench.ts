import type { Figure } from './figure.ts'
import { gasFigures } from './settlement/gas.ts'
import { matchFigures } from './settlement/matching.ts'
import { recomputeFigures } from './settlement/recomputing.ts'
import { verifyFigures } from './settlement/verifying.ts'
import { yearFigures } from './settlement/year.ts'

/** Figures of settlement: what is stated, made into batches and verified without a chain; how offers are matched; and what the chain takes. */
export async function measure(): Promise<Figure[]> {
  return [...yearFigures(), ...verifyFigures(), ...recomputeFigures(), ...(await matchFigures()), ...gasFigures()]
}
