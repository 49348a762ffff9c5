import type { Clock } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** More than so many within the span are more than a person can read; fewer than `endBelow` are bearable again (ISA-18.2). */
export const flood = { spanMs: 600_000, beginAbove: 10, endBelow: 5 } as const

const slotMs: Ms = 10_000

/** Counts what was announced lately and says when it is too much. */
export function createFlood(clock: Clock): {
  note(count: number): void
  lately(): number
  /** `null` = no flood. */
  since(): EpochMs | null
} {
  let slots: { atMs: Ms; count: number }[] = []
  let since: EpochMs | null = null
  let lately = 0
  const judge = (): void => {
    const nowMs = clock.monotonicMs()
    if ((slots[0]?.atMs ?? Infinity) <= nowMs - flood.spanMs)
      slots = slots.filter(({ atMs }) => atMs > nowMs - flood.spanMs)
    lately = slots.reduce((sum, { count }) => sum + count, 0)
    if (since === null && lately > flood.beginAbove) since = clock.now()
    else if (since !== null && lately < flood.endBelow) since = null
  }
  return {
    note(count) {
      const nowMs = clock.monotonicMs()
      const last = slots.at(-1)
      if (count > 0 && last && nowMs - last.atMs < slotMs) last.count += count
      else if (count > 0) slots.push({ atMs: nowMs, count })
      judge()
    },
    lately: () => lately,
    since: () => since,
  }
}
