import { type Asset, assetStateOf } from '../../domain/asset.ts'
import { type StorageAsset, storageModel, type StorageModel } from '../../domain/models/storage.ts'
import { clamp, energyKWh, type KW, type KWh, type Ms, type Pct } from '../../domain/units.ts'
import { isAtRest, lowestDrawKW, rampOf } from '../dispatch/ramps.ts'
import type { Then } from './recorded-then.ts'

/** One asset of a rerun: where it would stand. */
export interface AssetModel {
  asset: Asset
  /** Whether the controllers steer it. */
  isSteered: boolean
  /** `undefined` for what stores nothing. */
  storage: StorageModel | undefined
  /** `undefined` while nothing was recorded of it. */
  powerKW: KW | undefined
  /** Charge as recorded, and what the rerun adds to it. `undefined` for what stores nothing. */
  socPct: Pct | undefined
  /** Energy in the storage beyond what was in it then. */
  extraKWh: KWh
  /** What was last asked of it; `undefined` = nothing yet, it goes as it went. */
  setpointKW: KW | undefined
  /** Time it has been starting. */
  startingMs: Ms
}

/** An asset that has not moved yet. */
export function newAssetModel(asset: Asset, isSteered: boolean): AssetModel {
  return {
    asset,
    isSteered,
    storage: isStorage(asset) ? storageModel(asset) : undefined,
    powerKW: undefined,
    socPct: undefined,
    extraKWh: 0,
    setpointKW: undefined,
    startingMs: 0,
  }
}

/** Moves an asset by one step of `stepMs`: towards its setpoint with its ramp, or as recorded where nobody steers it. */
export function moveAsset(model: AssetModel, then: Then, stepMs: Ms): void {
  const { asset } = model
  const recordedKW = then.value(asset.id, 'activePowerKW')
  const state = assetStateOf(then.value(asset.id, 'state'))
  const isOut = state === 'fault' || state === 'out of service' || state === 'fail-safe'
  if (recordedKW === undefined || isOut || !model.isSteered) {
    Object.assign(model, { powerKW: recordedKW, setpointKW: undefined, startingMs: 0 })
  } else model.powerKW = nextPower(model, recordedKW, then, stepMs)
  store(model, recordedKW, then, stepMs)
}

function nextPower(model: AssetModel, recordedKW: KW, then: Then, stepMs: Ms): KW {
  const { asset, powerKW = recordedKW, setpointKW } = model
  if (setpointKW === undefined) return recordedKW
  if (asset.kind === 'pv' || asset.kind === 'wind')
    return Math.min(Math.max(then.value(asset.id, 'availablePowerKW') ?? 0, recordedKW), setpointKW)
  const isBetween = setpointKW < 0 && setpointKW > -lowestDrawKW(asset)
  return ramped(model, powerKW, withinCharge(model, isBetween ? 0 : setpointKW), stepMs)
}

/** A full storage takes nothing, an empty one gives nothing. */
function withinCharge({ socPct }: AssetModel, powerKW: KW): KW {
  if (socPct === undefined) return powerKW
  return clamp(powerKW, socPct >= 100 ? 0 : -Infinity, socPct <= 0 ? 0 : Infinity)
}

function ramped(model: AssetModel, fromKW: KW, toKW: KW, stepMs: Ms): KW {
  const { riseKWPerS, fallKWPerS, startMs } = rampOf(model.asset)
  const isStarting = isAtRest(model.asset, fromKW) && !isAtRest(model.asset, toKW)
  model.startingMs = isStarting ? model.startingMs + stepMs : 0
  if (isStarting && model.startingMs < startMs) return fromKW
  const seconds = stepMs / 1_000
  return clamp(toKW, fromKW - fallKWPerS * seconds, fromKW + riseKWPerS * seconds)
}

/** The charge follows the recorded one, with what more or less went in: losses and self-discharge are in the recording. */
function store(model: AssetModel, recordedKW: KW | undefined, then: Then, stepMs: Ms): void {
  const { asset, powerKW, storage } = model
  const recordedPct = then.value(asset.id, 'socPct')
  if (!storage || recordedPct === undefined) {
    model.socPct = undefined
    return
  }
  const { fullKWh, chargeRatio, dischargeRatio } = storage
  const takenKW = (kW: KW) => (kW > 0 ? kW / dischargeRatio : kW * chargeRatio)
  const moreKW = powerKW === undefined || recordedKW === undefined ? 0 : takenKW(recordedKW) - takenKW(powerKW)
  const recordedKWh = (recordedPct / 100) * fullKWh
  model.extraKWh = clamp(model.extraKWh + energyKWh(moreKW, stepMs), -recordedKWh, fullKWh - recordedKWh)
  model.socPct = ((recordedKWh + model.extraKWh) / fullKWh) * 100
}

/** Whether an asset stores energy. */
export function isStorage(asset: Asset): asset is StorageAsset {
  return asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'
}
