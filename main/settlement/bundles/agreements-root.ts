import { AbiCoder, concat, id, keccak256, TypedDataEncoder } from 'ethers'
import type { AgreementLine } from '../../../domain/settlement/agreement.ts'
import type { BundleHead } from '../../../domain/settlement/bundle.ts'
import { leafTags, settlementDomain } from '../../../domain/settlement/typed-data.ts'

const lineType =
  'tuple(uint64 agreement,uint32 upToQuarter,uint64 takenWh,uint64 returnedWh,uint96 reservedWhQ,uint96 storedWhQ,uint64 shortWh,uint64 deviationWh,uint64 unusedWh,uint64 estimatedWh,bool isFinal,bytes32 proofsRoot)'

/** Root that the quantities of agreements in a batch lead to, by a general encoder: nothing of what made them is used. */
export function agreementsRootOf(
  place: BundleHead['place'],
  sequence: number,
  lines: readonly AgreementLine[],
): string {
  const domain = { ...settlementDomain, chainId: place.chainId, verifyingContract: place.contract.toLowerCase() }
  const separator = TypedDataEncoder.hashDomain(domain)
  let level = lines.map((line) => {
    const types = ['bytes32', 'bytes32', 'uint32', 'uint32', lineType]
    const values = [id(leafTags.agreement), separator, place.site, sequence, line]
    return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(types, values)))
  })
  const empty = id(leafTags.empty)
  while (level.length === 0 || (level.length & (level.length - 1)) !== 0) level.push(empty)
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      keccak256(concat(['0x01', ...level.slice(2 * i, 2 * i + 2).sort()])),
    )
  return level[0] ?? empty
}
