import type { Ms } from '../units.ts'

/** Oil-immersed transformer under load, constants of IEC 60076-7 for the cooling ONAN. */
export interface TransformerModel {
  /** Rise of the top oil over ambient and of the hot spot over the oil at rated load, K. */
  oilRiseK: number
  hotSpotRiseK: number
  /** Load losses over no-load losses at rated load. */
  lossRatio: number
  oilExponent: number
  windingExponent: number
  oilMs: Ms
  windingMs: Ms
  /** Oil and hot spot that are never exceeded in normal cyclic loading, degC. */
  maxOilDegC: number
  maxHotSpotDegC: number
  source: string
}

/** Distribution transformer, ONAN, up to 2.5 MVA. */
export const transformerModel = {
  oilRiseK: 55,
  hotSpotRiseK: 23,
  lossRatio: 5,
  oilExponent: 0.8,
  windingExponent: 1.6,
  oilMs: 180 * 60_000,
  windingMs: 4 * 60_000,
  maxOilDegC: 105,
  maxHotSpotDegC: 120,
  source:
    'IEC 60076-7:2018, distribution transformers ONAN: table of thermal characteristics, limits for normal cyclic loading',
} as const satisfies TransformerModel

/** Temperatures of a transformer as it goes, K over ambient and over oil. */
export interface TransformerHeat {
  oilRiseK: number
  hotSpotRiseK: number
}

/** Heat of a transformer that has stood without load for long. */
export const coldTransformer: TransformerHeat = { oilRiseK: 0, hotSpotRiseK: 0 }

/** Heat after `dtMs` at a load, as a share of the rating; exact for a constant load. */
export function heated({ oilRiseK, hotSpotRiseK }: TransformerHeat, loadRatio: number, dtMs: Ms): TransformerHeat {
  const m = transformerModel
  const size = Math.abs(loadRatio)
  const oilEnd = m.oilRiseK * ((1 + m.lossRatio * size ** 2) / (1 + m.lossRatio)) ** m.oilExponent
  const spotEnd = m.hotSpotRiseK * size ** m.windingExponent
  return {
    oilRiseK: oilEnd + (oilRiseK - oilEnd) * Math.exp(-dtMs / m.oilMs),
    hotSpotRiseK: spotEnd + (hotSpotRiseK - spotEnd) * Math.exp(-dtMs / m.windingMs),
  }
}

/** Rate of ageing against that at a hot spot of 98 degC: doubles every 6 K (IEC 60076-7, paper not thermally upgraded). */
export function ageingRate(hotSpotDegC: number): number {
  return 2 ** ((hotSpotDegC - 98) / 6)
}

/**
 * How long a load may last before oil or hot spot reach their limit, ms; `Infinity` when it may stay.
 * Looks ahead by minutes, two days at most.
 */
export function overloadMs(heat: TransformerHeat, loadRatio: number, ambientDegC: number): Ms {
  const stepMs = 60_000
  let now = heat
  for (let ms = 0; ms <= 2 * 86_400_000; ms += stepMs) {
    const oilDegC = ambientDegC + now.oilRiseK
    if (oilDegC > transformerModel.maxOilDegC || oilDegC + now.hotSpotRiseK > transformerModel.maxHotSpotDegC) return ms
    now = heated(now, loadRatio, stepMs)
  }
  return Infinity
}
