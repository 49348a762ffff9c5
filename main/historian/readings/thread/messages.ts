import type { ErrorCode } from '../../../../domain/errors.ts'
import type { Scan } from '../open-window.ts'
import type { Stretch } from '../query.ts'
import type { RetentionPlan, Space } from '../retention.ts'
import type { RollUps } from '../roll-up.ts'
import type { Samples } from '../samples.ts'
import type { StoredPoint } from '../tables.ts'
import type { EpochMs } from '../../../../domain/units.ts'

/** What can be asked of the store, and what it answers. */
export interface Questions {
  know: { asked: { points: readonly StoredPoint[] }; answer: number[] }
  rollUps: { asked: Stretch & { steps: number; end: number }; answer: RollUps }
  samples: { asked: Stretch & { most: number }; answer: Samples }
  /** Gives how many samples were taken; see {@link Series.insert}. */
  insert: { asked: { point: number; samples: Samples }; answer: number }
  /** See {@link Series.insertScans}. */
  insertScans: { asked: { scans: readonly Scan[] }; answer: null }
  /** Makes a consistent copy of the file while it is in use. */
  backup: { asked: { to: string }; answer: null }
  health: { asked: object; answer: StoreHealth }
}

/** How the store is. */
export interface StoreHealth {
  /** Size of the file on disk with its write-ahead log. */
  bytes: number
  /** Free space on its disk that we may use, bytes. */
  freeBytes: number
  /** Where there is a plan for it. */
  space?: Space
  /** The damaged file that was put aside, and why; the last one since start. */
  putAside?: { file: string; reason: string }
}

/** Name of a question. */
export type Kind = keyof Questions

/** A question on its way. */
export type Question = { [K in Kind]: { kind: K; asked: Questions[K]['asked'] } }[Kind]

/** To the thread that owns the file of the readings. */
export type ToStore =
  | { type: 'append'; batch: number; scans: readonly Scan[] }
  | { type: 'ask'; id: number; question: Question }
  | { type: 'stop' }

/** From the thread that owns the file of the readings. */
export type FromStore =
  /** `newest` is the instant of the newest sample; absent when there is none. */
  | { type: 'open'; newest?: EpochMs }
  | { type: 'stored'; batch: number }
  | { type: 'notStored'; batch: number; reason: string }
  | { type: 'answer'; id: number; answer: Questions[Kind]['answer'] }
  | { type: 'refused'; id: number; code: ErrorCode; message: string }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; message: string; fields: Record<string, unknown> }

/** What the thread is started with. */
export interface StoreTask {
  file: string
  /** Absent: everything is kept. */
  retention?: RetentionPlan
}

/** As {@link StoreTask}: instead of keeping a store, the thread looks whether a file is whole and ends. */
export interface CheckTask {
  check: string
}

/** What the look at a file gave. */
export interface Checked {
  /** What is wrong with it, in the words of SQLite; absent when it is whole. */
  fault?: string
}
