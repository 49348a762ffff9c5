/** Colours of charts on paper, told apart without colour by lightness too. */
export const ink = { text: '#434A54', line: '#A7ADB7', limit: '#8F4300', band: '#C3C8D0', mean: '#1A1D22' }

/** Ends of the axis at round numbers, with 0 on it. */
export function axisOf(values: readonly number[]): { low: number; high: number; ticks: number[] } {
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values) || (least < 0 ? 0 : 1)
  const span = most - least
  const power = 10 ** Math.floor(Math.log10(span / 4))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power * 5 >= span) ?? 10)
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)]
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
  return { low: first * step, high: last * step, ticks }
}

/** A number for an axis: at most three digits, thousands as `k`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value)
  const words = size >= 10_000 ? `${Number((size / 1_000).toPrecision(3))}k` : String(Number(size.toPrecision(3)))
  return value < 0 ? `\u2212${words}` : words
}

/** A straight line. */
export function line(ends: { x1: number; x2: number; y1: number; y2: number }, stroke: string, width: number): string {
  const places = Object.entries(ends).map(([name, value]) => `${name}="${fixed(value)}"`)
  return `<line ${places.join(' ')} stroke="${stroke}" stroke-width="${width}"/>`
}

/** A word at a place; what looks like markup is written as it is. */
export function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" font-family="Roboto" font-size="7" fill="${ink.text}" text-anchor="${anchor}">${escaped(words)}</text>`
}

/** A coordinate. */
export function fixed(value: number): string {
  return value.toFixed(2)
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
