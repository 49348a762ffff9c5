import { containerKinds } from '../../domain/models/containers.ts'
import { formatNumber, type Quantity } from './number.ts'

/** A hashrate in the unit its people speak in, three significant figures' worth of decimals. */
export function formatHashrate(container: keyof typeof containerKinds, hashrateTHs: number): Quantity {
  const rule = containerKinds[container]
  const shown = hashrateTHs * rule.shownPerTHs
  const full = rule.ratedHashrateTHs * rule.shownPerTHs
  return { number: formatNumber(shown, full >= 100 ? 0 : full >= 10 ? 1 : 2), unit: rule.shownUnit }
}
