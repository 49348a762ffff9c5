import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { PointName } from '../../domain/points.ts'
import { pointSpec } from '../../domain/points.ts'
import type { Proposal } from '../../domain/rpc/field/field.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** One line of what `probe` prints. */
export interface ProbeReading {
  /** One of our points, `MODEL.FIELD` of SunSpec, `unit N` or `server` of a scan. */
  point: string
  /** Absent values are `null`, never a number. */
  value: number | string | null
  unit: string
  quality: 'good' | 'suspect' | 'bad'
  /** Epoch ms UTC. */
  at: EpochMs
  /** Why it is not good. */
  reason?: string
  /** What was done to the device. */
  did?: string
  /** Where it lies: `holding 0 (40001)`, `nsu=urn:maker:model;s=Power`, `802.SoC`. */
  place?: string
  /** As it came: registers in hexadecimal, or the server's value with type and status; empty when nothing came. */
  raw?: string
  /** How it is read: `int32 CDAB x 0.001, load frame`. */
  reading?: string
  /** Of a scan: where it was asked, who answered and what fits. */
  endpoint?: string
  maker?: string
  model?: string
  serial?: string
  latencyMs?: Ms
  proposals?: readonly Proposal[]
}

/** What a reading is of, before it is read. */
export type ProbeName = Pick<ProbeReading, 'point' | 'unit' | 'place' | 'reading'>

/** Something that is asked once or again and again; never throws. */
export interface ProbeSource {
  round(): Promise<ProbeReading[]>
  /** Serial number as the last connection gave it; empty when none. */
  serial(): string
  /** Ends the connection; a round under way ends without values. */
  close(): Promise<void>
}

/** The reading of a value that was decoded from `raw`. */
export function read(
  { point, unit, ...shown }: ProbeName,
  { value, quality, reason }: Pick<ProbeReading, 'value' | 'quality' | 'reason'>,
  { at, raw }: { at: EpochMs; raw: string },
): ProbeReading {
  return { point, value, unit, quality, at, ...(reason === undefined ? {} : { reason }), ...shown, raw }
}

/** Readings without a value, for one reason. */
export function unread(names: readonly ProbeName[], error: unknown, clock: Clock): ProbeReading[] {
  const reason = reasonOf(error)
  const at = clock.now()
  return names.map((name) => read(name, { value: null, quality: 'bad', reason }, { at, raw: '' }))
}

/** The named reason of an error: its code and its words. */
export function reasonOf(error: unknown): string {
  if (error instanceof PowerchainError) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}

/** One of our points with its unit. */
export function nameOf(point: PointName): { point: PointName; unit: string } {
  return { point, unit: pointSpec(point).unit }
}
