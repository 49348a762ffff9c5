import { TypedDataEncoder } from 'ethers'
import type { Rotation } from './rotations.ts'

/** What keys sign of a rotation, in the words of EIP-712; specified with the registry (`contracts/types/RegistryData.sol`). */
export const keyRotationType = 'uint32 site,uint32 epoch,address oldKey,address newKey,uint32 fromQuarter'

/** Digest of a rotation for a registry. */
export function keyRotationDigest(
  place: { chainId: number; registry: string; site: number },
  { epoch, oldKey, newKey, fromQuarter }: Pick<Rotation, 'epoch' | 'oldKey' | 'newKey' | 'fromQuarter'>,
): string {
  const domain = {
    name: 'Powerchain Registry',
    version: '1',
    chainId: place.chainId,
    verifyingContract: place.registry,
  }
  const fields = keyRotationType.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { type, name }
  })
  const value = { site: place.site, epoch, oldKey, newKey, fromQuarter }
  return TypedDataEncoder.hash(domain, { KeyRotation: fields }, value)
}
