import type { AgreementLine, AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import type { LedgerValue } from '../../../../domain/settlement/ledger.ts'
import { pathOf } from '../../hashing/tree.ts'
import { hex } from '../../hashing/words.ts'
import { lineTo, termsTo } from '../contract-words.ts'
import { agreementLeaf, type LeafPlace } from '../leaves.ts'

/** Siblings of an agreement's line on the way to `agreementsRoot`. Errors: RangeError when the line is not among them. */
export function linePath(place: LeafPlace, lines: readonly AgreementLine[], agreement: string): string[] {
  const leaves = lines.map((line) => agreementLeaf(place, line))
  return pathOf(
    leaves,
    lines.findIndex((line) => line.agreement === agreement),
  ).map(hex)
}

/** One line with its terms and its way to the root, as the contract's calls take it: a multi-proof of a single leaf. */
export function provenLine(
  place: LeafPlace,
  lines: readonly AgreementLine[],
  terms: AgreementTerms,
): { line: AgreementLine; leaf: string; proven: LedgerValue } {
  const line = lines.find(({ agreement }) => agreement === terms.agreement)
  if (!line) throw new RangeError(`no line of agreement ${terms.agreement}`)
  const proof = linePath(place, lines, terms.agreement)
  return {
    line,
    leaf: hex(agreementLeaf(place, line)),
    proven: { lines: [lineTo(line)], terms: [termsTo(terms)], proof, proofFlags: proof.map(() => false) },
  }
}
