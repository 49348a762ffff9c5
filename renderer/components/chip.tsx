import type { ReactNode } from 'react'
import type { AlarmPriority } from '../../domain/alarm.ts'
import css from './chip.module.css'

/** What a chip says about its word: holding now, standing ready, a fact, yours, a fault of the value, an alarm. */
export type ChipKind = 'active' | 'track' | 'outline' | 'accent' | 'hatched' | `priority${AlarmPriority}` | 'shelved'

/** A word in a small box; colour only with an alarm or a choice of the person. */
export function Chip({ kind, children, title }: { kind: ChipKind; children: ReactNode; title?: string }) {
  return (
    <span className={css.chip} data-kind={kind} title={title}>
      <span className={css.ink}>{children}</span>
    </span>
  )
}
