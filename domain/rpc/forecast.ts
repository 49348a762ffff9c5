import { z } from 'zod'
import { instant } from './shapes.ts'

const columns = z.array(z.array(z.number()).readonly())

/** How far ahead forecasts are asked for. */
export const forecastInput = z.strictObject({ hours: z.number().int().min(1).max(48).default(48) })

/** What is foreseen for one quantity; see domain/dispatch/forecast. */
export const forecastShape = z.object({
  quantity: z.string(),
  madeAt: instant,
  model: z.string(),
  edges: z.array(instant).readonly(),
  quantiles: columns.readonly(),
  expected: z.array(z.number()).readonly(),
  historyDays: z.number(),
  note: z.string(),
  accuracy: z
    .array(
      z.object({
        model: z.string(),
        byHorizon: z
          .array(
            z.object({
              horizonMs: z.number(),
              count: z.number().int(),
              mae: z.number(),
              pinball: z.number(),
              coverageRatio: z.number(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
})

const price = z.array(z.number().nullable()).readonly()

/** Energy prices as they are known; see domain/dispatch/forecast. */
export const pricesShape = z.object({
  edges: z.array(instant).readonly(),
  importEurPerMWh: price,
  exportEurPerMWh: price,
  knownUntil: instant.nullable(),
  source: z.string(),
  fetchedAt: instant.nullable(),
  state: z.enum(['good', 'stale', 'implausible', 'missing']),
  detail: z.string(),
})

/** Known prices, and a forecast of every quantity that was ever seen, over quarters from the present one on. */
export const outlookShape = z.object({ prices: pricesShape, forecasts: z.array(forecastShape) })
