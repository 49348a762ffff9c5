import { z } from 'zod'
import { microMinorShape } from './money.ts'

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens')
  .max(20)
const clock = z.string().regex(/^([01]\d|2[0-3]):(00|15|30|45)$|^24:00$/, 'HH:MM on a quarter of an hour')
const name = z.string().trim().min(1).max(60)
const owner = z.number().int().min(1).max(0xffff_ffff).meta({ label: 'Party it belongs to' })

/** Times of the local day at which a band holds. */
export const bandShape = z.strictObject({
  id,
  name,
  windows: z
    .array(z.strictObject({ from: clock, until: clock, weekdaysOnly: z.boolean().default(false) }))
    .max(12)
    .default([])
    .meta({ label: 'Hours of the local clock; a band without any holds at all other times' }),
})

/** What a plan charges for: energy by band, a fee for each local day, or a part of everything before it. */
export const componentShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('energy'),
    name,
    owner,
    microMinorPerKWh: z.record(id, microMinorShape).meta({ label: 'Price by band, millionths of a cent per kWh' }),
  }),
  z.strictObject({ kind: z.literal('daily'), name, owner, microMinorPerDay: microMinorShape }),
  z.strictObject({ kind: z.literal('percent'), name, owner, ppm: z.number().int().min(0).max(1_000_000) }),
])

/** A tariff plan. It never changes: another price is another plan. */
export const planShape = z
  .strictObject({
    id: z.number().int().min(1).max(0xffff_ffff),
    name,
    bands: z.array(bandShape).min(1).max(8),
    components: z.array(componentShape).min(1).max(20),
  })
  .superRefine(({ bands, components }, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const open = bands.filter(({ windows }) => windows.length === 0)
    if (open.length !== 1) issue(['bands'], 'exactly one band without windows, which holds at all other times')
    components.forEach((component, i) => {
      if (component.kind !== 'energy') return
      const priced = Object.keys(component.microMinorPerKWh)
      const missing = bands.find((band) => !priced.includes(band.id))
      if (missing) issue(['components', i, 'microMinorPerKWh'], `a price for the band "${missing.id}"`)
      if (priced.length !== bands.length && !missing)
        issue(['components', i, 'microMinorPerKWh'], 'bands of this plan only')
    })
  })
/** A tariff plan. */
export type Plan = z.infer<typeof planShape>

/** What a local clock shows: `HH:MM`, and the day of the week as `Mon`. */
export interface ClockLabel {
  time: string
  weekday: string
}

/** Band at a time of the local clock: the first one with a window over it, else the one without windows. */
export function bandAt({ bands }: Pick<Plan, 'bands'>, label: ClockLabel): string {
  const hit = bands.find(({ windows }) => windows.some((window) => holds(window, label)))
  return (hit ?? bands.find(({ windows }) => windows.length === 0))?.id ?? ''
}

/** An end before the begin runs over midnight. */
function holds(window: z.infer<typeof bandShape>['windows'][number], { time, weekday }: ClockLabel): boolean {
  const { from, until, weekdaysOnly } = window
  if (weekdaysOnly && (weekday === 'Sat' || weekday === 'Sun')) return false
  return from <= until ? from <= time && time < until : time >= from || time < until
}
