import { z } from 'zod'
import type { PointName } from '../points.ts'
import type { EpochMs, KW } from '../units.ts'
import type { Quarter } from './quarter.ts'

/** Energy in whole watt-hours. Energy has no sign: registers only rise. */
export type Wh = number

/** What a register counts, with the point it is read from and its number in statements (settlement: line leaf). */
export const registers = {
  import: { code: 1, point: 'importedKWh' },
  export: { code: 2, point: 'exportedKWh' },
  absorbed: { code: 3, point: 'absorbedKWh' },
  injected: { code: 4, point: 'injectedKWh' },
} as const satisfies Record<string, { code: number; point: PointName }>
/** One of {@link registers}. */
export type RegisterName = keyof typeof registers
/** All of them, in the order of their codes. */
export const registerNames = Object.keys(registers) as [RegisterName, ...RegisterName[]]

/** A place where energy is measured, whichever device hangs there. */
export interface MeterPoint {
  /** The asset whose energy it measures; the id of the point too. */
  id: string
  registers: readonly RegisterName[]
  /** No energy above 1.2 times this can pass. */
  ratedKW: KW
  /** The register's end: it starts again from 0 after it. */
  endWh: Wh
}

/** A device that hangs or hung at a meter point. `epoch` counts them from 1. */
export const meterShape = z.object({
  pointId: z.string(),
  epoch: z.number().int(),
  serial: z.string(),
  from: z.number().int(),
  /** `null` = hangs there now. */
  until: z.number().int().nullable(),
})
/** A device that hangs or hung at a meter point. */
export type Meter = z.infer<typeof meterShape>

/**
 * Why a register reading is kept. `boundary` the first one of a quarter; `edge` the last before or the first after a gap, a
 * reset, a rollover or an exchange; `clock` the first after the clock was set back: what passed before it did pass, but when
 * is not known; `held` an implausible one, which counts for nothing until a person says so.
 */
export const readingKinds = ['boundary', 'edge', 'clock', 'held'] as const

/** What a register showed. */
export interface RegisterReading {
  pointId: string
  register: RegisterName
  epoch: number
  at: EpochMs
  /** When the engine took it, which differs from `at` where the device has a clock of its own. */
  takenAt: EpochMs
  wh: Wh
  kind: (typeof readingKinds)[number]
  /** Begins a new count: what lies between it and the reading before is unknown. */
  isNewStart: boolean
}

/** How far the energy of a quarter can be trusted, in the order of statements (settlement: line leaf, quality). */
export const intervalQualities = ['measured', 'estimated', 'edited', 'missing'] as const
/** One of {@link intervalQualities}. */
export type IntervalQuality = (typeof intervalQualities)[number]

/** How the energy of a quarter was found. */
export const intervalMethods = {
  registers: 'difference of the register',
  gapByCheckMeter: 'total of the register over the gap, shared as the check meter ran',
  gapByOwnPower: "total of the register over the gap, shared as the device's own power ran",
  gapTotal: 'total of the register over the gap, shared by comparable days',
  gapEven: 'total of the register over the gap, shared evenly: nothing tells how it ran',
  checkMeter: 'check meter',
  ownPower: "sum of the device's own power, as its proofs of response are measured",
  comparableDays: 'same quarter of comparable days',
  zero: 'zero, nothing else is known',
  person: 'a person',
  none: 'unknown',
} as const
/** One of {@link intervalMethods}. */
export type IntervalMethod = keyof typeof intervalMethods

/**
 * What a missing quarter is estimated from, the best first (settlement: order of estimates), and how that is marked: `whole`
 * where nothing else is known, `share` where the register still tells the total of the gap.
 */
export const estimateSources = [
  { source: 'checkMeter', whole: 'checkMeter', share: 'gapByCheckMeter' },
  { source: 'ownPower', whole: 'ownPower', share: 'gapByOwnPower' },
  { source: 'comparableDays', whole: 'comparableDays', share: 'gapTotal' },
] as const satisfies readonly { source: string; whole: IntervalMethod; share: IntervalMethod }[]
/** Name of one of {@link estimateSources}. */
export type EstimateSource = (typeof estimateSources)[number]['source']

/** Whether the register itself tells what passed in the gap that a quarter lies in, by how its energy was found. */
export function isGapShare(method: IntervalMethod): boolean {
  return method === 'gapEven' || estimateSources.some(({ share }) => share === method)
}

/** Energy of a register in a quarter of an hour. */
export const intervalShape = z.object({
  pointId: z.string(),
  register: z.enum(registerNames),
  quarter: z.number().int(),
  /** 0 = first value; each later one replaces the one before and never deletes it. */
  revision: z.number().int(),
  /** Watt-hours; `null` = missing. */
  wh: z.number().int().nonnegative().nullable(),
  quality: z.enum(intervalQualities),
  method: z.enum(Object.keys(intervalMethods) as [IntervalMethod, ...IntervalMethod[]]),
  epoch: z.number().int(),
  /** Register at the end of the quarter, whole Wh; `null` = unknown. */
  closingWh: z.number().int().nullable(),
})
/** Energy of a register in a quarter of an hour. */
export type Interval = z.infer<typeof intervalShape>

/** The energy of a quarter by a check meter beside that of its meter point, Wh. */
export const checkedQuarterShape = z.object({
  pointId: z.string(),
  register: z.enum(registerNames),
  quarter: z.number().int(),
  ourWh: z.number().int().nonnegative(),
  checkWh: z.number().int().nonnegative(),
  /** What both may differ by, by their accuracy classes and the grain of registers. */
  limitWh: z.number(),
  differs: z.boolean(),
})
/** The energy of a quarter by a check meter beside that of its meter point. */
export type CheckedQuarter = z.infer<typeof checkedQuarterShape>

/** Key of a register's quarter in maps and logs. */
export function intervalKey(pointId: string, register: RegisterName, quarter: Quarter): string {
  return `${pointId}/${register}/${quarter}`
}
