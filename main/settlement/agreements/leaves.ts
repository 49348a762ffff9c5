import {
  type AgreementLine,
  exemptionNames,
  type GivenSchedule,
  type QuarterProof,
} from '../../../domain/settlement/agreement.ts'
import { leafTags } from '../../../domain/settlement/typed-data.ts'
import { keccak, keccakText } from '../hashing/keccak.ts'
import { rootOf } from '../hashing/tree.ts'
import { bytesOf, hex, words } from '../hashing/words.ts'

const [agreementTag, proofTag, scheduleTag] = [leafTags.agreement, leafTags.proof, leafTags.schedule].map(
  keccakText,
) as [Uint8Array, Uint8Array, Uint8Array]

/** What a correction's number is marked with, so that its leaves are no leaves of the batch with the same number. */
export const correctionBit = 2 ** 31

/** Where a leaf of an agreement counts: one deployment, one site, one batch (or a correction, with {@link correctionBit}). */
export interface LeafPlace {
  separator: Uint8Array
  site: number
  sequence: number
}

/** Leaf of an agreement's line, as the contract hashes it. */
export function agreementLeaf({ separator, site, sequence }: LeafPlace, line: AgreementLine): Uint8Array {
  return keccak(
    keccak(
      words(
        agreementTag,
        separator,
        site,
        sequence,
        BigInt(line.agreement),
        line.upToQuarter,
        line.takenWh,
        line.returnedWh,
        BigInt(line.reservedWhQ),
        BigInt(line.storedWhQ),
        line.shortWh,
        line.deviationWh,
        line.unusedWh,
        line.estimatedWh,
        line.isFinal ? 1 : 0,
        bytesOf(line.proofsRoot),
      ),
    ),
  )
}

/** Root over lines in their order: `agreementsRoot` of a header. */
export function agreementsRoot(place: LeafPlace, lines: readonly AgreementLine[]): string {
  return hex(rootOf(lines.map((line) => agreementLeaf(place, line))))
}

/** Root over the proofs of an agreement in their order: `proofsRoot` of a line. */
export function proofsRoot(separator: Uint8Array, agreement: string, proofs: readonly QuarterProof[]): string {
  const leaves = proofs.map(({ quarter, exempt, hash }) =>
    keccak(keccak(words(proofTag, separator, BigInt(agreement), quarter, codeOf(exempt), bytesOf(hash)))),
  )
  return hex(rootOf(leaves))
}

function codeOf(exempt: QuarterProof['exempt']): number {
  return exempt === null ? 0 : exemptionNames.indexOf(exempt) + 1
}

/** Hash of a schedule that terms name: tag, then taken and returned of each quarter. */
export function scheduleHash(schedule: GivenSchedule): string {
  return hex(keccak(words(scheduleTag, ...schedule.flat())))
}
