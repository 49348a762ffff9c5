import type { Effects } from '../wear/effects.ts'

/** Share of the fan pressure that the clean filters take at full speed; the rest is miners and ducts. */
const filterShare = 0.12

/** Air through a container as a share of that with new fans at full speed and clean filters. */
export function airflowRatio(
  fanPct: number,
  { fanRatio, filterRatio }: Pick<Effects, 'fanRatio' | 'filterRatio'>,
): number {
  // resistance of all in the way of the air adds up; the flow goes with its root (fan laws)
  return ((fanPct / 100) * (1 - fanRatio)) / Math.sqrt(1 + filterShare * filterRatio)
}
