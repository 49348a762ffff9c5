import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { createPlant, type Plant } from '../../../devices/simulated/plant.ts'
import { siteSchema, type SiteConfig, type siteShape } from '../../../domain/site.ts'

/** The folder of the demonstration site. */
export const demoFolder = join(import.meta.dirname, '../../../devices/simulated')
/** Every model that comes with the product. */
export const definitions = loadDefinitions()

type SiteInput = z.input<typeof siteShape>
type AssetInput = SiteInput['assets'][number]
type Unnamed<A> = A extends AssetInput ? Omit<A, 'device' | 'name'> : never

/** The demonstration site as it is shipped. */
export function demoSite(): SiteConfig {
  return siteSchema.parse(parse(readFileSync(join(demoFolder, 'demo-site.yaml'), 'utf8')))
}

const definitionOf: Record<AssetInput['kind'], string> = {
  grid: 'powerchain/grid-meter',
  pv: 'powerchain/pv-plant',
  wind: 'powerchain/wind-park',
  load: 'powerchain/works-meter',
  genset: 'powerchain/genset',
  battery: 'powerchain/li-ion-battery',
  flywheel: 'powerchain/flywheel-bank',
  hydrogen: 'powerchain/hydrogen-storage',
  container: 'powerchain/mining-container',
}

/** A site of the given assets and a grid meter, all simulated; each device has the id of its asset. */
export function siteOf(
  assets: Unnamed<AssetInput>[],
  simulation: NonNullable<SiteInput['simulation']> = {},
): SiteConfig {
  const all = structuredClone([{ kind: 'grid', id: 'grid' }, ...assets]) as AssetInput[]
  return siteSchema.parse({
    version: 1,
    name: 'Test site',
    connection: { importLimitKW: 10_000, exportLimitKW: 10_000 },
    devices: all.map(({ id, kind }) => ({ id, definition: definitionOf[kind], endpoint: 'simulated' })),
    assets: all.map((asset) => Object.assign(asset, { name: asset.id, device: asset.id })),
    simulation,
  })
}

/** Noon of a June day in the simulated year, UTC. */
export const juneNoon = Date.UTC(2025, 5, 17, 12)

/** A plant on virtual time. */
export function plantOf(site: SiteConfig, siteFolder = demoFolder): Plant {
  return createPlant({ site, siteFolder, now: juneNoon })
}
