import { clamp } from '../../../domain/units.ts'

/** A storage as the market sees it. Powers at the meter in kW, energies inside it in kWh. */
export interface TradedStorage {
  powerKW: number
  energyKWh: number
  /** Energy that arrives of what is charged, and of what is taken out: the round trip is its square. */
  oneWayRatio: number
  /** Share of the stored energy that is lost in an hour. */
  lossPerHour: number
  /** Price of wear, EUR per MWh discharged. */
  wearEurPerMWh: number
}

/** Worth of one more MWh in each slice of a storage, from the empty to the full one, EUR/MWh. Never rising while no price is negative. */
export type SliceWorth = Float64Array

const slices = 40
const stepHours = 0.25

/** A storage cut into slices, with what a step can move. */
interface Sliced extends TradedStorage {
  /** Slices filled by a step of full charging, and emptied by one of full discharging. */
  fill: number
  drain: number
}

function sliced(storage: TradedStorage): Sliced {
  const sliceKWh = storage.energyKWh / slices
  const stepKWh = storage.powerKW * stepHours
  const fill = (stepKWh * storage.oneWayRatio) / sliceKWh
  return { ...storage, fill, drain: stepKWh / storage.oneWayRatio / sliceKWh }
}

/** What the energy in a storage is worth after the last step when nothing is known of the time beyond. */
export function evenWorth(eurPerMWh: number): SliceWorth {
  return new Float64Array(slices).fill(eurPerMWh)
}

/**
 * Worth of stored energy before steps with these prices, EUR/MWh, given its worth after them. At each price the best is
 * done with each slice: charged while the price is below its worth, discharged while the price is above, held between
 * (the analytical update of B. Xu, M. Korpås, A. Botterud, IEEE Trans. Power Systems 2020).
 */
export function worthBefore(storage: TradedStorage, prices: readonly number[], after: SliceWorth): SliceWorth {
  const cut = sliced(storage)
  return prices.reduceRight((worth, price) => beforeStep(cut, price, afterLoss(cut, worth)), after)
}

function beforeStep({ oneWayRatio, wearEurPerMWh, fill, drain }: Sliced, price: number, after: SliceWorth): SliceWorth {
  const buy = price / oneWayRatio
  const sell = (price - wearEurPerMWh) * oneWayRatio
  const before = new Float64Array(after.length)
  for (let slice = 0; slice < after.length; slice++) {
    const worth = after[slice] ?? 0
    if (buy < worth)
      before[slice] = between(filled(after, buy, slice + fill), filled(after, buy, slice + fill + 1), fill)
    else if (sell > worth)
      before[slice] = between(
        drained(after, sell, slice - drain),
        drained(after, sell, slice - drain + 1),
        slice - drain,
      )
    else before[slice] = worth
  }
  return before
}

/** Worth after filling up to a slice: never below what is paid for it; beyond the full storage there is nothing to fill. */
function filled(after: SliceWorth, buy: number, place: number): number {
  return Math.max(after[Math.floor(place)] ?? buy, buy)
}

/** Worth after draining down to a slice: never above what is got for it; below the empty storage there is nothing to drain. */
function drained(after: SliceWorth, sell: number, place: number): number {
  return Math.min(after[Math.floor(place)] ?? sell, sell)
}

/** Between two neighbours, by the part of `place` behind the point. */
function between(low: number, high: number, place: number): number {
  const share = place - Math.floor(place)
  return low + share * (high - low)
}

/** Worth of energy of which a part is lost within the step that follows. */
function afterLoss({ lossPerHour }: Pick<TradedStorage, 'lossPerHour'>, worth: SliceWorth): SliceWorth {
  const kept = 1 - lossPerHour * stepHours
  return kept === 1 ? worth : worth.map((_, slice) => kept * atPlace(worth, (slice + 0.5) * kept - 0.5))
}

/** Worth between the middles of slices; before the first and after the last it goes on as it is there. */
function atPlace(worth: SliceWorth, place: number): number {
  const held = clamp(place, 0, worth.length - 1)
  const low = Math.floor(held)
  return between(worth[low] ?? 0, worth[Math.min(low + 1, worth.length - 1)] ?? 0, held)
}

/** Worth of one more MWh at a stored energy, EUR/MWh. */
export function worthAt(storage: TradedStorage, worth: SliceWorth, storedKWh: number): number {
  return atPlace(worth, (storedKWh / storage.energyKWh) * worth.length - 0.5)
}

/**
 * Stored energy in kWh at the end of a step with this price, before standing losses, when the best is done: charged until
 * its worth has come down to what buying costs, discharged until it has risen to what selling brings.
 * `after` is the worth at the end of the step.
 */
export function bestStoredKWh(storage: TradedStorage, after: SliceWorth, price: number, storedKWh: number): number {
  const { oneWayRatio, wearEurPerMWh, powerKW, energyKWh } = storage
  const worth = afterLoss(storage, after)
  const buy = price / oneWayRatio
  const sell = (price - wearEurPerMWh) * oneWayRatio
  const now = worthAt(storage, worth, storedKWh)
  const stepKWh = powerKW * stepHours
  if (buy < now) {
    const most = Math.min(energyKWh, storedKWh + stepKWh * oneWayRatio)
    return turningPoint(storedKWh, most, (stored) => worthAt(storage, worth, stored) >= buy)
  }
  if (sell > now) {
    const least = Math.max(0, storedKWh - stepKWh / oneWayRatio)
    return turningPoint(storedKWh, least, (stored) => worthAt(storage, worth, stored) <= sell)
  }
  return storedKWh
}

/** How far one may go from `from` to `to` while `isWorthIt`. */
function turningPoint(from: number, to: number, isWorthIt: (stored: number) => boolean): number {
  if (isWorthIt(to)) return to
  let [good, bad] = [from, to]
  for (let halving = 0; halving < 20; halving++) {
    const middle = (good + bad) / 2
    if (isWorthIt(middle)) good = middle
    else bad = middle
  }
  return good
}
