import { z } from 'zod'
import { registerNames } from '../../metering/meter.ts'
import { supplierDecisions, supplierLineShape } from '../../metering/supplier.ts'
import { givenFile, reason } from '../files.ts'
import { engineer, viewer } from '../roles.ts'
import { instant } from '../shapes.ts'

const quarter = z.number().int().nonnegative()
const mostQuarters = 62 * 96
/** Quarters [from, to), at most 62 days of them. */
const stretch = z.strictObject({ from: quarter, to: quarter })
const isShort = ({ from, to }: z.infer<typeof stretch>) => from <= to && to - from <= mostQuarters

/** A supplier's file of energies by quarter of an hour, and how to read it. */
const supplierInput = z.strictObject({
  file: givenFile,
  /** What the instants name: where their quarter of an hour begins, or where it ends. */
  instants: z.enum(['begin', 'end']),
})
/** A supplier's file of energies by quarter of an hour, and how to read it. */
export type SupplierInput = z.infer<typeof supplierInput>

/** What a supplier's file says. */
const supplierCheckShape = z.object({
  /** Quarters of an hour with a value. */
  values: z.number().int(),
  /** Quarters of an hour between the first and the last without one. */
  missing: z.number().int(),
  /** The stretches without a value, in words; the first ones. */
  gaps: z.array(z.string()),
  /** In words; empty when there is no value. */
  from: z.string(),
  to: z.string(),
  importedKWh: z.number(),
  exportedKWh: z.number().nullable(),
  /** Row 0 = the whole file. */
  faults: z.array(z.object({ row: z.number().int(), column: z.string(), expected: z.string() })),
})
/** What a supplier's file says. */
export type SupplierCheck = z.infer<typeof supplierCheckShape>

/** A supplier's file against our energies, counted by register and quarter. */
const comparisonShape = z.object({
  agreeing: z.number().int(),
  differing: z.number().int(),
  /** Those we have no energy of. */
  unknown: z.number().int(),
  /** Ours less theirs over what both know, Wh. */
  differenceWh: z.number().int(),
  /** The same file was taken over before: once more changes nothing. */
  isKnown: z.boolean(),
})
/** A supplier's file against our energies. */
export type Comparison = z.infer<typeof comparisonShape>

/** What a supplier's file says and how it compares. */
const importShape = z.object({ check: supplierCheckShape, comparison: comparisonShape })
/** What a supplier's file says and how it compares. */
export type SupplierImport = z.infer<typeof importShape>

/** A register's day, on the clock of the site, by both meters, over the quarters that both know. */
const supplierDayShape = z.object({
  day: z.string(),
  pointId: z.string(),
  register: z.enum(registerNames),
  compared: z.number().int(),
  differing: z.number().int(),
  /** Of those that differ, how many nobody decided on. */
  open: z.number().int(),
  theirWh: z.number().int(),
  ourWh: z.number().int(),
  /** The sums differ by more than both meters may be off, even where no single quarter does. */
  isSumOff: z.boolean(),
})
/** A register's day by both meters. */
export type SupplierDay = z.infer<typeof supplierDayShape>

const supplierFileShape = z.object({
  n: z.number().int(),
  /** SHA-256 of its bytes. */
  hash: z.string(),
  name: z.string(),
  person: z.string(),
  at: instant,
})
/** A supplier's file that was taken over. */
export type SupplierFile = z.infer<typeof supplierFileShape>

const decideInput = stretch
  .extend({
    pointId: z.string().max(64),
    register: z.enum(registerNames),
    state: z.enum(supplierDecisions),
    reason,
  })
  .refine(isShort, 'at most 62 days')
/** Which differences a person decides on, and how. */
export type SupplierDecide = z.infer<typeof decideInput>

/** Calls about the supplier's energies beside ours. */
export const supplierCalls = {
  /** What a supplier's file says and how it compares; changes nothing. */
  check: engineer.input(supplierInput).output(importShape),
  /** Takes the energies of a file over, those of rows without a fault; the same file again changes nothing. Errors: Store.Failed. */
  take: engineer.input(supplierInput).output(importShape),
  /** Files taken over, the newest first. */
  files: viewer.output(z.array(supplierFileShape)),
  /** Both meters by day. */
  days: viewer.input(stretch.refine(isShort, 'at most 62 days')).output(z.array(supplierDayShape)),
  /** Both meters by quarter, in order of time. Where files overlap the newest holds. */
  lines: viewer.input(stretch.refine(isShort, 'at most 62 days')).output(z.array(supplierLineShape)),
  /**
   * Decides on all differences in a stretch; gives how many. Our energies stay as they are: to take theirs over, propose an
   * edit. A decision holds until either energy is another.
   */
  decide: engineer.input(decideInput).output(z.number().int()),
}
