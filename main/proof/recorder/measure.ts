import type { Asset } from '../../../domain/asset.ts'
import type { ProofOrder } from '../../../domain/dispatch/proof.ts'
import { type Reading, usable } from '../../../domain/reading.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { KW } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'

/** What is measured: one meter, or a sum of meters. */
export type Measured = Pick<ProofOrder, 'subject' | 'assetId' | 'feederId'>

/** One word for what is measured, to remember it by. */
export function measuredKey({ subject, assetId, feederId }: Measured): string {
  if (subject === 'feederLimit') return `feeder ${feederId}`
  return subject === 'loadLimit' || subject === 'generationLimit' ? subject : assetId
}

/** What is added up: whose powers, and what of each counts, in the one frame. */
export interface Sum {
  assetIds: readonly string[]
  part: (powerKW: KW) => KW
}

const whole = (powerKW: KW): KW => powerKW
const draw = (powerKW: KW): KW => Math.min(0, powerKW)
const infeed = (powerKW: KW): KW => Math.max(0, powerKW)

/** Everything of a site that an order can be measured at, by key; what counts as load and generation as dispatch has it. */
export function measuredOf({ assets, feeders }: Pick<SiteConfig, 'assets' | 'feeders'>): ReadonlyMap<string, Sum> {
  const sum = (part: Sum['part'], isMember: (asset: Asset) => boolean): Sum => ({
    assetIds: assets.filter((asset) => asset.kind !== 'grid' && isMember(asset)).map(({ id }) => id),
    part,
  })
  return new Map([
    ...assets.map(({ id }): [string, Sum] => [id, { assetIds: [id], part: whole }]),
    ['loadLimit', sum(draw, ({ kind }) => kind !== 'pv' && kind !== 'wind' && kind !== 'genset')],
    ['generationLimit', sum(infeed, ({ kind }) => kind !== 'load' && kind !== 'container')],
    ...feeders.map(({ id }): [string, Sum] => [`feeder ${id}`, sum(whole, ({ feeder }) => feeder === id)]),
  ])
}

/** What nothing is known of. */
export const noSum: Sum = { assetIds: [], part: whole }

/** The sum as a reading of the image's instant; bad as soon as one part can't be used. A single one is as it is. */
export function measure(image: Image, { assetIds, part }: Sum): Reading {
  const readings = assetIds.map((id) => image.reading(id, 'activePowerKW'))
  const [first] = readings
  if (first && readings.length === 1 && part === whole) return first
  const worst = readings.find((reading) => usable(reading) === undefined)
  if (!first || worst) return { value: null, at: image.at, quality: worst?.quality ?? 'bad' }
  const value = readings.reduce((sum, reading) => sum + part(reading.value ?? 0), 0)
  return { value, at: image.at, quality: first.quality }
}
