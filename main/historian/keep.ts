import { pointSpec, type PointSpec, type Retention } from '../../domain/points.ts'
import type { PointName } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { HistorianConfig } from '../../domain/historian/settings.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { RetentionPlan } from './readings/retention.ts'
import { dayMs } from './readings/window-time.ts'

/** An unchanged value is stored again after this span, so that a gap can be told from a value that stood still. */
const repeatMs: Record<Retention, Ms> = { fast: 60_000, slow: 600_000, none: Infinity }

/** How long a stored value may stand for what followed; later than that nothing is known. */
export function holdMs(point: PointName): Ms {
  return repeatMs[pointSpec(point).retention] * 1.5
}

/** The site file's days and gigabytes as the store counts them. */
export function retentionOf({ rawDays, minuteDays, maxGB }: HistorianConfig): RetentionPlan {
  const rawMs = { fast: rawDays.fast * dayMs, slow: rawDays.slow * dayMs }
  return { rawMs, minutesMs: minuteDays * dayMs, maxBytes: maxGB * 1e9 }
}

/**
 * Decides scan by scan which readings of one point are worth a row: changes of value by `step` or more, of quality, and a
 * repeat. Without a step every change of a decimal that means something counts.
 */
export function createKeeper(
  spec: PointSpec,
  step: number = 10 ** -spec.decimals,
): (reading: Reading, now: EpochMs) => boolean {
  const pauseMs = repeatMs[spec.retention]
  let last: { value: number | null; quality: Reading['quality']; at: EpochMs } | undefined
  return ({ value, quality }, now) => {
    if (spec.retention === 'none') return false
    const isSame =
      last !== undefined &&
      last.quality === quality &&
      !differs(last.value, value, step) &&
      now - last.at < pauseMs &&
      now >= last.at
    if (isSame) return false
    last = { value, quality, at: now }
    return true
  }
}

// A little less than a step, because decimal steps are not exact in binary.
function differs(before: number | null, after: number | null, step: number): boolean {
  if (before === null || after === null) return before !== after
  return Math.abs(after - before) >= step * 0.999
}
