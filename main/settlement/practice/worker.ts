// Thread of a practice chain: starts the node, deploys and seeds what is missing, and holds the node until it is told to stop.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { getBytes, hexlify, Wallet } from 'ethers'
import { systemClock } from '../../clock.ts'
import { deploy } from '../deployment/deploy.ts'
import { type DeploymentManifest, readManifest } from '../deployment/manifest.ts'
import { newPrivateKey } from '../keys/controller-key.ts'
import { readKeystore, writeKeystore } from '../keys/keystore.ts'
import { createActors, withContracts } from './actors.ts'
import { anvilBinary, type PracticeNode, startNode } from './anvil-node.ts'
import type { FromPractice, PracticeOrder, ToPractice } from './messages.ts'
import { practiceAddresses, practicePeople, practiceVersion } from './people.ts'
import { practicePassphrase, practiceRoles, publishedKeys } from './published.ts'
import { seed } from './seed.ts'
import { shortenWindow } from './windows.ts'

/** Rounds of scrypt: the passphrase is known to everybody, so guessing it costs nothing anyway. */
const publishedCost = 2 ** 10
const quarterSeconds = 900
const order = workerData as PracticeOrder
const manifestFile = join(order.folder, 'manifest.json')
const controllerFile = join(order.keysFolder, 'controller-1.json')
let node: PracticeNode | undefined

function tell(message: FromPractice): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}

parentPort?.on('message', (message: ToPractice) => {
  if (message === 'stop') void (node?.stop() ?? Promise.resolve()).then(() => process.exit(0))
})

try {
  const controller = await keys()
  tell({ type: 'keys' })
  await run(controller)
} catch (error) {
  tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  await node?.stop()
}

/** Makes the keys that are not there, and gives the controller's where the published passphrase opens it. */
async function keys(): Promise<Wallet | undefined> {
  const made = [
    { file: controllerFile, privateKey: newPrivateKey() },
    { file: join(order.keysFolder, 'operator.json'), privateKey: getBytes(publishedKeys[practiceRoles.site]) },
  ]
  for (const one of made)
    if (!existsSync(one.file)) await writeKeystore({ ...one, passphrase: practicePassphrase, cost: publishedCost })
  const privateKey = await readKeystore(controllerFile, practicePassphrase)
  return privateKey && new Wallet(hexlify(privateKey))
}

async function run(controller: Wallet | undefined): Promise<void> {
  const binary = anvilBinary()
  if (binary === undefined)
    throw new Error('The practice chain needs anvil (@foundry-rs/anvil), which is not installed.')
  mkdirSync(order.folder, { recursive: true })
  checkVersion()
  node = await begin(binary)
  void node.ended.then(() => tell({ type: 'ended' }))
  const actors = createActors(node.url)
  const manifest = await deploy(actors.signer('deployer'), practicePeople, practiceVersion)
  const kept = keep(manifest)
  if (kept.isNew) await shortenWindow(actors.provider, kept.manifest.contracts['DeliverySettlement']?.address ?? '')
  if (controller)
    await seed({
      actors: withContracts(actors, kept.manifest),
      controller,
      site: order.site,
      capacityWh: order.capacityWh,
      firstQuarter: order.firstQuarter,
    })
  await presentTime(actors.provider)
  actors.provider.destroy()
  tell({ type: 'ready', url: node.url, manifest: kept.manifest })
}

/** Contracts of another version stand elsewhere, and what the site signed for them holds nowhere else. */
function checkVersion(): void {
  const known = existsSync(manifestFile) ? readManifest(manifestFile) : undefined
  const settles = known?.contracts['DeliverySettlement']?.address
  if (settles === undefined || settles === practiceAddresses()['DeliverySettlement']) return
  throw new Error('The practice chain was made by another version of the contracts: begin with a new data folder.')
}

/** Starts the node from its state; a state that it can't read is put aside, and a new chain begins. */
async function begin(binary: string): Promise<PracticeNode> {
  const stateFile = join(order.folder, 'state.json')
  if (existsSync(stateFile))
    try {
      return await startNode({ binary, stateFile })
    } catch {
      renameSync(stateFile, `${stateFile}.unreadable`)
    }
  const beginsAt = order.firstQuarter * quarterSeconds
  return startNode({ binary, stateFile, ...(beginsAt < nowSeconds() && { beginsAt }) })
}

/** The manifest knows in which block each contract was deployed: of the same chain the first one is kept. */
function keep(manifest: DeploymentManifest): { manifest: DeploymentManifest; isNew: boolean } {
  const known = existsSync(manifestFile) ? readManifest(manifestFile) : undefined
  if (known?.genesisHash === manifest.genesisHash)
    return { manifest: { ...manifest, contracts: { ...manifest.contracts, ...known.contracts } }, isNew: false }
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
  return { manifest, isNew: true }
}

/** A chain that began in the past comes to the present before anybody goes by it. */
async function presentTime(provider: ReturnType<typeof createActors>['provider']): Promise<void> {
  const { timestamp } = (await provider.getBlock('latest')) ?? { timestamp: 0 }
  const now = nowSeconds()
  if (now <= timestamp + 2) return
  await provider.send('evm_setNextBlockTimestamp', [now])
  await provider.send('evm_mine', [])
}

function nowSeconds(): number {
  return Math.floor(systemClock.now() / 1_000)
}
