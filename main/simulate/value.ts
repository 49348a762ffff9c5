import type { Asset } from '../../domain/asset.ts'
import { wearEurPerMWh } from '../../domain/models/chemistries.ts'
import { containerKinds } from '../../domain/models/containers.ts'
import { valueAt } from '../../domain/models/curve.ts'
import { gensetModel } from '../../domain/models/generation.ts'
import { storageModel } from '../../domain/models/storage.ts'
import type { KW, KWh, Ms } from '../../domain/units.ts'
import type { World } from './world.ts'

/** What a run cost and earned, EUR. */
export interface Value {
  energyCostEur: number
  energyRevenueEur: number
  miningRevenueEur: number
  wearEur: number
  fuelEur: number
  startsEur: number
  /** Share of the month's charge for the highest quarter of an hour. */
  demandChargeEur: number
  netEur: number
}

/** What moved, by asset. */
export interface AssetTotals {
  injectedKWh: KWh
  absorbedKWh: KWh
  starts: number
}

/** Counts what a run is worth. */
export interface ValueMeter {
  /** Once a second. */
  sample(): void
  totals(): { value: Value; peakQuarterKW: KW; assets: Record<string, AssetTotals> }
}

const quarterMs: Ms = 900_000
const monthHours = 730
/** Price of the month's highest quarter of an hour, a usual grid tariff at 10 kV. */
const demandEurPerKWMonth = 9

/** A meter over the true energies of a world, settled by the quarter of an hour at the price of its beginning. */
export function createValueMeter(world: World, hours: number): ValueMeter {
  const { field, site, grid } = world
  const first = new Map(site.assets.map(({ id }) => [id, field.plant.counted(id)]))
  const starts = new Map(site.assets.map(({ id }) => [id, { count: 0, isOn: isRunning(world, id) }]))
  const containers = site.assets.filter((a) => a.kind === 'container')
  const money = { energyCostEur: 0, energyRevenueEur: 0, miningRevenueEur: 0, fuelEur: 0 }
  let lastMs = world.clock.monotonicMs()
  let quarter = { fromMs: lastMs, counted: field.plant.counted(grid.id), price: priceNow(world) }
  let peakQuarterKW = 0

  const settle = (nowMs: Ms) => {
    const counted = field.plant.counted(grid.id)
    const importedKWh = counted.injectedKWh - quarter.counted.injectedKWh
    const exportedKWh = counted.absorbedKWh - quarter.counted.absorbedKWh
    money.energyCostEur += (importedKWh * quarter.price) / 1_000
    money.energyRevenueEur += (exportedKWh * quarter.price) / 1_000
    peakQuarterKW = Math.max(peakQuarterKW, (importedKWh - exportedKWh) / (quarterMs / 3_600_000))
    quarter = { fromMs: nowMs, counted, price: priceNow(world) }
  }
  return {
    sample() {
      const nowMs = world.clock.monotonicMs()
      const days = (nowMs - lastMs) / 86_400_000
      lastMs = nowMs
      for (const { id, container } of containers)
        money.miningRevenueEur +=
          (field.plant.truth(id).hashrateTHs ?? 0) * days * containerKinds[container].hashpriceEurPerTHsDay
      for (const asset of site.assets) if (asset.kind === 'genset') money.fuelEur += fuelEur(world, asset, days * 24)
      for (const [id, one] of starts) {
        const isOn = isRunning(world, id)
        if (isOn && !one.isOn) one.count += 1
        one.isOn = isOn
      }
      if (nowMs - quarter.fromMs >= quarterMs) settle(nowMs)
    },
    totals() {
      settle(world.clock.monotonicMs())
      const assets: Record<string, AssetTotals> = {}
      for (const { id } of site.assets) {
        const [before, after] = [first.get(id) ?? { injectedKWh: 0, absorbedKWh: 0 }, field.plant.counted(id)]
        assets[id] = {
          injectedKWh: after.injectedKWh - before.injectedKWh,
          absorbedKWh: after.absorbedKWh - before.absorbedKWh,
          starts: starts.get(id)?.count ?? 0,
        }
      }
      return { value: valueOf(world, money, assets, peakQuarterKW, hours), peakQuarterKW, assets }
    },
  }
}

function valueOf(
  { site }: World,
  money: Pick<Value, 'energyCostEur' | 'energyRevenueEur' | 'miningRevenueEur' | 'fuelEur'>,
  assets: Record<string, AssetTotals>,
  peakQuarterKW: KW,
  hours: number,
): Value {
  let wearEur = 0
  let startsEur = 0
  for (const asset of site.assets) {
    const total = assets[asset.id]
    wearEur += (wearOf(asset) * (total?.injectedKWh ?? 0)) / 1_000
    if (asset.kind === 'genset') startsEur += gensetModel.startEur * (total?.starts ?? 0)
  }
  const demandChargeEur = Math.max(0, peakQuarterKW) * demandEurPerKWMonth * Math.min(1, hours / monthHours)
  const costs = money.energyCostEur + wearEur + money.fuelEur + startsEur + demandChargeEur
  const netEur = money.energyRevenueEur + money.miningRevenueEur - costs
  return { ...money, wearEur, startsEur, demandChargeEur, netEur }
}

/** EUR per MWh given to the bus. */
function wearOf(asset: Asset): number {
  if (asset.kind === 'battery') return wearEurPerMWh(asset.chemistry)
  return asset.kind === 'flywheel' || asset.kind === 'hydrogen' ? storageModel(asset).wearEurPerMWh : 0
}

function fuelEur({ field }: World, { id, ratedPowerKW }: { id: string; ratedPowerKW: KW }, hours: number): number {
  const powerKW = field.plant.powerKW(id)
  return powerKW <= 0
    ? 0
    : powerKW * hours * valueAt(gensetModel.litresPerKWh, powerKW / ratedPowerKW) * gensetModel.eurPerLitre
}

function isRunning({ field }: World, assetId: string): boolean {
  return Math.abs(field.plant.powerKW(assetId)) > 20
}

function priceNow({ field }: World): number {
  return field.priceAt?.(field.plant.at()) ?? 0
}
