/** The ends of a value axis and its marks. */
export interface ValueAxis {
  min: number
  max: number
  ticks: readonly number[]
  decimals: number
}

const mantissas = [1, 2, 2.5, 5, 10]

/** Round ends around [low, high] with at most `most` marks, or three; a flat line runs in the middle. `hasZero` draws zero in where it is not far. */
export function valueAxis(
  low: number,
  high: number,
  given: { most: number; hasZero?: boolean; least?: number },
): ValueAxis {
  const { most, hasZero = false, least = 0 } = given
  if (!(high >= low)) return { min: 0, max: 1, ticks: [], decimals: 0 }
  let [min, max] = [low, high]
  if (hasZero && min > 0 && min < max * 0.4) min = 0
  if (hasZero && max < 0 && max > min * 0.4) max = 0
  const narrow = Math.max(least, Math.abs(max) * 1e-4, 1e-6)
  if (max - min < narrow) {
    const middle = (min + max) / 2
    ;[min, max] = [middle - narrow / 2, middle + narrow / 2]
  }
  // Lines keep a little air above and below, so that names fit.
  const air = (max - min) * 0.06
  const ends = (step: number): [first: number, last: number] => [
    Math.floor((min === 0 ? 0 : min - air) / step),
    Math.ceil((max === 0 ? 0 : max + air) / step),
  ]
  let step = niceStep((max - min) / Math.max(1, most - 1))
  let [first, last] = ends(step)
  while (last - first >= Math.max(most, 3)) {
    step = niceStep(step * 1.01)
    ;[first, last] = ends(step)
  }
  const round = (n: number) => Number((n * step).toPrecision(12))
  return {
    min: round(first),
    max: round(last),
    ticks: Array.from({ length: last - first + 1 }, (_, n) => round(first + n)),
    decimals: decimalsOf(step),
  }
}

function niceStep(raw: number): number {
  const scale = 10 ** Math.floor(Math.log10(raw))
  return (mantissas.find((m) => m * scale >= raw * 0.999) ?? 10) * scale
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 6; decimals++)
    if (Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) < 1e-6) return decimals
  return 6
}
