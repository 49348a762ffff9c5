import type { PointName } from '../../../../domain/points.ts'
import { type StorageAsset, storageModel } from '../../../../domain/models/storage.ts'
import type { Reading } from '../../../../domain/reading.ts'
import type { KW, KWh, Pct } from '../../../../domain/units.ts'
import { type Figure, joinFigures, lowestOf, mapFigure, noFigure, sumOf } from './figure.ts'

/** Where readings come from. */
export interface Readings {
  reading(assetId: string, point: PointName): Reading
}

type Assets = readonly StorageAsset[]

/** A point of every asset. */
export function pointOf(image: Readings, assets: Assets, point: PointName): Reading[] {
  return assets.map((asset) => image.reading(asset.id, point))
}

/** What the nameplates and rules of a bank add up to, kW and kWh, all positive. */
export interface BankRating {
  chargeKW: KW
  dischargeKW: KW
  fullKWh: KWh
  minKWh: KWh
  maxKWh: KWh
}

/** What the nameplates and rules of a bank add up to. */
export function bankRating(assets: Assets): BankRating {
  const sum = { chargeKW: 0, dischargeKW: 0, fullKWh: 0, minKWh: 0, maxKWh: 0 }
  for (const asset of assets) {
    const model = storageModel(asset)
    for (const key of Object.keys(sum) as (keyof BankRating)[]) sum[key] += model[key]
  }
  return sum
}

const storedIn = (image: Readings, asset: StorageAsset): Figure =>
  mapFigure(image.reading(asset.id, 'socPct'), (socPct) => (storageModel(asset).fullKWh * socPct) / 100)

/** Stored energy, kWh, down to nothing: from the states of charge and the rated energies. */
export function storedEnergy(image: Readings, assets: Assets): Figure {
  return sumOf(assets.map((asset) => storedIn(image, asset)))
}

/** State of charge of the bank, percent of the rated energy of those that tell theirs. */
export function fillPct(image: Readings, assets: Assets): Figure {
  const known = assets.filter((asset) => storedIn(image, asset).value !== null)
  const { fullKWh } = bankRating(known)
  return mapFigure(storedEnergy(image, assets), (stored) => (stored / fullKWh) * 100)
}

/**
 * Energy that the bus gets above the lowest allowed state of charge, kWh: what the devices say, and where they don't, what
 * their charge and the losses of the model leave.
 */
export function usableEnergy(image: Readings, assets: Assets): Figure {
  return sumOf(
    assets.map((asset) => {
      const told = image.reading(asset.id, 'usableEnergyKWh')
      if (told.value !== null) return told
      const { minKWh, dischargeRatio } = storageModel(asset)
      return mapFigure(storedIn(image, asset), (stored) => Math.max(0, stored - minKWh) * dischargeRatio)
    }),
  )
}

/** What the bus can still give up until the bank is at its highest allowed state of charge, kWh with the losses of charging. */
export function takeableEnergy(image: Readings, assets: Assets): Figure {
  return sumOf(
    assets.map((asset) => {
      const { maxKWh, chargeRatio } = storageModel(asset)
      return mapFigure(storedIn(image, asset), (stored) => Math.max(0, maxKWh - stored) / chargeRatio)
    }),
  )
}

/** What can still be stored below the highest allowed state of charge, kWh. */
export function roomEnergy(image: Readings, assets: Assets): Figure {
  return sumOf(
    assets.map((asset) =>
      mapFigure(storedIn(image, asset), (stored) => Math.max(0, storageModel(asset).maxKWh - stored)),
    ),
  )
}

/** Power of the bank, kW into the bus. */
export function bankPower(image: Readings, assets: Assets): Figure {
  return sumOf(pointOf(image, assets, 'activePowerKW'))
}

/** Depth of discharge of the emptiest, percent of the rated energy. */
export function dischargeDepth(image: Readings, assets: Assets): Figure {
  return mapFigure(lowestOf(pointOf(image, assets, 'socPct')), (socPct: Pct) => 100 - socPct)
}

/** Widest spread between the cells of one battery, mV. */
export function cellSpread(image: Readings, asset: StorageAsset): Figure {
  const low = image.reading(asset.id, 'cellVoltageMinV')
  const high = image.reading(asset.id, 'cellVoltageMaxV')
  return joinFigures(low, high, (lowV, highV) => (highV - lowV) * 1_000)
}

/** Rated output of what is ready now, kW: of flywheels the share of the units that say so, else the nameplate. */
export function readyOutput(image: Readings, assets: Assets): KW {
  return assets.reduce((sum, asset) => {
    const { dischargeKW } = storageModel(asset)
    if (asset.kind !== 'flywheel') return sum + dischargeKW
    const ready = image.reading(asset.id, 'unitsReady').value
    return sum + (ready === null ? dischargeKW : (dischargeKW * Math.min(ready, asset.units)) / asset.units)
  }, 0)
}

/** Units that are ready, of all flywheels; nothing when none says so. */
export function unitsReady(image: Readings, assets: Assets): Figure {
  return assets[0]?.kind === 'flywheel' ? sumOf(pointOf(image, assets, 'unitsReady')) : noFigure
}
