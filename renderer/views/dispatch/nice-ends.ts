const niceSteps = [1, 2, 3, 5, 10]

/** Ends of an axis at whole steps around [low, high], about four steps apart as the chart divides it. */
export function niceEnds(low: number, high: number): { min: number; max: number } {
  const raw = Math.max(high - low, Number.EPSILON) / 4
  const size = 10 ** Math.floor(Math.log10(raw))
  const step = size * (niceSteps.findLast((nice) => nice <= raw / size) ?? 1)
  return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step }
}
