import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { type Plan, planStates } from '../dispatch/plan.ts'
import { instant } from './shapes.ts'

const perStep = z.array(z.number()).readonly()

/** What the plan foresees for one asset, a place per step; powers in kW, positive into the bus. */
export const plannedAssetShape = z.object({
  powerKW: perStep,
  energyKWh: perStep.exactOptional(),
  storedValueEurPerMWh: perStep.exactOptional(),
})

/** A plan with the prices it rests on, what it could not keep, and how good it is. */
export const planShape = z.object({
  id: z.string(),
  madeAt: instant,
  madeFor: z.string(),
  edges: z.array(instant).readonly(),
  importPriceEurPerMWh: perStep,
  exportPriceEurPerMWh: perStep,
  gridKW: perStep,
  busPriceEurPerMWh: perStep,
  assets: z.record(z.string(), plannedAssetShape),
  broken: z
    .array(
      z.object({
        limit: z.string(),
        from: instant,
        until: instant,
        by: z.number(),
        unit: z.enum(['kW', 'kWh']),
        costEur: z.number(),
      }),
    )
    .readonly(),
  quality: z.object({ costEur: z.number(), boundEur: z.number(), gapRatio: z.number(), tookMs: z.number() }),
}) satisfies z.ZodType<Plan>

/** How planning stands. */
export const planStatusShape = z.object({
  state: z.enum(planStates),
  /** Why it is not good; empty when it is. */
  detail: z.string(),
  planId: z.string().nullable(),
  madeAt: instant.nullable(),
  /** From then on it is not followed any more, unless a newer one comes. */
  expiresAt: instant.nullable(),
})

/** The plan that is followed, `null` when there is none, and how planning stands. */
export const planNowShape = z.object({ plan: planShape.nullable(), status: planStatusShape })

const kW = z.number().min(0).max(10_000_000)

/** What to change before planning; what is left out stays as it is. */
export const whatIfInput = z.strictObject({
  /** Multiplied onto each price, then added. */
  priceFactor: z.number().min(0).max(100).optional(),
  priceShiftEurPerMWh: z.number().min(-10_000).max(10_000).optional(),
  /** Limits of the connection over the whole horizon. */
  importLimitKW: kW.optional(),
  exportLimitKW: kW.optional(),
  /** Power kept ready in either direction over the whole horizon. */
  reserve: z.strictObject({ upKW: kW, downKW: kW }).optional(),
  /** Multiplied onto what mining earns. */
  miningFactor: z.number().min(0).max(100).optional(),
  /** Assets that are not there. */
  away: z.array(idSchema).max(200).default([]),
})
/** What to change before planning. */
export type WhatIf = z.output<typeof whatIfInput>

/** Sums of a plan over its horizon. */
export const planFiguresShape = z.object({
  /** All that the plan counts, without the peak the month has seen already; negative = it earns. */
  costEur: z.number(),
  importedKWh: z.number(),
  exportedKWh: z.number(),
  minedKWh: z.number(),
  dischargedKWh: z.number(),
  curtailedKWh: z.number(),
  peakImportKW: z.number(),
  brokenLimits: z.number().int(),
})
/** Sums of a plan over its horizon. */
export type PlanFigures = z.infer<typeof planFiguresShape>

/** The plan as things stand and the plan with the changes, made one after the other of the same moment. */
export const whatIfShape = z.object({
  before: z.object({ plan: planShape, figures: planFiguresShape }),
  after: z.object({ plan: planShape, figures: planFiguresShape }),
})
/** Two plans to compare. */
export type WhatIfAnswer = z.infer<typeof whatIfShape>
