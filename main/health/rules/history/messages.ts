import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { Vocabulary } from '../language/names.ts'
import type { Played, PointColumns, WantedColumns } from './play-over.ts'

/** What the thread is started with: a rule and what it needs to know of the site. */
export interface TryTask {
  text: string
  vocabulary: Vocabulary
  holdMs: Partial<Record<PointName, Ms>>
  peers: Record<string, { site: readonly string[]; row: readonly string[] }>
  from: EpochMs
  to: EpochMs
}

/** What the thread says. */
export type FromTry =
  | { type: 'want'; wanted: WantedColumns }
  | { type: 'progress'; doneMs: Ms }
  | { type: 'played'; played: Played }

/** What it is answered, one answer to each `want`. */
export interface ToTry {
  columns: PointColumns[]
}
