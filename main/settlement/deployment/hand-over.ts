import { id, type Signer, ZeroHash } from 'ethers'
import type { DeploymentManifest } from './manifest.ts'
import { contractAt } from './place.ts'
import { owned } from './plan.ts'

/** Two days, the least delay of the timelock, in seconds. */
const delay = 2 * 24 * 3600
const salt = id('powerchain hand-over')

/** The owner proposes that the timelock takes the contracts over; three days after the deployment at the earliest. */
export async function proposeHandOver(owner: Signer, manifest: DeploymentManifest): Promise<void> {
  const { timelock, batch } = acceptance(owner, manifest)
  const sent = await timelock.getFunction('scheduleBatch')(...batch, ZeroHash, salt, delay)
  await sent.wait()
}

/** Anybody carries the hand-over out, two days after it was proposed. */
export async function finishHandOver(anybody: Signer, manifest: DeploymentManifest): Promise<void> {
  const { timelock, batch } = acceptance(anybody, manifest)
  const sent = await timelock.getFunction('executeBatch')(...batch, ZeroHash, salt)
  await sent.wait()
}

/** Rights that the deployer still has, by contract; empty when the hand-over is complete. */
export async function rightsOf(deployer: string, reader: Signer, manifest: DeploymentManifest): Promise<string[]> {
  const left: string[] = []
  for (const [name, { address }] of Object.entries(manifest.contracts)) {
    const contract = contractAt(name, address, reader)
    if (!contract.interface.hasFunction('hasRole')) continue
    const roles = contract.interface.fragments.flatMap((f) =>
      f.type === 'function' && 'name' in f && 'inputs' in f && f.inputs.length === 0 && isRole(String(f.name))
        ? [String(f.name)]
        : [],
    )
    for (const role of roles)
      if (await contract.getFunction('hasRole')(await contract.getFunction(role)(), deployer))
        left.push(`${name} ${role}`)
  }
  return left
}

function isRole(name: string): boolean {
  return (
    name.endsWith('_ROLE') || ['MARKET', 'DESK', 'GUARDIAN', 'VERIFIER', 'MINTER', 'CLEARING', 'RATE'].includes(name)
  )
}

/** The timelock, and the calls by which it accepts each contract. */
function acceptance(signer: Signer, { contracts }: DeploymentManifest) {
  const address = (name: string) => contracts[name]?.address ?? ''
  const timelock = contractAt('PowecTimelock', address('PowecTimelock'), signer)
  const calls = owned.map((name) =>
    contractAt(name, address(name), signer).interface.encodeFunctionData('acceptDefaultAdminTransfer'),
  )
  return { timelock, batch: [owned.map(address), owned.map(() => 0n), calls] as const }
}
