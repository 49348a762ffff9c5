import { id, Wallet, ZeroAddress, ZeroHash } from 'ethers'
import type { Actors } from './actors.ts'
import { speak } from './group.ts'
import { practiceAddress, type PracticeRole } from './published.ts'
import { type Controller, signForRegistry } from './registry-signing.ts'

/** A node of a practice chain. */
export interface PracticeNodeOf {
  /** Who owns it, or speaks for the group that does. */
  role: PracticeRole
  group?: string
  /** Number it must get. */
  node: number
  controller: Controller
  /** Code of the registry. */
  kind: number
  capacityWh: number
  lossPpmPerHour: number
}

const year = 365 * 86_400
/** Grid area of everybody on a practice chain. */
export const practiceZone = 1
/** Codes of storage kinds in the registry. */
const kinds = { liIon: 2, alkaline: 3, kinetic: 5, mixed: 6 } as const
/** A status is renewed when it is so old, s: the market believes one for a day. */
const renewS = 12 * 3_600

/** The site's node, and those of others beside it. */
export function practiceNodes(site: number, controller: Controller, capacityWh: number): PracticeNodeOf[] {
  return [
    { role: 'site', node: site, controller, kind: kinds.mixed, capacityWh, lossPpmPerHour: 500 },
    ...neighbourNodes(site),
  ]
}

/** Nodes of others, whose controllers are no secret. */
export function neighbourNodes(site: number): PracticeNodeOf[] {
  return [
    {
      role: 'generator',
      node: site + 1,
      controller: new Wallet(id('practice generator controller')),
      kind: kinds.liIon,
      capacityWh: 4_000_000,
      lossPpmPerHour: 500,
    },
    {
      role: 'supplier',
      node: site + 2,
      controller: new Wallet(id('practice flywheel controller')),
      kind: kinds.kinetic,
      capacityWh: 700_000,
      lossPpmPerHour: 12_500,
    },
  ]
}

/** The node of the group that the generator speaks for. */
export function groupNode(group: string, site: number): PracticeNodeOf {
  return {
    role: 'generator',
    group,
    node: site + 3,
    controller: new Wallet(id('practice group controller')),
    kind: kinds.alkaline,
    capacityWh: 2_400_000,
    lossPpmPerHour: 800,
  }
}

/** Registers a node, has it admitted, and gives its first status, as far as that is missing. Rejects for a number that is taken. */
export async function foundNode(actors: Actors, wanted: PracticeNodeOf): Promise<void> {
  const { ask, call, addressOf } = actors
  const { role, group, controller, kind, capacityWh } = wanted
  const owner = ownerOf(wanted)
  const found = await ask<{ owner: string; statusSequence: bigint; isAdmitted: boolean }>(
    'NodeRegistry',
    'identityOf',
    wanted.node,
  )
  if (found.owner !== ZeroAddress && found.owner !== owner)
    throw new Error(`node ${wanted.node} belongs to somebody else: the site number of a practice chain is 1`)
  if (found.owner === ZeroAddress) {
    const newKey = controller.address
    const possession = { site: 0, epoch: 1, oldKey: owner, newKey, fromQuarter: 0 }
    const signature = await signForRegistry(controller, addressOf('NodeRegistry'), 'KeyRotation', possession)
    const registration = { kind, zone: practiceZone, capacityWh, ...shape, controller: newKey }
    if (group === undefined) await call(role, 'NodeRegistry', 'registerNode', registration, ...signature)
    else await speak(actors, group, 'NodeRegistry', 'registerNode', registration, ...signature)
  }
  if (!found.isAdmitted) await call('verifier', 'NodeRegistry', 'admitNode', wanted.node, capacityWh)
  if (found.statusSequence === 0n) await giveStatus(actors, wanted, 1)
}

/** Account that owns a node. */
export function ownerOf({ role, group }: PracticeNodeOf): string {
  return group ?? practiceAddress(role)
}

const shape = { ratedVoltageV: 10_000, minDurationMin: 15, maxDurationMin: 2_880 }

/** Keeps nodes of others present: a new status when the last one is half a day old, or when somebody asked. */
export async function keepPresent(actors: Actors, nodes: readonly PracticeNodeOf[]): Promise<void> {
  const { ask, provider } = actors
  const now = (await provider.getBlock('latest'))?.timestamp ?? 0
  for (const one of nodes) {
    const { owner, statusSequence } = await ask<{ owner: string; statusSequence: bigint }>(
      'NodeRegistry',
      'identityOf',
      one.node,
    )
    if (owner !== ownerOf(one) || statusSequence === 0n) continue
    const { measuredAt } = await ask<{ measuredAt: bigint }>('NodeRegistry', 'capacityOf', one.node)
    const { challengedUntil } = await ask<{ challengedUntil: bigint }>('NodeRegistry', 'powersOf', one.node)
    if (challengedUntil > 0n || now - Number(measuredAt) > renewS)
      await giveStatus(actors, one, Number(statusSequence) + 1)
  }
}

async function giveStatus(actors: Actors, given: PracticeNodeOf, sequence: number): Promise<void> {
  const { call, addressOf, provider } = actors
  const { role, node, controller, kind, capacityWh, lossPpmPerHour } = given
  const measuredAt = (await provider.getBlock('latest'))?.timestamp ?? 0
  const powerW = Math.round(capacityWh / 2)
  const value = {
    node,
    sequence,
    measuredAt,
    validUntil: measuredAt + year,
    kind,
    capacityWh,
    usableWh: Math.round(capacityWh * 0.9),
    guaranteedWh: Math.round(capacityWh * 0.8),
    ...shape,
    lossPpmPerHour,
    chargePowerW: powerW,
    dischargePowerW: powerW,
    evidence: ZeroHash,
  }
  const signature = await signForRegistry(controller, addressOf('NodeRegistry'), 'StorageStatus', value)
  await call(role, 'NodeRegistry', 'submitStatus', value, ...signature)
}
