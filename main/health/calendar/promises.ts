import type { Asset } from '../../../domain/asset.ts'
import { commitmentsBetween } from '../../../domain/dispatch/commitment.ts'
import { gridServiceOf } from '../../../domain/dispatch/services.ts'
import { beginOf, type Instruction, subjectOf } from '../../../domain/instruction.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { MaintenanceCalendar } from '../../../domain/rpc/health/calendar.ts'

/** Work that is planned already. */
export type PlannedWork = MaintenanceCalendar['planned'][number]

/** Something promised for a time. */
export interface Promised {
  from: EpochMs
  until: EpochMs
  words: string
}

/** Kinds that serve what is promised to the grid. */
const serving: ReadonlySet<Asset['kind']> = new Set(['container', 'battery', 'flywheel', 'hydrogen'])

/** What is promised to others in a time, and would miss the asset: contracts, services, instructions, other work. */
export function promisesOf(
  asset: Asset,
  {
    site,
    instructions,
    planned,
  }: { site: SiteConfig; instructions: readonly Instruction[]; planned: readonly PlannedWork[] },
  { from, until }: { from: EpochMs; until: EpochMs },
): Promised[] {
  const nameOf = (assetId: string) => site.assets.find(({ id }) => id === assetId)?.name ?? assetId
  const contracts = commitmentsBetween(site.controllers.contracts, site.timeZone, { from, until }).map(
    ({ from: begin, until: end, label, counterparty }): Promised => {
      return { from: begin, until: end, words: `${label} to ${counterparty}` }
    },
  )
  const orders = instructions
    .filter((one) => isOpen(one) && (subjectOf(one) !== 'asset' || one.assetId === asset.id))
    .map((one): Promised => ({ from: beginOf(one), until: one.until, words: `instruction of ${one.owner}` }))
  // other work on the same asset does not stand against it: both may be done at once
  const work = planned
    .filter(({ assetId }) => assetId !== asset.id)
    .map((one): Promised => ({
      from: one.from,
      until: one.to,
      words: `${one.title} on ${nameOf(one.assetId)}`,
    }))
  const kept = asset.kind === 'load' ? [] : [...contracts, ...orders, ...servicesOf(asset, site, { from, until })]
  return [...kept, ...work]
}

function isOpen({ state }: Instruction): boolean {
  return state === 'far' || state === 'near' || state === 'active'
}

/** A service is in danger when what is left could not give it, even at full rating. */
function servicesOf(asset: Asset, site: SiteConfig, span: { from: EpochMs; until: EpochMs }): Promised[] {
  const services = site.controllers.frequencyResponse?.services ?? []
  if (!serving.has(asset.kind) && asset.kind !== 'grid') return []
  return services.flatMap(({ service, upKW, downKW, assets }) => {
    const others = site.assets.filter(
      ({ id, kind }) => id !== asset.id && serving.has(kind) && (assets?.includes(id) ?? true),
    )
    const leftKW = asset.kind === 'grid' ? 0 : others.reduce((sum, other) => sum + ratedKW(other), 0)
    if (leftKW >= Math.max(upKW, downKW)) return []
    return [{ ...span, words: `${gridServiceOf(service).label} could not be given` }]
  })
}

function ratedKW(asset: Asset): number {
  if (asset.kind === 'hydrogen') return asset.fuelCellKW
  return 'ratedPowerKW' in asset ? asset.ratedPowerKW : 0
}

/** What stands against taking it out in a span. */
export function conflictsIn(promised: readonly Promised[], from: EpochMs, to: EpochMs): string[] {
  const words = promised.filter((one) => one.from < to && one.until > from).map((one) => one.words)
  return [...new Set(words)].slice(0, 6)
}
