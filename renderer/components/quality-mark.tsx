import { CircleQuestionMark, Clock, X } from 'lucide-react'
import type { Reading } from '../../domain/reading.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { formatAge, formatDuration } from '../format/duration.ts'
import { Chip } from './chip.tsx'
import css from './quality-mark.module.css'

/**
 * Quality and age of a reading in words: nothing loud when good, a chip when not. A good value's age shows once it is
 * older than two poll periods.
 */
export function QualityMark({ reading, now, pollMs = 1_000 }: { reading: Reading; now: EpochMs; pollMs?: Ms }) {
  const ageMs = now - reading.at
  switch (reading.quality) {
    case 'good':
      return <span className={css.good}>{ageMs > 2 * pollMs ? `good, ${formatAge(ageMs)} old` : 'good'}</span>
    case 'stale':
      return (
        <Chip kind="hatched">
          <Clock size={12} aria-hidden /> stale {formatDuration(ageMs)}
        </Chip>
      )
    case 'suspect':
      return (
        <Chip kind="track">
          <CircleQuestionMark size={12} aria-hidden /> suspect
        </Chip>
      )
    case 'simulated':
      return <Chip kind="outline">S simulated</Chip>
    case 'bad':
      return (
        <Chip kind="hatched">
          <X size={12} aria-hidden /> no value
        </Chip>
      )
  }
}
