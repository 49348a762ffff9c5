import type { Alarm } from '../../../domain/alarm.ts'
import type { Asset, AssetKind } from '../../../domain/asset.ts'
import { type PointName, pointNames } from '../../../domain/points.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'

/** What tells most about a fault of an asset's own, by its kind. */
const telling: Partial<Record<AssetKind, PointName>> = {
  battery: 'temperatureDegC',
  flywheel: 'vibrationMmPerS',
  hydrogen: 'stackDegC',
  container: 'inletDegC',
}

/** The point an alarm is about: the one its code names, else what tells most of its asset; `undefined` for neither. */
export function pointOf(
  alarm: Pick<Alarm, 'code' | 'assetId'>,
  site: { assets: readonly Asset[]; points: readonly PointRef[] },
): PointRef | undefined {
  const { assetId } = alarm
  const asset = site.assets.find((a) => a.id === assetId)
  if (assetId === undefined || !asset) return undefined
  const has = (point: PointName) => site.points.some((ref) => ref.assetId === assetId && ref.point === point)
  const named = alarm.code.split('.').find((part): part is PointName => pointNames.includes(part as PointName))
  if (named !== undefined && has(named)) return { assetId, point: named }
  const byCode: Partial<Record<string, PointName>> = { 'storage.soc': 'socPct', 'asset.fault': telling[asset.kind] }
  const point = byCode[alarm.code] ?? 'activePowerKW'
  return [point, 'activePowerKW' as const].filter(has).map((found) => ({ assetId, point: found }))[0]
}
