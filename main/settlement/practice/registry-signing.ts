import { Signature, type Wallet } from 'ethers'
import { practiceChainId } from './published.ts'

const types = {
  KeyRotation: [
    ['uint32', 'site'],
    ['uint32', 'epoch'],
    ['address', 'oldKey'],
    ['address', 'newKey'],
    ['uint32', 'fromQuarter'],
  ],
  StorageStatus: [
    ['uint32', 'node'],
    ['uint32', 'sequence'],
    ['uint40', 'measuredAt'],
    ['uint40', 'validUntil'],
    ['uint8', 'kind'],
    ['uint64', 'capacityWh'],
    ['uint64', 'usableWh'],
    ['uint64', 'guaranteedWh'],
    ['uint32', 'ratedVoltageV'],
    ['uint32', 'minDurationMin'],
    ['uint32', 'maxDurationMin'],
    ['uint32', 'lossPpmPerHour'],
    ['uint32', 'chargePowerW'],
    ['uint32', 'dischargePowerW'],
    ['bytes32', 'evidence'],
  ],
} as const

/** What of a controller's key is used here. */
export type Controller = Pick<Wallet, 'address' | 'signTypedData'>

/** Signature of a struct of the registry by a controller, as r and vs. */
export async function signForRegistry(
  wallet: Controller,
  registry: string,
  name: keyof typeof types,
  value: Readonly<Record<string, unknown>>,
): Promise<[string, string]> {
  const domain = {
    name: 'Powerchain Registry',
    version: '1',
    chainId: practiceChainId,
    verifyingContract: registry,
  }
  const fields = types[name].map(([type, field]) => ({ type, name: field }))
  const { r, yParityAndS } = Signature.from(await wallet.signTypedData(domain, { [name]: fields }, value))
  return [r, yParityAndS]
}
