import { AbiCoder, concat, Contract, getCreate2Address, id, keccak256, toUtf8Bytes, type Signer } from 'ethers'
import { interfaceOf } from '../chain/abis.ts'
import { codeOf, isCodeOf } from './code.ts'
import type { Deployed } from './manifest.ts'

/** The factory of CREATE2 that stands at the same address on most chains (and on anvil). */
export const factory = '0x4e59b44847b379578588920cA78FbF26c0B4956C'

/** Where a contract will stand, and what brings it there. */
interface Placing {
  address: string
  salt: string
  initCode: string
  args: string
}

/** Contract of the plan, to be read or called. */
export function contractAt(name: string, address: string, signer: Signer): Contract {
  return new Contract(address, interfaceOf(name), signer)
}

/** Where a contract of these arguments and this version will stand: known without a chain. */
export function placingOf(name: string, given: readonly unknown[], version: string): Placing {
  const constructor = interfaceOf(name).deploy
  const args = AbiCoder.defaultAbiCoder().encode(constructor.inputs, given)
  const initCode = concat([codeOf(name).creation, args])
  const salt = id(`powerchain ${version} ${name}`)
  return { address: getCreate2Address(factory, salt, keccak256(initCode)), salt, initCode, args }
}

/**
 * Deploys a contract unless it stands already, and checks the code that stands then.
 * @throws Error when other code stands there
 */
export async function place(
  signer: Signer,
  name: string,
  given: readonly unknown[],
  version: string,
): Promise<Deployed> {
  const { address, salt, initCode, args } = placingOf(name, given, version)
  let code = (await signer.provider?.getCode(address)) ?? '0x'
  let block = 0
  if (code === '0x') {
    const sent = await signer.sendTransaction({ to: factory, data: concat([salt, initCode]) })
    block = (await sent.wait())?.blockNumber ?? 0
    // At the block itself: the same question as before would be answered from ethers' memory.
    code = (await signer.provider?.getCode(address, block)) ?? '0x'
  }
  if (!isCodeOf(codeOf(name), code)) throw new Error(`${name} at ${address} is not what was built`)
  return { address, codeHash: keccak256(code), abiHash: abiHashOf(name), block, args }
}

function abiHashOf(name: string): string {
  return keccak256(toUtf8Bytes(interfaceOf(name).formatJson()))
}
