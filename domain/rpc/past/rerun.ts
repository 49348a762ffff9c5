import { z } from 'zod'
import { instant } from '../shapes.ts'

/** A rerun covers no more than this, ms: a week. */
export const longestRerunMs = 7 * 86_400_000

const kW = (label: string) => z.number().min(0).max(10_000_000).meta({ label, unit: 'kW' })

/** Settings that a rerun can change. `null` = that controller is off. */
export const rerunSettings = z.strictObject({
  importLimitKW: kW('Agreed import'),
  exportLimitKW: kW('Agreed export'),
  marginKW: kW('Kept free below each limit'),
  peakAboveKW: kW('Peak shaving: import kept below').nullable(),
  exportAboveKW: kW('Surplus: export left alone').nullable(),
  mineFromGridKW: kW('Surplus: import that mining may use besides'),
})
/** Settings that a rerun can change. */
export type RerunSettings = z.infer<typeof rerunSettings>

/** A past period, and the settings to be tried on it. */
export const rerunInput = z
  .strictObject({ from: instant, to: instant, settings: rerunSettings })
  .refine(({ from, to }) => to - from >= 60_000 && to - from <= longestRerunMs, 'a minute to a week')
/** A past period, and the settings to be tried on it. */
export type RerunRequest = z.infer<typeof rerunInput>

/**
 * What is compared: what was `recorded`; the controllers run over the recording with the settings of now (`asIs`: how far
 * it is from what was recorded is how good the calculation is); the same with the settings to be tried (`changed`).
 */
export const rerunKinds = ['recorded', 'asIs', 'changed'] as const

const column = z.array(z.number().nullable())
const figuresShape = z.object({
  importKWh: z.number(),
  exportKWh: z.number(),
  /** Highest mean import of a quarter of an hour of which at least four fifths are known. */
  highestQuarterKW: z.number().nullable(),
  highestKW: z.number().nullable(),
  /** Time with more import than agreed, by the settings of the run; those of now for what was recorded. */
  overImportLimitS: z.number(),
  minedKWh: z.number(),
  dischargedKWh: z.number(),
  /** Energy in all storages at the end more than at the begin; negative = less. */
  storedMoreKWh: z.number(),
  /** Import at the energy price; `null` when no price is known for a part of it. */
  importCostEur: z.number().nullable(),
  /** Setpoints written; not counted for what was recorded. */
  setpoints: z.number().nullable(),
})
/** What a run comes to. */
export type RerunFigures = z.infer<typeof figuresShape>

/** One run: means by step. Grid import positive, storage positive while it discharges, mining as draw. */
export const rerunShape = z.object({
  kind: z.enum(rerunKinds),
  gridKW: column,
  storageKW: column,
  miningKW: column,
  figures: figuresShape,
})
/** One run. */
export type Rerun = z.infer<typeof rerunShape>

/** The runs side by side. */
export const comparisonShape = z.object({
  from: instant,
  to: instant,
  stepMs: z.number(),
  /** Share of the period of which the grid power is known, 0 to 1; figures rest on that part alone. */
  knownRatio: z.number(),
  runs: z.array(rerunShape),
  /** What the calculation rests on, one sentence each. */
  notes: z.array(z.string()),
})
/** The runs side by side. */
export type Comparison = z.infer<typeof comparisonShape>

/** One step of a rerun. */
export const rerunStepShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    /** 0 to 1. */
    progress: z.number(),
  }),
  z.object({ type: z.literal('compared'), comparison: comparisonShape }),
])
/** One step of a rerun. */
export type RerunStep = z.infer<typeof rerunStepShape>
