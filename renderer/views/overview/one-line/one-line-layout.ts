import type { Asset, AssetKind, AssetOf } from '../../../../domain/asset.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { KW } from '../../../../domain/units.ts'

/** Containers that hang on one feeder, or on the bus itself. */
export interface ContainerBlock {
  kind: 'containers'
  id: string
  name: string
  cells: AssetOf<'container'>[]
  /** Everything on the feeder, containers and others. */
  members: Asset[]
  /** Limit of the feeder; `undefined` without one. */
  limitKW: KW | undefined
}

/** What stands below the bus. */
export type Block = ContainerBlock | { kind: 'asset'; id: string; asset: Asset }

/** The one-line diagram of a site: sources and what goes both ways above the bus, loads below it. */
export interface OneLineLayout {
  above: Asset[]
  below: Block[]
  /** Share of the width of each block below. */
  shares: number[]
}

const orderAbove: AssetKind[] = ['grid', 'wind', 'pv', 'genset', 'flywheel', 'battery']

/**
 * Lays the site out from its description; the same site always looks the same. Hydrogen stands with the loads: its
 * electrolyser is most of it.
 */
export function layOut(site: Pick<SiteDescription, 'assets' | 'feeders'>): OneLineLayout {
  const above = orderAbove.flatMap((kind) => site.assets.filter((asset) => asset.kind === kind))
  const single = (kind: AssetKind): Block[] =>
    site.assets.filter((a) => a.kind === kind).map((asset) => ({ kind: 'asset', id: asset.id, asset }))
  const below = [...containerBlocks(site), ...single('hydrogen'), ...single('load')]
  return { above, below, shares: below.map(shareOf) }
}

function containerBlocks({ assets, feeders }: Pick<SiteDescription, 'assets' | 'feeders'>): Block[] {
  const containers = assets.filter((a) => a.kind === 'container')
  const onFeeders = feeders.map((feeder): Block => ({
    kind: 'containers',
    id: feeder.id,
    name: feeder.name,
    cells: containers.filter((c) => c.feeder === feeder.id),
    members: assets.filter((a) => a.feeder === feeder.id),
    limitKW: feeder.limitKW,
  }))
  const loose = containers.filter((c) => c.feeder === undefined)
  const onBus: Block = {
    kind: 'containers',
    id: 'mining',
    name: 'Mining',
    cells: loose,
    members: loose,
    limitKW: undefined,
  }
  return [...onFeeders, onBus].filter((block) => block.kind === 'containers' && block.cells.length > 0)
}

/** A block of containers is as wide as its cells need, within reason. */
function shareOf(block: Block): number {
  return block.kind === 'asset' ? 1 : Math.min(Math.max(block.cells.length / 3, 1.25), 3)
}

/** Columns for so many cells: rows of at most eight, as equal as they can be. */
export function cellColumns(count: number): number {
  return Math.ceil(count / Math.ceil(count / 8))
}

/** The number a name ends with, for places too small for the name; the name itself when it has none. */
export function shortName(name: string): string {
  return /(\d+)$/.exec(name)?.[1] ?? name
}
