import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { instantOf, wallOf } from '../../../charts/panes/site-time.ts'
import { type Column, emptyColumn, stepAt, type Stretch } from '../../../history/tiles/column.ts'

/** Which other time is laid over the one in view. */
export type Compared = { kind: 'yesterday' } | { kind: 'lastWeek' } | { kind: 'date'; date: string }

const dayMs: Ms = 86_400_000

/** How many days of the site's calendar lie between what is compared and what is in view; a date counts from its end. */
export function daysBack(compared: Compared, stretch: Stretch, timeZone: string): number {
  if (compared.kind === 'yesterday') return 1
  if (compared.kind === 'lastWeek') return 7
  const shown = Math.floor(wallOf(stretch.to - 1, timeZone) / dayMs)
  return shown - Math.floor(Date.parse(`${compared.date}T00:00:00Z`) / dayMs)
}

/** The instant so many days before at the same time of the site's clock. */
export function before(at: EpochMs, days: number, timeZone: string): EpochMs {
  return instantOf(wallOf(at, timeZone) - days * dayMs, timeZone)
}

/** The time that is compared with a stretch; longer or shorter by an hour where a clock change lies in one of them. */
export function comparedStretch({ from, to }: Stretch, days: number, timeZone: string): Stretch {
  return { from: before(from, days, timeZone), to: before(to, days, timeZone) }
}

/** Another time's column moved to where it is compared: each step to the same time of the site's clock. */
export function movedColumn(column: Column, stretch: Stretch, days: number, timeZone: string): Column {
  const [start, end] = [
    stretch.from - before(stretch.from, days, timeZone),
    stretch.to - before(stretch.to, days, timeZone),
  ]
  if (start === end) return { ...column, from: column.from + start }
  const { stepMs } = column
  const moved = emptyColumn(
    Math.floor(stretch.from / stepMs) * stepMs,
    stepMs,
    Math.ceil((stretch.to - stretch.from) / stepMs) + 1,
  )
  for (let i = 0; i < moved.mean.length; i++) {
    const source = stepAt(column, before(moved.from + i * stepMs, days, timeZone))
    if (source === undefined) continue
    for (const part of ['min', 'mean', 'max'] as const) moved[part][i] = column[part][source] ?? Number.NaN
    moved.known[i] = column.known[source] ?? 0
  }
  return moved
}

/** What is compared, in words for the names of lines. */
export function comparedWords(compared: Compared): string {
  if (compared.kind === 'yesterday') return 'day before'
  return compared.kind === 'lastWeek' ? 'week before' : compared.date
}
