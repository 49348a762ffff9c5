// Thread of a practice chain: starts the node, deploys and seeds what is missing, and holds the node until it is told to stop.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { getBytes, hexlify, Wallet } from 'ethers'
import { systemClock } from '../../clock.ts'
import { deploy } from '../deployment/deploy.ts'
import { type DeploymentManifest, readManifest } from '../deployment/manifest.ts'
import { newPrivateKey } from '../keys/controller-key.ts'
import { readKeystore, writeKeystore } from '../keys/keystore.ts'
import { type Actors, createActors, withContracts } from './actors.ts'
import { anvilBinary, type PracticeNode, startNode } from './anvil-node.ts'
import { brokerTurn } from './broker.ts'
import { practiceGroup } from './group.ts'
import { groupNode, keepPresent, neighbourNodes } from './nodes.ts'
import type { FromPractice, PracticeOrder, ToPractice } from './messages.ts'
import { practiceAddresses, practicePeople, practiceVersion } from './people.ts'
import { practicePassphrase, practiceRoles, publishedKeys } from './published.ts'
import { nowSeconds, passTo } from './passing.ts'
import { foundedBeforeS, isSeeded, seed } from './seed.ts'
import { shortenWindow } from './windows.ts'

/** Rounds of scrypt: the passphrase is known to everybody, so guessing it costs nothing anyway. */
const publishedCost = 2 ** 10
const quarterSeconds = 900
/** How often the others on the chain look around. */
const liveEveryMs = 10_000
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

/** Makes the keys that are not there, and gives the first controller's where the published passphrase opens it. */
async function keys(): Promise<Wallet | undefined> {
  const made = [
    ...(order.mayMakeKey ? [{ file: controllerFile, privateKey: newPrivateKey() }] : []),
    { file: join(order.keysFolder, 'operator.json'), privateKey: getBytes(publishedKeys[practiceRoles.site]) },
  ]
  for (const one of made)
    if (!existsSync(one.file)) await writeKeystore({ ...one, passphrase: practicePassphrase, cost: publishedCost })
  if (!existsSync(controllerFile)) return undefined
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
  const kept = known(manifest)
  if (kept.isNew) await shortenWindow(actors.provider, kept.manifest.contracts['DeliverySettlement']?.address ?? '')
  const present = withContracts(actors, kept.manifest)
  if (!controller && !(await isSeeded(present, order.site)))
    throw new Error(
      'The practice chain is new, and the first key of the site, which it must be registered with, is not there or has a passphrase of its own: put its backup back, or begin with another data folder.',
    )
  if (controller) {
    const { site, capacityWh, firstQuarter } = order
    await seed({ actors: present, controller, site, capacityWh, firstQuarter })
  }
  await passTo(actors.provider, nowSeconds())
  if (kept.isNew) writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
  tell({ type: 'ready', url: node.url, manifest: kept.manifest })
  systemClock.after(liveEveryMs, () => void live(present))
}

/** The others on the chain: a broker who brings offers and requests together, and neighbours who stay present. */
async function live(actors: Actors): Promise<void> {
  try {
    const shared = groupNode(await practiceGroup(actors), order.site)
    await keepPresent(actors, [...neighbourNodes(order.site), shared])
    await brokerTurn(actors)
  } catch {
    // the node is busy or gone: the engine looks after it, and the next round begins anew
  }
  systemClock.after(liveEveryMs, () => void live(actors))
}

/** Contracts of another version stand elsewhere, and what the site signed for them holds nowhere else. */
function checkVersion(): void {
  const known = existsSync(manifestFile) ? readManifest(manifestFile) : undefined
  const settles = known?.contracts['DeliverySettlement']?.address
  if (settles === undefined || settles === practiceAddresses()['DeliverySettlement']) return
  throw new Error('The practice chain was made by another version of the contracts: begin with a new data folder.')
}

/**
 * Starts the node from its state. One that it can't read is put aside and a new chain begins, and likewise after one whose seed was
 * cut off: its time went on, and nobody knows of it yet.
 */
async function begin(binary: string): Promise<PracticeNode> {
  const stateFile = join(order.folder, 'state.json')
  if (existsSync(stateFile) && !existsSync(manifestFile)) rmSync(stateFile)
  if (existsSync(stateFile))
    try {
      return await startNode({ binary, stateFile })
    } catch {
      renameSync(stateFile, `${stateFile}.unreadable`)
    }
  // of another chain
  rmSync(manifestFile, { force: true })
  const beginsAt = Math.min(order.firstQuarter * quarterSeconds, nowSeconds() - foundedBeforeS)
  return startNode({ binary, stateFile, beginsAt })
}

/** The manifest knows in which block each contract was deployed: of the same chain the first one is kept. */
function known(manifest: DeploymentManifest): { manifest: DeploymentManifest; isNew: boolean } {
  const kept = existsSync(manifestFile) ? readManifest(manifestFile) : undefined
  if (kept?.genesisHash === manifest.genesisHash)
    return { manifest: { ...manifest, contracts: { ...manifest.contracts, ...kept.contracts } }, isNew: false }
  return { manifest, isNew: true }
}
