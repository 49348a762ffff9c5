import type { ErrorCode } from '../../domain/errors.ts'
import type { RerunStep } from '../../domain/rpc/past/rerun.ts'
import type { RecordedSamples, SamplesOf } from '../replay/recording.ts'

/** What the thread of a rerun says. */
export type FromRerun =
  | RerunStep
  | { type: 'samples'; n: number; wanted: Parameters<SamplesOf>[0] }
  | { type: 'refused'; code: ErrorCode; message: string }

/** What it is told: what was stored, or why that can't be read. */
export type ToRerun = { n: number; samples: RecordedSamples } | { n: number; code: ErrorCode; message: string }
