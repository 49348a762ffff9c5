import type { Quality, Reading } from '../../../../domain/reading.ts'

/** A number made of readings, with the quality of the worst of them; `null` when there is none. */
export type Figure = Pick<Reading, 'value' | 'quality'>

/** What is known of nothing. */
export const noFigure: Figure = { value: null, quality: 'bad' }

/** Quality of several figures together; `suspect` when some have no value and are left out. */
function worstOf(figures: readonly Figure[]): Quality {
  const known = figures.filter(({ value }) => value !== null)
  if (known.length === 0) return 'bad'
  const has = (quality: Quality) => known.some((f) => f.quality === quality)
  if (has('stale')) return 'stale'
  if (known.length < figures.length || has('suspect')) return 'suspect'
  return has('simulated') ? 'simulated' : 'good'
}

function combine(figures: readonly Figure[], make: (values: number[]) => number): Figure {
  const values = figures.map(({ value }) => value).filter((value) => value !== null)
  return values.length === 0 ? noFigure : { value: make(values), quality: worstOf(figures) }
}

/** Sum of what has a value; the rest makes it suspect, not zero. */
export function sumOf(figures: readonly Figure[]): Figure {
  return combine(figures, (values) => values.reduce((sum, value) => sum + value, 0))
}

/** The least of what has a value. */
export function lowestOf(figures: readonly Figure[]): Figure {
  return combine(figures, (values) => Math.min(...values))
}

/** The most of what has a value. */
export function highestOf(figures: readonly Figure[]): Figure {
  return combine(figures, (values) => Math.max(...values))
}

/** A figure put through `make`, its quality kept. */
export function mapFigure({ value, quality }: Figure, make: (value: number) => number): Figure {
  return value === null ? noFigure : { value: make(value), quality }
}

/** Two figures put together; nothing when one has no value. */
export function joinFigures(a: Figure, b: Figure, make: (a: number, b: number) => number): Figure {
  if (a.value === null || b.value === null) return noFigure
  return { value: make(a.value, b.value), quality: worstOf([a, b]) }
}

/** A figure in words: `no value` when there is none; anything but good says so. */
export function figureText({ value, quality }: Figure, format: (value: number) => string): string {
  if (value === null || quality === 'bad') return 'no value'
  return quality === 'stale' || quality === 'suspect' ? `${format(value)} (${quality})` : format(value)
}
