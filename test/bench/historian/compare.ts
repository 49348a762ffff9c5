import { type Figure, quantile } from '../figure.ts'

const rounds = 7

/** A query; gives the number of its rows. */
export type Query = () => Promise<number> | number

/** Our time over theirs, at most `limit`. */
export function beside(name: string, ours = Number.NaN, theirs = Number.NaN, limit: number): Figure {
  const value = Math.round((ours / theirs) * 1_000) / 1_000
  return { name, value, unit: 'times', target: `<= ${limit}`, ok: value <= limit }
}

/** Median time, ms, of a query that must give `expected` rows. */
export async function median(query: Query, expected: number): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now()
    const count = await query()
    times.push(performance.now() - begin)
    if (count !== expected) throw new Error(`${count} rows instead of ${expected}`)
  }
  return quantile(times, 0.5)
}

/** Times of several, for people. */
export function words(tookMs: Record<string, number>): string {
  return Object.entries(tookMs)
    .map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
    .join(', ')
}
