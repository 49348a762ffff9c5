import type { TrendBand, TrendSeries } from './trend-data.ts'

/** Name of the stack that a band is drawn with; such lines are not listed to people. */
export const bandStack = 'band'

/** The two columns of a band: its lower end, and its height above it. */
export function bandSets(band: TrendBand | undefined): Pick<TrendSeries, 'from' | 'stepMs' | 'values'>[] {
  if (!band) return []
  const { from, stepMs, low, high } = band
  const height = high.map((top, i) => {
    const bottom = low[i]
    return top === null || bottom === null || bottom === undefined ? null : top - bottom
  })
  return [
    { from, stepMs, values: low },
    { from, stepMs, values: height },
  ]
}

/** Two stacked lines that fill what lies between them; their datasets follow those of the `before` lines. */
export function bandSeries(band: TrendBand | undefined, before: number, colour: string) {
  if (!band) return []
  const line = (place: number) => ({
    type: 'line',
    name: bandStack,
    datasetIndex: before + place,
    encode: { x: 'at', y: 'value' },
    stack: bandStack,
    stackStrategy: 'all',
    showSymbol: false,
    connectNulls: false,
    silent: true,
    z: 1,
    lineStyle: { opacity: 0 },
    areaStyle: { color: colour, opacity: place === 1 ? 0.7 : 0 },
  })
  return [line(0), line(1)]
}
