import type { Contract, Signer } from 'ethers'
import type { Deployed, DeploymentManifest } from './manifest.ts'
import { contractAt, factory, place, placingOf } from './place.ts'
import { deployments, grants, owned, vaultModules, type People } from './plan.ts'

/**
 * Deploys what is missing, wires it and begins the hand-over to the timelock. A second run with the same version sends nothing.
 * @throws Error when the chain has no factory, or other code stands where ours should
 */
export async function deploy(signer: Signer, people: People, version: string): Promise<DeploymentManifest> {
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
  return { chainId: Number(network.chainId), genesisHash: genesis?.hash ?? '', contracts }
}

/** Addresses at which {@link deploy} puts the contracts of these people, by their names: known without a chain. */
export function plannedAddresses(deployer: string, people: People, version: string): Record<string, string> {
  const addresses: Record<string, string> = {}
  const at = (name: string) => addresses[name] ?? people[name as keyof People]
  for (const { name, args } of deployments)
    addresses[name] = placingOf(name, args(at, people, deployer), version).address
  return addresses
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
  for (const [name, role, holder, namedBy = name] of grants) {
    const target = contract(name)
    const hash: string = await contract(namedBy).getFunction(role)()
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
