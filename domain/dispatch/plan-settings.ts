import { z } from 'zod'

const kW = (label: string) => z.number().min(0).max(10_000_000).meta({ label, unit: 'kW' })
const minutes = (label: string) => z.number().min(0).max(1_440).meta({ label, unit: 'min' })
const eur = (label: string) => z.number().min(0).max(1e6).meta({ label, unit: 'EUR' })

const demandCharge = z.strictObject({
  eurPerKWMonth: z.number().min(0).max(1_000).meta({ label: 'Price of the highest import of a month', unit: 'EUR/kW' }),
})

const containers = z
  .strictObject({
    minOnMin: minutes('A container runs at least').default(60),
    minOffMin: minutes('A container rests at least').default(30),
    startCostEur: eur('Wear and lost hashing of a start of a container').default(7),
  })
  .prefault({})

const hydrogen = z
  .strictObject({
    minOnMin: minutes('Electrolyser and fuel cell run at least').default(30),
    minOffMin: minutes('Electrolyser and fuel cell rest at least').default(30),
    startCostEur: eur('Wear of a start of either').default(5),
  })
  .prefault({})

const reserve = z
  .strictObject({
    upKW: kW('Kept ready towards the grid: more output or less draw').default(0),
    downKW: kW('Kept ready from the grid: less output or more draw').default(0),
  })
  .prefault({})

/**
 * How the site is planned. Defaults suit a site that buys and sells at one price: two days in quarters of an hour, ten
 * minutes of the load kept in the storages until a generator runs.
 */
export const planConfig = z.strictObject({
  enabled: z.boolean().default(true).meta({ label: 'Plan at all; else the rules alone decide' }),
  horizonHours: z
    .number()
    .int()
    .min(4)
    .max(72)
    .default(48)
    .meta({ label: 'Planned in quarters of an hour', unit: 'h' }),
  hourlyBeyondHours: z.number().int().min(0).max(96).default(0).meta({ label: 'Planned in hours beyond', unit: 'h' }),
  everyMin: z.number().min(1).max(60).default(5).meta({ label: 'Planned anew every', unit: 'min' }),
  timeoutS: z.number().min(1).max(60).default(10).meta({ label: 'A plan that takes longer is given up', unit: 's' }),
  keepMin: minutes('A plan is followed so long when no newer one can be made').default(60),
  demandCharge: demandCharge.optional().meta({ label: 'Demand charge; its hours are those of peak shaving' }),
  peakTarget: z.boolean().default(true).meta({ label: 'Keep below the import that peak shaving holds' }),
  reserve,
  emergencyMin: minutes('Load that the storages can carry until a generator runs').default(10),
  containers,
  hydrogen,
})
/** How the site is planned. */
export type PlanConfig = z.infer<typeof planConfig>
