import { AbiCoder, Contract, concat, getCreate2Address, id, keccak256, toUtf8Bytes, type Signer } from 'ethers'
import { artifactOf, isCodeOf } from './artifact.ts'
import { deployments, grants, owned, vaultModules, type People } from './plan.ts'

/** Where one contract stands, as written into the manifest. */
export interface Deployed {
  address: string
  codeHash: string
  abiHash: string
  block: number
  args: string
}

/** Everything an engine has to know of a network before it sends anything. */
export interface Manifest {
  chainId: string
  genesisHash: string
  contracts: Record<string, Deployed>
}

/** The factory of CREATE2 that stands at the same address on most chains (and on anvil). */
const factory = '0x4e59b44847b379578588920cA78FbF26c0B4956C'

/**
 * Deploys what is missing, wires it and begins the hand-over to the timelock. A second run with the same version sends nothing.
 * @throws Error when the chain has no factory, or other code stands where ours should
 */
export async function deploy(signer: Signer, people: People, version: string): Promise<Manifest> {
  const provider = signer.provider
  if (provider === null) throw new Error('the deployer has no connection to a chain')
  if ((await provider.getCode(factory)) === '0x') throw new Error(`this chain has no CREATE2 factory at ${factory}`)
  const deployer = await signer.getAddress()
  const contracts: Record<string, Deployed> = {}
  const at = (name: string) => contracts[name]?.address ?? people[name as keyof People]
  for (const { name, args } of deployments)
    contracts[name] = await place(signer, name, args(at, people, deployer), version)
  await wire(signer, at)
  const [network, genesis] = await Promise.all([provider.getNetwork(), provider.getBlock(0)])
  return { chainId: String(network.chainId), genesisHash: genesis?.hash ?? '', contracts }
}

/** Contract of the plan, to be read or called. */
export function contractAt(name: string, address: string, signer: Signer): Contract {
  return new Contract(address, artifactOf(name).abi, signer)
}

async function place(signer: Signer, name: string, args: unknown[], version: string): Promise<Deployed> {
  const artifact = artifactOf(name)
  const constructor = (artifact.abi as { type: string; inputs: { type: string }[] }[]).find(
    ({ type }) => type === 'constructor',
  )
  const encoded = AbiCoder.defaultAbiCoder().encode(
    (constructor?.inputs ?? []).map(({ type }) => type),
    args,
  )
  const initCode = concat([artifact.bytecode.object, encoded])
  const salt = id(`powerchain ${version} ${name}`)
  const address = getCreate2Address(factory, salt, keccak256(initCode))
  let code = (await signer.provider?.getCode(address)) ?? '0x'
  let block = 0
  if (code === '0x') {
    const sent = await signer.sendTransaction({ to: factory, data: concat([salt, initCode]) })
    block = (await sent.wait())?.blockNumber ?? 0
    // At the block itself: the same question as before would be answered from ethers' memory.
    code = (await signer.provider?.getCode(address, block)) ?? '0x'
  }
  if (!isCodeOf(artifact, code)) throw new Error(`${name} at ${address} is not what was built`)
  const abiHash = keccak256(toUtf8Bytes(JSON.stringify(artifact.abi)))
  return { address, codeHash: keccak256(code), abiHash, block, args: encoded }
}

/** Vault modules, roles, key listener, and the admins on their way to the timelock; what is done already is left alone. */
async function wire(signer: Signer, at: (name: string) => string): Promise<void> {
  const contract = (name: string) => contractAt(name, at(name), signer)
  const deployer = await signer.getAddress()
  const timelock = contract('PowecTimelock')
  const isAdmin = async (name: string) => (await contract(name).getFunction('defaultAdmin')()) === deployer
  if (!(await timelock.getFunction('hasRole')(await timelock.getFunction('DEFAULT_ADMIN_ROLE')(), deployer))) return
  for (const module of vaultModules) {
    const vault = contract('EscrowVault')
    if ((await vault.getFunction('moduleState')(at(module))) !== 0n) continue
    await send(vault, 'scheduleModule', at(module))
    await send(vault, 'activateModule', at(module))
  }
  for (const [name, role, holder] of grants) {
    const target = contract(name)
    const hash: string = await target.getFunction(role)()
    if (!(await target.getFunction('hasRole')(hash, at(holder)))) await send(target, 'grantRole', hash, at(holder))
  }
  if (await isAdmin('NodeRegistry')) await send(contract('NodeRegistry'), 'setKeyListener', at('DeliverySettlement'))
  for (const name of owned)
    if (await isAdmin(name)) await send(contract(name), 'beginDefaultAdminTransfer', at('PowecTimelock'))
  await send(timelock, 'renounceRole', await timelock.getFunction('DEFAULT_ADMIN_ROLE')(), deployer)
}

async function send(contract: Contract, name: string, ...args: unknown[]): Promise<void> {
  const sent = (await contract.getFunction(name)(...args)) as { wait: () => Promise<unknown> }
  await sent.wait()
}
