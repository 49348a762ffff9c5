import type { AssetOf } from '../../../domain/asset.ts'
import { batteryPowersKW, storageModel } from '../../../domain/models/storage.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import { at, type PlanStorage } from '../problem.ts'
import { limitedKW, orderedPowerKW } from './asset-power.ts'
import type { SiteView } from './site-view.ts'

/** State of charge at which a battery's power counts for the whole horizon: the tapers near its ends are the loop's. */
const middleSocPct = 50

/** A battery or a bank of flywheels as the plan sees it; `undefined` while its state of charge is not known. */
export function siteStorage(
  view: SiteView,
  asset: AssetOf<'battery' | 'flywheel'>,
  edges: readonly EpochMs[],
  endEurPerMWh: number,
): PlanStorage | undefined {
  const socPct = view.image.value(asset.id, 'socPct')
  if (socPct === undefined) return undefined
  const model = storageModel(asset)
  const powers = asset.kind === 'battery' ? batteryPowersKW(asset, middleSocPct) : model
  const startKWh = (model.fullKWh * socPct) / 100
  const limits = (mostKW: KW, sign: 1 | -1) => {
    const limited = limitedKW(view, asset.id, edges, { mostKW, sign })
    const ordered = orderedPowerKW(view, asset.id, edges)
    return limited.map((kW, t) => (ordered[t] === undefined ? Math.min(kW, nowKW(view, asset.id, sign, edges, t)) : 0))
  }
  return {
    id: asset.id,
    chargeLimitKW: limits(powers.chargeKW, -1),
    dischargeLimitKW: limits(powers.dischargeKW, 1),
    chargeRatio: model.chargeRatio,
    dischargeRatio: model.dischargeRatio,
    lossPerHRatio: model.lossRatioPerHour,
    standbyLossKW: 0,
    floorKWh: model.minKWh,
    ceilingKWh: model.maxKWh,
    startKWh,
    wearEurPerMWh: model.wearEurPerMWh,
    end: { targetKWh: Math.min(Math.max(startKWh, model.restKWh), model.maxKWh), valueEurPerMWh: endEurPerMWh },
    isForEmergency: true,
  }
}

/** What the device itself allows now counts for the next hour; a battery that is hot or full is so for a while. */
const nowCountsMs = 3_600_000

function nowKW({ image, now }: SiteView, id: string, sign: 1 | -1, edges: readonly EpochMs[], t: number): KW {
  const limit = image.value(id, sign === 1 ? 'maxPowerKW' : 'minPowerKW')
  if (limit === undefined || at(edges, t) - now >= nowCountsMs) return Infinity
  return Math.max(0, sign * limit)
}
