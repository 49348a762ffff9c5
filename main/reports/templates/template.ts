import { z } from 'zod'
import { idSchema } from '../../../domain/asset.ts'
import { reportPeriods, type SectionKind, sectionKinds } from '../../../domain/rpc/reports.ts'

const section = <K extends SectionKind, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({
    kind: z.literal(kind),
    title: z.string().min(1).max(80).default(sectionKinds[kind]).meta({ label: 'Heading of the section' }),
    ...shape,
  })
const pct = (label: string) => z.number().min(0).max(100).meta({ label, unit: '%' })
const assets = z.array(idSchema).min(1).optional().meta({ label: 'Assets; absent = all' })

const sectionSchema = z.discriminatedUnion('kind', [
  section('energy', { assets }),
  section('mining', {}),
  section('storage', {}),
  section('peaks', {
    top: z.number().int().min(1).max(50).default(5).meta({ label: 'How many peaks' }),
    leastKnownPct: pct('Share of a quarter of an hour that must be known for it to count').default(90),
  }),
  section('orders', {}),
  section('alarms', { top: z.number().int().min(1).max(10).default(10).meta({ label: 'How many kinds of alarms' }) }),
  section('availability', { assets }),
  section('powerQuality', {
    dipBelowPct: pct('A dip is below this share of the nominal voltage').default(90),
    swellAbovePct: z.number().min(100).max(200).default(110).meta({ label: 'A swell is above it', unit: '%' }),
    frequencyBandHz: z
      .number()
      .positive()
      .max(5)
      .default(0.2)
      .meta({ label: 'Excursions leave this band', unit: 'Hz' }),
    mostEvents: z.number().int().min(1).max(500).default(50).meta({ label: 'Most events listed of a kind' }),
  }),
  section('en50160', {}),
  section('supplier', {
    top: z.number().int().min(1).max(100).default(10).meta({ label: 'How many of the largest differences' }),
  }),
])

/** A report as its file describes it: what it is about and which sections it has, in order. */
export const templateSchema = z.strictObject({
  title: z.string().min(1).max(80).meta({ label: 'Title of the report' }),
  period: z.enum(reportPeriods).meta({ label: 'What it is about' }),
  sections: z.array(sectionSchema).min(1).max(30),
})

/** A section as a template asks for it. */
export type SectionAsked = z.infer<typeof sectionSchema>

/** A report that can be made. `id` is the name of its file. */
export type Template = z.infer<typeof templateSchema> & { id: string; isOwn: boolean }
