import type { StorageAsset } from '../../../../domain/models/storage.ts'
import type { Ms } from '../../../../domain/units.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber, type Quantity } from '../../../format/number.ts'
import { secondsLeft } from '../../faceplate/storage-time.ts'
import { bankPower, type Readings, readyOutput, takeableEnergy, usableEnergy } from './energy.ts'
import { type Figure, joinFigures, mapFigure, noFigure } from './figure.ts'
import type { StorageKind } from './kinds.ts'

/** Where a bank is heading at its present power, and how long that takes, ms; without a time while it rests. */
export interface Heading {
  to: 'empty' | 'full' | 'resting' | 'unknown'
  left: Figure
}

/** How long the bank gives its rated power, as much of it as is ready, ms. */
export function timeAtRated(image: Readings, assets: readonly StorageAsset[]): Figure {
  const ratedKW = readyOutput(image, assets)
  const usable = usableEnergy(image, assets)
  return ratedKW < 0.5 ? noFigure : mapFigure(usable, (usableKWh) => (secondsLeft(usableKWh, ratedKW) ?? 0) * 1_000)
}

/** How long the bank can go on at the power of now. */
export function timeAtPresent(image: Readings, assets: readonly StorageAsset[]): Heading {
  const power = bankPower(image, assets)
  if (power.value === null) return { to: 'unknown', left: noFigure }
  if (Math.abs(power.value) < 0.5) return { to: 'resting', left: noFigure }
  const isGiving = power.value > 0
  const energy = isGiving ? usableEnergy(image, assets) : takeableEnergy(image, assets)
  const left = joinFigures(energy, power, (energyKWh, powerKW) => (secondsLeft(energyKWh, powerKW) ?? 0) * 1_000)
  return { to: isGiving ? 'empty' : 'full', left }
}

const minuteMs: Ms = 60_000

/** A time left as its kind is read: flywheels in seconds, all else in whole minutes, hours and days. */
export function formatLeft(kind: StorageKind, leftMs: Ms): Quantity {
  return kind === 'flywheel'
    ? { number: formatNumber(leftMs / 1_000), unit: 's' }
    : { number: formatDuration(leftMs < minuteMs ? leftMs : Math.round(leftMs / minuteMs) * minuteMs), unit: '' }
}
