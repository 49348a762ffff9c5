import { chemistries, wearEurPerMWh } from '../../../../domain/models/chemistries.ts'
import { storageModel } from '../../../../domain/models/storage.ts'
import { energySumText } from '../../../format/energy.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { formatPrice } from '../../../format/price.ts'
import {
  bankRating,
  cellSpread,
  pointOf,
  type Readings,
  storedEnergy,
  unitsReady,
  usableEnergy,
} from '../bank/energy.ts'
import { type Figure, figureText, highestOf, lowestOf, sumOf } from '../bank/figure.ts'
import { type Bank, isBattery } from '../bank/kinds.ts'
import { formatLeft, timeAtPresent, timeAtRated } from '../bank/time-left.ts'

/** A line of a card: what, and its words from the image. */
export interface CardFact {
  label: string
  read: (image: Readings, bank: Bank) => string
}

const left = (kind: Bank['kind'], figure: Figure) => figureText(figure, (ms) => quantityText(formatLeft(kind, ms)))

const heading: CardFact = {
  label: 'Now',
  read: (image, { kind, assets }) => {
    const { to, left: time } = timeAtPresent(image, assets)
    if (to === 'resting') return 'resting'
    return to === 'unknown' ? 'no value' : `${to} in ${left(kind, time)}`
  },
}
const atRated: CardFact = {
  label: 'At rated power',
  read: (image, { kind, assets }) => left(kind, timeAtRated(image, assets)),
}
const usable: CardFact = {
  label: 'Usable',
  read: (image, { assets }) => {
    const { minKWh, maxKWh } = bankRating(assets)
    return `${figureText(usableEnergy(image, assets), energySumText)} of ${energySumText(maxKWh - minKWh)}`
  },
}

const flywheel: CardFact[] = [
  heading,
  atRated,
  {
    label: 'Stored',
    read: (image, { assets }) =>
      `${figureText(storedEnergy(image, assets), energySumText)} of ${energySumText(bankRating(assets).fullKWh)}`,
  },
  {
    label: 'Ready, loss',
    read: (image, { assets }) => {
      const loss = sumOf(pointOf(image, assets, 'standbyLossKW'))
      return `${figureText(unitsReady(image, assets), formatNumber)} units, ${figureText(loss, (kW) => `${formatNumber(kW, 1)} kW`)}`
    },
  },
]

const battery: CardFact[] = [
  heading,
  usable,
  {
    label: 'Health, cycles',
    read: (image, { assets }) => {
      const health = figureText(lowestOf(pointOf(image, assets, 'sohPct')), (pct) => `${formatNumber(pct, 1)} %`)
      return `${health}, ${figureText(highestOf(pointOf(image, assets, 'cycleCount')), formatNumber)}`
    },
  },
  {
    label: 'Cells',
    read: (image, { assets }) => {
      const hottest = highestOf(pointOf(image, assets, 'temperatureDegC'))
      const spread = highestOf(assets.map((asset) => cellSpread(image, asset)))
      return `${figureText(hottest, (degC) => `${formatNumber(degC, 1)} °C`)}, spread ${figureText(spread, (mV) => `${formatNumber(mV)} mV`)}`
    },
  },
]

const hydrogen: CardFact[] = [
  heading,
  {
    label: 'Tank',
    read: (image, { assets }) => {
      const kg = figureText(sumOf(pointOf(image, assets, 'hydrogenKg')), (value) => `${formatNumber(value)} kg`)
      return `${kg}, ${figureText(highestOf(pointOf(image, assets, 'tankBar')), (bar) => `${formatNumber(bar)} bar`)}`
    },
  },
  {
    label: 'Fuel cell gives',
    read: (image, bank) =>
      `${figureText(usableEnergy(image, bank.assets), energySumText)}, ${atRated.read(image, bank)}`,
  },
  {
    label: 'Stack',
    read: (image, { assets }) =>
      figureText(highestOf(pointOf(image, assets, 'stackDegC')), (degC) => `${formatNumber(degC)} °C`),
  },
]

/** What a card says of a bank, line by line. */
export function cardFacts({ kind }: Bank): readonly CardFact[] {
  if (kind === 'flywheel') return flywheel
  return isBattery(kind) ? battery : hydrogen
}

/** Rating of a bank in the head of its card. */
export function ratingWords({ kind, assets }: Bank): string {
  const { chargeKW, dischargeKW, fullKWh } = bankRating(assets)
  if (kind === 'hydrogen') return `electrolyser ${powerText(chargeKW)}, fuel cell ${powerText(dischargeKW)}`
  return `${powerText(dischargeKW)}, ${energySumText(fullKWh)}`
}

/** The rule that holds for a bank, and what its use costs. */
export function ruleWords({ kind, assets }: Bank): string {
  const [asset] = assets
  const { fullKWh, minKWh, maxKWh } = bankRating(assets)
  const pct = (kWh: number) => formatNumber((kWh / fullKWh) * 100)
  const wear = quantityText(formatPrice(isBattery(kind) ? wearEurPerMWh(kind) : storageModel(asset).wearEurPerMWh))
  const band = `${pct(minKWh)} to ${pct(maxKWh)} %`
  if (!isBattery(kind)) return `Rule: ${band}. Wear ${wear}`
  const rests = `rests at ${formatNumber(chemistries[kind].restSocPct)} %`
  return `Rule: ${band}, depth of discharge ${pct(maxKWh - minKWh)} %, ${rests}. Wear ${wear}`
}
