import type { Asset } from '../../../domain/asset.ts'
import type { StorageKind } from '../../../domain/market/names.ts'
import { type StorageAsset, storageModel } from '../../../domain/models/storage.ts'
import type { PointName } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { StorageFacts } from '../acts/plan.ts'

/** What facts are taken from. */
export interface FactsNeeds {
  assets: readonly Asset[]
  /** A value that a decision may rest on; `undefined` when it is stale, bad or never came. */
  value(assetId: string, point: PointName): number | undefined
  at: EpochMs
}

/** What a site can guarantee of the storage it reaches: health and state of charge move, so a tenth is kept back. */
const guaranteedShare = 0.9

/** Storage of a kind as it is measured now, all units together; `undefined` when none of it answers. */
export function storageFacts({ assets, value, at }: FactsNeeds, kind: StorageKind): StorageFacts | undefined {
  const all = assets.filter(isStorage).filter((asset) => isOf(asset, kind))
  const there = all.filter(({ id }) => value(id, 'socPct') !== undefined)
  if (there.length === 0) return undefined
  const sum = (of: (asset: StorageAsset) => number) => there.reduce((total, asset) => total + of(asset), 0)
  const capacityKWh = sum((asset) => healthOf(value, asset) * (storageModel(asset).maxKWh - storageModel(asset).minKWh))
  const weighted = sum((asset) => storageModel(asset).lossRatioPerHour * storageModel(asset).fullKWh)
  const fullKWh = sum((asset) => storageModel(asset).fullKWh)
  return {
    measuredAt: at,
    capacityWh: Math.floor(capacityKWh * 1_000),
    usableWh: Math.floor(sum((asset) => roomKWh(value, asset)) * 1_000),
    guaranteedWh: Math.floor(capacityKWh * 1_000 * guaranteedShare),
    lossPpmPerHour: Math.ceil((weighted / fullKWh) * 1e6),
    chargePowerW: Math.floor(sum((asset) => storageModel(asset).chargeKW) * 1_000),
    dischargePowerW: Math.floor(sum((asset) => storageModel(asset).dischargeKW) * 1_000),
  }
}

/** Storage of the platform's kind that an asset is. */
export function kindOf(asset: StorageAsset): StorageKind {
  if (asset.kind === 'battery') return asset.chemistry
  return asset.kind === 'flywheel' ? 'kinetic' : 'hydrogen'
}

/** Whether an asset stores. */
export function isStorage(asset: Asset): asset is StorageAsset {
  return asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'
}

/** Whether an asset belongs to a node of a kind; mixed nodes have all. */
export function isOf(asset: StorageAsset, kind: StorageKind): boolean {
  return kind === 'mixed' || kind === 'other' || kindOf(asset) === kind
}

/** State of health, 0 to 1; what does not tell counts as new. */
function healthOf(value: FactsNeeds['value'], { id }: StorageAsset): number {
  return Math.min(1, Math.max(0, (value(id, 'sohPct') ?? 100) / 100))
}

/** Energy that still fits in, kWh. */
function roomKWh(value: FactsNeeds['value'], asset: StorageAsset): number {
  const { fullKWh, maxKWh } = storageModel(asset)
  return Math.max(0, maxKWh - (fullKWh * (value(asset.id, 'socPct') ?? 100)) / 100)
}
