import type { Asset } from '../../../domain/asset.ts'
import type { ProofOrder } from '../../../domain/dispatch/proof.ts'
import { type Reading, usable } from '../../../domain/reading.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { Image } from '../../image.ts'

/** What is measured: one meter, or a sum of meters. */
export type Measured = Pick<ProofOrder, 'subject' | 'assetId' | 'feederId'>

/** One word for what is measured, to remember it by. */
export function measuredKey({ subject, assetId, feederId }: Measured): string {
  if (subject === 'feederLimit') return `feeder ${feederId}`
  return subject === 'loadLimit' || subject === 'generationLimit' ? subject : assetId
}

/** Everything of a site that an order can be measured at: by key, the assets whose powers are added up. */
export function measuredOf({ assets, feeders }: Pick<SiteConfig, 'assets' | 'feeders'>): ReadonlyMap<string, string[]> {
  const idsWhere = (isPart: (asset: Asset) => boolean) => assets.filter(isPart).map(({ id }) => id)
  return new Map<string, string[]>([
    ...assets.map(({ id }) => [id, [id]] as [string, string[]]),
    ['loadLimit', idsWhere(({ kind }) => kind === 'load' || kind === 'container')],
    ['generationLimit', idsWhere(({ kind }) => kind === 'pv' || kind === 'wind' || kind === 'genset')],
    ...feeders.map(({ id }) => [`feeder ${id}`, idsWhere(({ feeder }) => feeder === id)] as [string, string[]]),
  ])
}

/** The sum as a reading of the image's instant; bad as soon as one part can't be used. A single one is as it is. */
export function measure(image: Image, assetIds: readonly string[]): Reading {
  const readings = assetIds.map((id) => image.reading(id, 'activePowerKW'))
  const [first] = readings
  if (first && readings.length === 1) return first
  const worst = readings.find((reading) => usable(reading) === undefined)
  if (!first || worst) return { value: null, at: image.at, quality: worst?.quality ?? 'bad' }
  return {
    value: readings.reduce((sum, { value }) => sum + (value ?? 0), 0),
    at: image.at,
    quality: first.quality,
  }
}
