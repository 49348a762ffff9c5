import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { type GridServiceKey, gridServices } from './services.ts'

const kW = (label: string) => z.number().min(0).max(10_000_000).meta({ label, unit: 'kW' })
const minutes = (label: string) => z.number().min(0).max(1_440).meta({ label, unit: 'min' })
const hz = (label: string) => z.number().min(0).max(70).meta({ label, unit: 'Hz' })
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day, HH:MM')

/** Hours whose highest mean import is charged for, by the site's clock. */
export const demandWindow = z.strictObject({
  meanMinutes: z
    .union([z.literal(15), z.literal(30), z.literal(60)])
    .default(15)
    .meta({ label: 'The mean that is charged', unit: 'min' }),
  from: clockTime.default('00:00').meta({ label: 'Begin of the charged hours' }),
  until: clockTime.default('24:00').meta({ label: 'End of the charged hours' }),
  weekdaysOnly: z.boolean().default(false).meta({ label: 'Monday to Friday only' }),
})

const peakShaving = z.strictObject({
  aboveKW: kW('Keep the import below'),
  demand: demandWindow.optional().meta({ label: 'Demand charge; absent = every moment counts, all day' }),
})

const surplusAbsorption = z.strictObject({
  exportAboveKW: kW('Leave this much export alone').default(0),
  mineFromGridKW: kW('Import that mining may use besides surplus').default(0),
})

const rampSmoothing = z.strictObject({
  upKWPerMin: kW('Fastest rise of sun and wind at the connection, per minute').default(600),
  downKWPerMin: kW('Fastest fall of sun and wind at the connection, per minute').default(600),
  storageKW: kW('Storage power used for it at most').optional(),
})

/** A grid service this site has agreed to give. */
export const offeredService = z.strictObject({
  id: idSchema,
  service: z.enum(Object.keys(gridServices) as [GridServiceKey]).meta({ label: 'Service' }),
  upKW: kW('Promised towards the grid (less draw)').default(0),
  downKW: kW('Promised from the grid (more draw)').default(0),
  assets: z
    .array(idSchema)
    .min(1)
    .optional()
    .meta({ label: 'Assets whose own controller serves it; absent = every one that can' }),
})
/** A grid service this site has agreed to give. */
export type OfferedService = z.infer<typeof offeredService>

const sheddingStage = z.strictObject({
  belowHz: hz('Below this frequency'),
  sharePct: z.number().min(0).max(100).meta({ label: 'Share of mining that lets go', unit: '%' }),
})

const frequencyResponse = z.strictObject({
  services: z.array(offeredService).max(20).default([]),
  maxAgeMs: z
    .number()
    .int()
    .min(200)
    .max(10_000)
    .default(2_000)
    .meta({ label: 'Frequency counts as stale after', unit: 'ms' }),
  shedding: z.array(sheddingStage).max(10).default([]).meta({ label: 'Mining lets go at low frequency, by stage' }),
  restoreAboveHz: hz('Mining comes back above').optional(),
  restoreAfterMin: minutes('Frequency must have been back for').default(5),
})

const island = z.strictObject({
  startGenerator: z.boolean().default(false).meta({ label: 'May the generator be started by itself' }),
  startGeneratorBelowMin: minutes('Start it when storage lasts less than').default(15),
  reserveMin: minutes('Storage kept for the essential load').default(10),
  backAfterMin: minutes('Grid must have been steady for, before we count on it').default(5),
})

const restart = z.strictObject({
  staggerS: z.number().min(0).max(3_600).default(15).meta({ label: 'Between the starts of two containers', unit: 's' }),
  inrushRatio: z.number().min(1).max(3).default(1.2).meta({ label: 'Draw while starting, per rated draw' }),
})

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day, YYYY-MM-DD')

const contract = z.strictObject({
  id: idSchema,
  counterparty: z.string().min(1).max(60).meta({ label: 'The other side' }),
  label: z.string().min(1).max(60).optional().meta({ label: 'What it is' }),
  direction: z.enum(['import', 'export']).meta({ label: 'Power taken from the grid, or given to it' }),
  powerKW: kW('Promised power at the connection'),
  toleranceKW: kW('Deviation that costs nothing').default(50),
  penaltyEurPerMWh: z.number().min(0).max(1_000_000).meta({ label: 'Price of what deviates', unit: '€/MWh' }),
  daily: z
    .strictObject({
      from: clockTime.default('00:00').meta({ label: 'Begin of the hours, to the quarter' }),
      until: clockTime.default('24:00').meta({ label: 'End of the hours' }),
      weekdaysOnly: z.boolean().default(false).meta({ label: 'Monday to Friday only' }),
    })
    .prefault({}),
  firstDay: day.optional().meta({ label: 'First day; absent = from the beginning' }),
  lastDay: day.optional().meta({ label: 'Last day; absent = for good' }),
})
/** Power promised by contract at certain hours. */
export type ContractConfig = z.infer<typeof contract>

const economicPlan = z.strictObject({
  wearFreeKW: kW('Deviation from the plan that is not worth a change').default(25),
  priceMaxAgeMin: minutes('Price counts as stale after').default(30),
  highestPriceEurPerMWh: z
    .number()
    .min(0)
    .max(1_000_000)
    .default(20_000)
    .meta({ label: 'A price beyond is not believed', unit: '€/MWh' }),
})

/** Settings of the controllers; each may be switched off by leaving it out, except protection and limits. */
export const controllersConfig = z.strictObject({
  siteLimits: z.strictObject({ marginKW: kW('Kept free below each limit').default(50) }).prefault({}),
  frequencyResponse: frequencyResponse.optional(),
  peakShaving: peakShaving.optional(),
  surplusAbsorption: surplusAbsorption.optional(),
  rampSmoothing: rampSmoothing.optional(),
  contracts: z.array(contract).max(50).default([]).meta({ label: 'Power promised by contract' }),
  island: island.optional().meta({ label: 'When the grid is lost; absent = storage rests as without a meter' }),
  restart: restart.prefault({}).meta({ label: 'Back after an outage' }),
  economicPlan: economicPlan.prefault({}),
})
/** Settings of the controllers. */
export type ControllersConfig = z.infer<typeof controllersConfig>
