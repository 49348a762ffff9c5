import type { Asset } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { type HealthHistory, stepMs } from '../history.ts'
import { drivers } from './normal/drivers.ts'
import type { Columns } from './normal/rows.ts'

/** Points of an asset that its health is judged by, and those that explain them. */
export function pointsJudged({ kind }: Pick<Asset, 'kind'>): PointName[] {
  const list = new Set<PointName>()
  for (const [point, { by, while: state }] of Object.entries(drivers[kind] ?? {})) {
    list.add(point as PointName)
    for (const driver of by) list.add(driver.point)
    if (state) list.add(state.point)
    if (state?.of) list.add(state.of)
  }
  return [...list]
}

/** Where the air of the site is measured: an ambient sensor, else the inlet of a container. */
export function ambientOf(points: readonly PointRef[]): PointRef | undefined {
  return points.find(({ point }) => point === 'ambientDegC') ?? points.find(({ point }) => point === 'inletDegC')
}

/** Means by step of all that the assets' health is judged by, for [from, until). Errors: `Store.*`. */
export async function loadColumns(given: {
  assets: readonly Asset[]
  points: readonly PointRef[]
  history: HealthHistory
  from: EpochMs
  until: EpochMs
}): Promise<ReadonlyMap<string, Columns>> {
  const { assets, points, history, from, until } = given
  const read = ({ assetId, point }: PointRef) => history.means({ assetId, point, from, until, stepMs })
  const delivered = new Set(points.map(({ assetId, point }) => `${assetId} ${point}`))
  const ambient = ambientOf(points)
  const air = ambient && (await read(ambient))
  const all = new Map<string, Map<PointName, Float64Array>>()
  for (const asset of assets) {
    const columns = new Map<PointName, Float64Array>()
    for (const point of pointsJudged(asset)) {
      if (delivered.has(`${asset.id} ${point}`)) columns.set(point, await read({ assetId: asset.id, point }))
      else if (point === 'ambientDegC' && air) columns.set(point, air)
    }
    all.set(asset.id, columns)
  }
  return all
}
