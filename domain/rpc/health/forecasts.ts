import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { anomalyShape } from '../../health/anomaly.ts'
import { forecastShape, remainingShape } from '../../health/forecast.ts'
import { ruleEventShape } from '../../health/rules.ts'
import { instant } from '../shapes.ts'

/** How right we were, judged by technicians and by what failed. Ratios are 0 to 1; `null` = nothing judged yet. */
export const precisionShape = z.object({
  precision: z.number().nullable(),
  confirmed: z.number().int(),
  judged: z.number().int(),
  missed: z.number().int(),
  failures: z.number().int(),
  medianLeadDays: z.number().nullable(),
  insideInterval: z.number().nullable(),
  falsePerWeek: z.number(),
})
/** How right we were. */
export type Precision = z.infer<typeof precisionShape>

/** Forecasts that stand, ranked by what waiting costs; anomalies that go on; and how good we are. */
export const healthNowShape = z.object({
  at: instant,
  /** Health of every asset, 100 = as new; `null` while nothing is known yet, with the reason in words. */
  assets: z.array(z.object({ assetId: z.string(), healthPct: z.number().nullable(), words: z.string() })),
  forecasts: z.array(forecastShape),
  anomalies: z.array(anomalyShape.extend({ verdict: z.string(), count: z.number().int() })),
  /** Over the last 12 months. */
  precision: precisionShape,
  /** How far detectors and models are: "learns since 3 days, judges from 14 on". */
  learning: z.string(),
})
/** Forecasts, anomalies and how good we are. */
export type HealthNow = z.infer<typeof healthNowShape>

/** Which forecast or anomaly. */
export const healthIdInput = z.strictObject({ id: z.string().max(200) })

/** A curve with what was expected beside it; columns of equal length. */
export const evidenceChartShape = z.object({
  point: z.string(),
  label: z.string(),
  unit: z.string(),
  at: z.array(instant),
  value: z.array(z.number().nullable()),
  /** Band of what is normal; `null` where nothing is known. */
  low: z.array(z.number().nullable()),
  high: z.array(z.number().nullable()),
  limit: z.number().nullable(),
})
/** A curve with what was expected beside it. */
export type EvidenceChart = z.infer<typeof evidenceChartShape>

/** An earlier case like this one. */
export const caseShape = z.object({
  forecastId: z.string(),
  assetId: z.string(),
  mode: z.string(),
  announcedAt: instant,
  verdict: z.string(),
  /** From announcement to failure or repair, days. */
  leadDays: z.number().nullable(),
  words: z.string(),
})

/** What lies behind a forecast. */
export const evidenceDetailShape = z.object({
  forecast: forecastShape,
  charts: z.array(evidenceChartShape),
  /** The same signal at its peers now. */
  peers: z.array(
    z.object({
      point: z.string(),
      label: z.string(),
      unit: z.string(),
      rows: z.array(z.object({ assetId: z.string(), name: z.string(), value: z.number().nullable() })),
    }),
  ),
  cases: z.array(caseShape),
  /** How the forecast moved: median and 90 % interval as foreseen at each day. */
  history: z.array(remainingShape),
  rules: z.array(z.object({ ruleId: z.string(), version: z.number().int(), title: z.string(), text: z.string() })),
})
/** What lies behind a forecast. */
export type EvidenceDetail = z.infer<typeof evidenceDetailShape>

/** The health of one asset. */
export const assetHealthInput = z.strictObject({ assetId: idSchema })
/** The health of one asset: every mode foreseen for it, its signals against normal, what happened to it. */
export const assetHealthShape = z.object({
  assetId: z.string(),
  healthPct: z.number().nullable(),
  words: z.string(),
  modes: z.array(
    z.object({
      mode: z.string(),
      name: z.string(),
      healthPct: z.number().nullable(),
      remaining: remainingShape.nullable(),
      forecastId: z.string().nullable(),
      words: z.string(),
    }),
  ),
  signals: z.array(evidenceChartShape),
  anomalies: z.array(anomalyShape),
  ruleEvents: z.array(ruleEventShape),
  cases: z.array(caseShape),
})
/** The health of one asset. */
export type AssetHealth = z.infer<typeof assetHealthShape>
