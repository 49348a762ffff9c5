import { implement } from '@orpc/server'
import type { Protection } from '../../../../domain/assets/throttling.ts'
import type { Instruction } from '../../../../domain/instruction.ts'
import { containerKinds } from '../../../../domain/models/containers.ts'
import { efficiencyJPerTH, ratedPayloadKW } from '../../../../domain/models/mining.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { CapsRequest, ContainerRow } from '../../../../domain/rpc/dispatch/mining.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { DemoDispatch } from './demo-dispatch.ts'
import type { DemoPlant } from '../demo-plant.ts'

const os = implement(contract).mining
/** Price of energy on the demo's screens, EUR/MWh. */
const priceEurPerMWh = 31.2

type Container = Extract<SiteDescription['assets'][number], { kind: 'container' }>

/** The calls of the containers: caps and protection are kept and shown; the plant of the demo does not obey them. */
export function createDemoMining(parts: {
  site: SiteDescription
  plant: DemoPlant
  dispatch: DemoDispatch
  now: () => number
}) {
  const { site, plant, dispatch, now } = parts
  const person = site.person.name
  const containers = site.assets.filter((a): a is Container => a.kind === 'container')
  const protections = new Map<string, Protection>()
  let given = 0
  const capOf = (id: string) => dispatch.instructions.find((i) => i.assetId === id && isHeldCap(i, now()))
  const setCaps = ({ assetIds, drawKW, until, reason }: CapsRequest) => {
    const caps = containers
      .filter((c) => assetIds.includes(c.id))
      .map((c) => capFor(c.id, { id: `cap-${++given}`, drawKW, until, reason, person, now: now() }))
    dispatch.instructions = [
      ...dispatch.instructions.filter((i) => !(assetIds.includes(i.assetId) && isCap(i))),
      ...caps,
    ]
    dispatch.note(person, 'CapsGiven', reason)
    return { given: caps, refused: [] }
  }
  return {
    list: os.list.handler(() =>
      containers.map((c, place) => rowOf(c, { place, plant, cap: capOf(c.id), byHand: protections.get(c.id) })),
    ),
    setCaps: os.setCaps.handler(({ input }) => setCaps(input)),
    endCaps: os.endCaps.handler(({ input }) => {
      const ended = dispatch.instructions.filter((i) => input.assetIds.includes(i.assetId) && isCap(i))
      dispatch.instructions = dispatch.instructions.filter((i) => !ended.includes(i))
      dispatch.note(person, 'CapsEnded', input.reason)
      return ended.map((i) => Object.assign({}, i, { state: 'cancelled' as const }))
    }),
    protect: os.protect.handler(({ input }) => {
      for (const id of input.assetIds)
        if (input.protection === null) protections.delete(id)
        else protections.set(id, input.protection)
      dispatch.note(person, 'ContainersProtected', input.reason)
    }),
  }
}

function isCap({ kind, source }: Instruction): boolean {
  return kind === 'limit' && source === 'operator'
}

function isHeldCap(i: Instruction, now: number): boolean {
  return isCap(i) && i.until > now && i.state === 'active'
}

function capFor(
  assetId: string,
  cap: { id: string; drawKW: number; until: number; reason: string; person: string; now: number },
): Instruction {
  const { id, drawKW, until, reason, person, now } = cap
  return {
    id,
    source: 'operator',
    owner: person,
    reason,
    kind: 'limit',
    assetId,
    powerKW: drawKW === 0 ? 0 : -drawKW,
    from: now,
    until,
    state: 'active',
    outcome: 'confirmed',
    outcomeDetail: 'holds',
  }
}

function rowOf(
  asset: Container,
  about: { place: number; plant: DemoPlant; cap: Instruction | undefined; byHand: Protection | undefined },
): ContainerRow {
  const { place, plant, cap, byHand } = about
  const powerKW = plant.power(asset.id)
  const { hashpriceEurPerTHsDay, label } = containerKinds[asset.container]
  const rated = efficiencyJPerTH(asset.container, asset.ratedPowerKW, ratedPayloadKW(asset.ratedPowerKW))
  const now = powerKW < -50 ? efficiencyJPerTH(asset.container, asset.ratedPowerKW, -powerKW) : null
  const worth = (hashpriceEurPerTHsDay / 24 / (now ?? rated)) * 1e6
  return {
    assetId: asset.id,
    name: asset.name,
    hashes: label,
    state: now === null ? 'asleep' : 'running',
    powerKW,
    setpointKW: powerKW,
    ratedPowerKW: asset.ratedPowerKW,
    minPowerKW: asset.minPowerKW,
    presetsKW: asset.presets?.map((p) => p.powerKW) ?? null,
    stepKW: asset.stepKW ?? null,
    hashrateTHs: now === null ? 0 : (-powerKW * 1_000) / now,
    efficiencyJPerTH: now,
    learnedJPerTH: now === null ? null : rated * (1 + ((place * 7) % 5) / 100),
    ratedJPerTH: rated,
    worthEurPerMWh: worth,
    profitEurPerMWh: worth - priceEurPerMWh,
    place: place + 1,
    protection: byHand ?? asset.protection,
    isProtectedByHand: byHand !== undefined,
    cap: cap
      ? {
          instructionId: cap.id,
          drawKW: Math.abs(cap.powerKW),
          until: cap.until,
          owner: cap.owner,
          reason: cap.reason,
        }
      : null,
    scheduledKW: powerKW,
    miners: { hashing: now === null ? 0 : 396, asleep: now === null ? 396 : 0, faulty: 4 },
    isHot: false,
    loss: null,
  }
}
