import { z } from 'zod'
import { alarmEvents, asideKinds } from '../alarm.ts'
import { alarmDefinitionSchema, prioritySchema } from '../alarms/definition.ts'
import { idSchema } from '../asset.ts'
import { reason, tableFormats } from './files.ts'
import { alarmShape, instant } from './shapes.ts'

const alarmId = z.string().max(64)
const note = z.string().trim().max(300).default('')
/** As shown; refused with `Alarm.Changed` when the alarm has another one by now. Absent = not compared. */
const revision = z.number().int().min(0).optional()
const code = z.string().min(1).max(120)

/** One occurrence, as the person saw it. */
export const acknowledgeInput = z.strictObject({ alarmId, note, revision })
/** Several occurrences with one note. */
export const acknowledgeManyInput = z.strictObject({
  alarms: z.array(z.strictObject({ alarmId, revision })).min(1).max(500),
  note,
})
/** How it went, one by one. */
export const acknowledgedShape = z.object({
  acknowledged: z.array(z.string()),
  refused: z.array(z.object({ alarmId: z.string(), code: z.string(), message: z.string() })),
})
/** How it went, one by one. */
export type Acknowledged = z.infer<typeof acknowledgedShape>

/** Puts an alarm away for 1 minute to 24 hours. */
export const shelveInput = z.strictObject({
  alarmId,
  minutes: z.number().int().min(1).max(1_440),
  reason,
  revision,
})
/** Takes an alarm, or every alarm of an asset when `code` is absent, out of service. */
export const outOfServiceInput = z
  .strictObject({ code: code.optional(), assetId: idSchema.optional(), reason })
  .refine(({ code, assetId }) => code !== undefined || assetId !== undefined, 'a code, an asset, or both')
/** Names what was set aside. */
export const asideInput = z.strictObject({ id: z.string().max(200), reason })
/** Resets a latched alarm. */
export const resetInput = z.strictObject({ alarmId, note, revision })
/** One occurrence. */
export const alarmInput = z.strictObject({ alarmId })

/** What a person set aside. */
export const asideShape = z.object({
  id: z.string(),
  kind: z.enum(['shelved', 'outOfService']),
  /** `*` = every alarm of the asset. */
  code: z.string(),
  assetId: z.string().optional(),
  text: z.string(),
  by: z.string(),
  at: instant,
  until: instant.optional(),
  reason: z.string(),
})
/** Everything that is kept from the list, and limits that can't be judged now. */
export const asidesShape = z.object({
  setAside: z.array(asideShape),
  /** Occurrences not in the list, the first 500. */
  alarms: z.array(alarmShape),
  notEvaluated: z.array(z.object({ code: z.string(), assetId: z.string(), text: z.string() })),
})
/** Everything that is kept from the list. */
export type Asides = z.infer<typeof asidesShape>

/** The list as a whole; beside the list on the live stream. */
export const alarmSituationShape = z.object({
  /** Occurrences in the list, also those beyond what the stream carries. */
  listed: z.number().int(),
  unacknowledged: z.number().int(),
  shelved: z.number().int(),
  suppressed: z.number().int(),
  outOfService: z.number().int(),
  notEvaluated: z.number().int(),
  /** Announced within the last ten minutes. */
  lately: z.number().int(),
  /** Since when there are too many to read: more than 10 in 10 minutes, until fewer than 5; `null` = no flood. */
  floodSince: instant.nullable(),
})
/** The list as a whole. */
export type AlarmSituation = z.infer<typeof alarmSituationShape>

const window = { from: instant, to: instant }
const filter = {
  assetId: idSchema.optional(),
  code: code.optional(),
  priority: prioritySchema.optional(),
  event: z.enum(alarmEvents).optional(),
}

/** A page of the journal, the newest rows first. */
export const journalInput = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  ...filter,
  /** Number of a row: only older ones. */
  before: z.number().int().optional(),
  limit: z.number().int().min(1).max(500).default(100),
})
/** What of the journal is asked for. */
export type JournalRequest = z.infer<typeof journalInput>

