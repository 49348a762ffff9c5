import { id, TypedDataEncoder } from 'ethers'
import type { ActView } from './plan.ts'

/** Fields of a status in the order of the registry's EIP-712 struct; seconds, Wh and W. */
export interface StatusFields {
  node: number
  sequence: number
  measuredAt: number
  validUntil: number
  kind: number
  capacityWh: number
  usableWh: number
  guaranteedWh: number
  ratedVoltageV: number
  minDurationMin: number
  maxDurationMin: number
  lossPpmPerHour: number
  chargePowerW: number
  dischargePowerW: number
  evidence: string
}

const fields = (text: string) =>
  text.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { type, name }
  })
const types = {
  StorageStatus: fields(
    'uint32 node,uint32 sequence,uint40 measuredAt,uint40 validUntil,uint8 kind,uint64 capacityWh,uint64 usableWh,uint64 guaranteedWh,uint32 ratedVoltageV,uint32 minDurationMin,uint32 maxDurationMin,uint32 lossPpmPerHour,uint32 chargePowerW,uint32 dischargePowerW,bytes32 evidence',
  ),
  KeyRotation: fields('uint32 site,uint32 epoch,address oldKey,address newKey,uint32 fromQuarter'),
}

/** Role of the registry of those who check members and nodes. */
export const verifierRole = id('powerchain.verifier')

/** Digest of a status that the controller signs to the registry. */
export function statusDigest(view: Pick<ActView, 'chainId' | 'addressOf'>, status: StatusFields): string {
  return TypedDataEncoder.hash(domainOf(view), { StorageStatus: types.StorageStatus }, status)
}

/** Digest by which a controller shows that this account may register it. */
export function possessionDigest(view: Pick<ActView, 'chainId' | 'addressOf' | 'account'>, controller: string): string {
  const rotation = { site: 0, epoch: 1, oldKey: view.account, newKey: controller, fromQuarter: 0 }
  return TypedDataEncoder.hash(domainOf(view), { KeyRotation: types.KeyRotation }, rotation)
}

/** Halves of a signature of 64 bytes: r and vs. */
export function signatureParts(signature: string): [r: string, vs: string] {
  return [signature.slice(0, 66), `0x${signature.slice(66)}`]
}

function domainOf({ chainId, addressOf }: Pick<ActView, 'chainId' | 'addressOf'>) {
  return { name: 'Powerchain Registry', version: '1', chainId, verifyingContract: addressOf('NodeRegistry') }
}
