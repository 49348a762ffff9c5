import { type ProofOutcome, proofOutcomes, type ProofSource, proofSources } from '../../../domain/dispatch/proof.ts'
import { said } from '../alarms/search.ts'

/** What the address of the instructions says: the one that is opened. */
export interface InstructionSearch {
  id?: string
}

/** What the address of the proofs says: the one that is opened, and which are listed. */
export interface ProofSearch {
  id?: string
  assetId?: string
  source?: ProofSource
  outcome?: ProofOutcome
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined

/** Reads the address of the instructions; what it does not know it leaves out. */
export function instructionSearch(search: Record<string, unknown>): InstructionSearch {
  return said<InstructionSearch>({ id: textOf(search['id']) })
}

/** Reads the address of the proofs; what it does not know it leaves out. */
export function proofSearch(search: Record<string, unknown>): ProofSearch {
  return said<ProofSearch>({
    id: textOf(search['id']),
    assetId: textOf(search['assetId']),
    source: proofSources.find((source) => source === search['source']),
    outcome: proofOutcomes.find((outcome) => outcome === search['outcome']),
  })
}