/** A row of the journal. */
export const journalRowShape = z.object({
  n: z.number().int(),
  at: instant,
  event: z.enum(alarmEvents),
  alarmId: z.string(),
  code: z.string(),
  priority: prioritySchema,
  assetId: z.string().optional(),
  text: z.string(),
  raisedAt: instant.optional(),
  aside: z.enum(asideKinds).optional(),
  rootId: z.string().optional(),
  person: z.string().optional(),
  note: z.string().optional(),
})
/** A row of the journal. */
export type JournalRow = z.infer<typeof journalRowShape>

/** One occurrence with all that is known of it. */
export const alarmDetailShape = z.object({
  alarm: alarmShape.nullable(),
  definition: alarmDefinitionSchema.nullable(),
  /** Oldest first. */
  steps: z.array(journalRowShape),
  /** What is suppressed because of it, the first 200. */
  beneath: z.array(alarmShape),
})
/** One occurrence with all that is known of it. */
export type AlarmDetail = z.infer<typeof alarmDetailShape>

/** A range of at most 92 days. */
export const kpiInput = z
  .strictObject(window)
  .refine(({ from, to }) => to > from && to - from <= 92 * 86_400_000, 'an end after the start, at most 92 days later')

const which = { code: z.string(), assetId: z.string().optional() }
const bins = z.object({
  /** Start of the first bin; each follows the one before. */
  from: instant,
  stepMs: z.number(),
  counts: z.array(z.number().int()),
  most: z.number().int(),
  /** Bins above what one operator can bear (10 in 10 minutes, 30 an hour), and their share of all bins, 0 to 1. */
  over: z.number().int(),
  overShare: z.number(),
})

/** Figures of the alarm system over a range, from the journal (ISA-18.2, IEC 62682). Counted is what was announced. */
export const alarmKpisShape = z.object({
  ...window,
  announced: z.number().int(),
  /** Mean, for one operator. */
  perHour: z.number(),
  rating: z.enum(['fine', 'manageable', 'over']),
  tenMinutes: bins,
  hours: bins,
  /** Begins with more than 10 in a 10-minute bin, ends with fewer than 5. */
  floods: z.object({
    count: z.number().int(),
    durationMs: z.number(),
    share: z.number(),
    alarms: z.number().int(),
    list: z.array(z.object({ ...window, alarms: z.number().int(), most: z.number().int() })),
  }),
  top: z.array(z.object({ ...which, count: z.number().int(), share: z.number() })),
  topShare: z.number(),
  chattering: z.array(z.object({ ...which, count: z.number().int() })),
  /** Occurrences that stood longer than 24 hours. */
  standing: z.array(
    z.object({ alarmId: z.string(), ...which, text: z.string(), raisedAt: instant, forMs: z.number() }),
  ),
  priorities: z.array(z.object({ priority: prioritySchema, count: z.number().int(), share: z.number() })),
  acknowledged: z.object({
    count: z.number().int(),
    /** From the announcement; `null` when none was acknowledged. */
    meanMs: z.number().nullable(),
    longestMs: z.number().nullable(),
  }),
  /** Raised and not announced. */
  shelved: z.number().int(),
  suppressed: z.number().int(),
  outOfService: z.number().int(),
})
/** Figures of the alarm system over a range. */
export type AlarmKpis = z.infer<typeof alarmKpisShape>

/** A line of the rationalisation: an alarm as defined, with what the site file says differently. */
export const rationalisationRowShape = z.object({
  /** Code; ends in `.*` where it stands for several. */
  code: z.string(),
  /** Absent = everywhere. */
  assetId: z.string().optional(),
  definition: alarmDefinitionSchema,
  /** Fields that the site file says differently. */
  overridden: z.array(z.string()),
  origin: z.enum(['product', 'site']),
  /** Times announced in the last 30 days. */
  timesIn30Days: z.number().int(),
})
/** A line of the rationalisation. */
export type RationalisationRow = z.infer<typeof rationalisationRowShape>

/** Which table is asked for, and of what; the journal gives at most 50,000 rows. */
export const alarmExportInput = z.strictObject({
  what: z.enum(['journal', 'kpis', 'rationalisation']),
  format: z.enum(tableFormats),
  from: instant.optional(),
  to: instant.optional(),
  ...filter,
})
/** Which table is asked for. */
export type AlarmExport = z.infer<typeof alarmExportInput>
