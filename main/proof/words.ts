import type { Ms } from '../../domain/units.ts'

/** A span in words, exact enough for a rule: `0.4 s`, `28 s`, `12.5 min`, `2.0 h`. */
export function spanWords(ms: Ms): string {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`
  return ms < 7_200_000 ? `${Number((ms / 60_000).toFixed(1))} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

/** A share, 0 to 1, in words: `97.5 %`. */
export function shareWords(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}
