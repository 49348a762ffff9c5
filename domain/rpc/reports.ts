import { z } from 'zod'
import { reason } from './files.ts'
import { instant } from './shapes.ts'

/** Spans a report can be about, in days of the site's clock; weeks begin on Monday. */
export const reportPeriods = ['day', 'week', 'month'] as const
/** One of {@link reportPeriods}. */
export type ReportPeriod = (typeof reportPeriods)[number]

/** The kinds of sections a template can be made of. */
export const sectionKinds = {
  energy: 'Energy by asset and meter',
  mining: 'Mining',
  storage: 'Storage',
  peaks: 'Peaks',
  orders: 'Instructions and services',
  alarms: 'Alarms',
  availability: 'Availability',
  powerQuality: 'Power quality',
  en50160: 'EN 50160 week summary',
  supplier: "Own meter against the supplier's",
} as const
/** Name of a kind of section. */
export type SectionKind = keyof typeof sectionKinds

/** Files a report can be kept as. */
export const reportFormats = ['pdf', 'xlsx'] as const
/** One of {@link reportFormats}. */
export type ReportFormat = (typeof reportFormats)[number]

/** A day of the site's calendar. */
export const calendarDay = z.iso.date()
const templateId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the name of a template, such as daily')

const cell = z.union([z.string(), z.number(), z.null()])
/** One column of a table in a report. */
const columnShape = z.object({
  name: z.string(),
  /** Empty for words and counts. */
  unit: z.string(),
  /** Decimals shown; absent for words. */
  decimals: z.number().int().optional(),
})
const tableShape = z.object({
  title: z.string(),
  columns: z.array(columnShape),
  /** `null` = missing, shown as such and never counted as 0. */
  rows: z.array(z.array(cell)),
  /** A last row with sums. */
  sums: z.array(cell).optional(),
})
/** A table of a report. */
export type ReportTable = z.infer<typeof tableShape>
/** What a cell of a report holds; `null` = missing. */
export type ReportCell = z.infer<typeof cell>

const chartShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('bars'),
    title: z.string(),
    unit: z.string(),
    labels: z.array(z.string()),
    series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
  }),
  z.object({
    type: z.literal('band'),
    title: z.string(),
    unit: z.string(),
    /** A word under the first, the middle and the last step. */
    labels: z.array(z.string()),
    min: z.array(z.number().nullable()),
    mean: z.array(z.number().nullable()),
    max: z.array(z.number().nullable()),
    limits: z.array(z.object({ name: z.string(), value: z.number() })),
  }),
])
/** A simple chart of a report: bars beside each other, or a mean within its lowest and highest value. */
export type ReportChart = z.infer<typeof chartShape>

const sectionShape = z.object({
  kind: z.enum(Object.keys(sectionKinds) as [SectionKind]),
  title: z.string(),
  /** How the figures came about and what is missing in them. */
  notes: z.array(z.string()),
  charts: z.array(chartShape),
  tables: z.array(tableShape),
})
/** One section of a report. */
export type ReportSection = z.infer<typeof sectionShape>

/** A report, whatever it is written in. */
export const reportShape = z.object({
  title: z.string(),
  site: z.string(),
  timeZone: z.string(),
  /** The period in words, with both offsets from UTC. */
  period: z.string(),
  from: instant,
  to: instant,
  /** In words. */
  madeAt: z.string(),
  version: z.string(),
  sections: z.array(sectionShape),
})
/** A report, whatever it is written in. */
export type Report = z.infer<typeof reportShape>

/** A report that was kept. */
export const keptReportShape = z.object({
  id: z.string(),
  template: z.string(),
  title: z.string(),
  period: z.string(),
  from: instant,
  to: instant,
  madeAt: instant,
  /** A person's name, or `schedule`. */
  by: z.string(),
  files: z.array(z.object({ format: z.enum(reportFormats), name: z.string(), bytes: z.number() })),
})
/** A report that was kept. */
export type KeptReport = z.infer<typeof keptReportShape>

/** One step of making a report. */
export const reportStepShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    /** 0 to 1. */
    progress: z.number(),
    /** What is done now, in words. */
    step: z.string(),
  }),
  z.object({ type: z.literal('shown'), report: reportShape }),
  z.object({ type: z.literal('kept'), report: keptReportShape }),
])
/** One step of making a report. */
export type ReportStep = z.infer<typeof reportStepShape>

/** Which report, about the day, week or month that holds `day`. */
export const reportInput = z.strictObject({ template: templateId, day: calendarDay })
/** Which report, and as what files. */
export const makeReportInput = reportInput.extend({
  formats: z
    .array(z.enum(reportFormats))
    .min(1)
    .max(reportFormats.length)
    .refine((formats) => new Set(formats).size === formats.length, 'each format once'),
})
/** One file of a report that was kept. */
export const keptFileInput = z.strictObject({ id: z.string().max(200), format: z.enum(reportFormats) })
/** A report that goes, and why. */
export const removeReportInput = z.strictObject({ id: z.string().max(200), reason })

const faultShape = z.object({ file: z.string(), line: z.number(), field: z.string(), expected: z.string() })

/** What reports can be made, the schedule, and the template files that could not be read. */
export const reportTemplatesShape = z.object({
  templates: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      period: z.enum(reportPeriods),
      /** True for one of the site's own folder. */
      isOwn: z.boolean(),
      sections: z.array(z.object({ kind: z.enum(Object.keys(sectionKinds) as [SectionKind]), title: z.string() })),
    }),
  ),
  faults: z.array(faultShape),
  schedule: z.array(
    z.object({
      template: z.string(),
      at: z.string(),
      formats: z.array(z.enum(reportFormats)),
      next: instant,
      /** Why the last one could not be made; absent when it was, or none was due yet. */
      problem: z.string().optional(),
    }),
  ),
})
/** What reports can be made. */
export type ReportTemplates = z.infer<typeof reportTemplatesShape>
