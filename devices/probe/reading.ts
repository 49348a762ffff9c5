import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { PointName } from '../../domain/points.ts'
import { pointSpec } from '../../domain/points.ts'
import type { EpochMs } from '../../domain/units.ts'

/** One line of what `probe` prints. */
export interface ProbeReading {
  /** One of our points, `MODEL.FIELD` of SunSpec, or `unit N` of a scan. */
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
}

/** Something that is asked once or again and again; never throws. */
export interface ProbeSource {
  round(): Promise<ProbeReading[]>
  close(): Promise<void>
}

/** The reading of a value that was decoded. */
export function read(
  { point, unit }: { point: string; unit: string },
  { value, quality, reason }: Pick<ProbeReading, 'value' | 'quality' | 'reason'>,
  at: EpochMs,
): ProbeReading {
  return { point, value, unit, quality, at, ...(reason === undefined ? {} : { reason }) }
}

/** Readings without a value, for one reason. */
export function unread(
  names: readonly { point: string; unit: string }[],
  error: unknown,
  clock: Clock,
): ProbeReading[] {
  const reason = reasonOf(error)
  return names.map(({ point, unit }) => ({ point, value: null, unit, quality: 'bad', at: clock.now(), reason }))
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

/** Our points with their units, in the order of a definition. */
export function namesOf(points: object): { point: PointName; unit: string }[] {
  return (Object.keys(points) as PointName[]).map(nameOf)
}
