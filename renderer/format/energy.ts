import type { KWh } from '../../domain/units.ts'
import { formatNumber, type Quantity, quantityText } from './number.ts'

/** An energy in kWh with one decimal, as statements show it. */
export function formatEnergy(energyKWh: KWh): Quantity {
  return { number: formatNumber(Math.abs(energyKWh), 1), unit: 'kWh' }
}

/** A sum of energy: MWh with one decimal from 10,000 kWh up, else whole kWh. */
export function formatEnergySum(energyKWh: KWh): Quantity {
  const size = Math.abs(energyKWh)
  return size >= 10_000
    ? { number: formatNumber(size / 1_000, 1), unit: 'MWh' }
    : { number: formatNumber(size), unit: 'kWh' }
}

/** A sum of energy with its unit, for sentences. */
export function energySumText(energyKWh: KWh): string {
  return quantityText(formatEnergySum(energyKWh))
}

/** An energy in kWh with one decimal and its unit, for sentences. */
export function energyText(energyKWh: KWh): string {
  return quantityText(formatEnergy(energyKWh))
}
