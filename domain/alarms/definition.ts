import { z } from 'zod'

/** What an alarm is about: for rules of notification and for figures. */
export const alarmClasses = ['grid', 'process', 'equipment', 'link', 'control', 'records', 'security'] as const

const span = (label: string) => z.number().min(0).max(604_800).meta({ label, unit: 's' })
const words = (label: string) => z.string().trim().min(3).max(400).meta({ label })

/** Priority on the wire and in files: 1 critical to 4 low. */
export const prioritySchema = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], '1 (critical), 2 (high), 3 (medium) or 4 (low)')
  .meta({ label: 'Priority' })

const common = {
  priority: prioritySchema,
  class: z.enum(alarmClasses).meta({ label: 'What it is about' }),
  cause: words('Why it comes'),
  consequence: words('What happens if nobody responds'),
  response: words('What to do'),
  respondWithinS: span('Time to respond'),
}

/** An alarm as it was thought through: why it comes, what it means, what to do, and how it behaves (ISA-18.2). */
export const alarmDefinitionSchema = z.strictObject({
  ...common,
  onDelayS: span('It counts after so long').default(0.5),
  offDelayS: span('It is gone after so long').default(10),
  latching: z.boolean().default(false).meta({ label: 'Stays until a person resets it' }),
  reAlarmAfterS: span('Announced again when it lasts so long after its acknowledgement').optional(),
  noteRequired: z.boolean().optional().meta({ label: 'Acknowledged with a note only; absent = priority 1 is' }),
  suppresses: z.literal('asset').optional().meta({ label: 'It explains the other alarms of its asset' }),
})
/** An alarm as it was thought through. */
export type AlarmDefinition = z.infer<typeof alarmDefinitionSchema>

/** What a site file may say differently, for a code or for a code at one asset. */
export const alarmOverrideSchema = z
  .strictObject({
    priority: prioritySchema,
    class: common.class,
    cause: common.cause,
    consequence: common.consequence,
    response: common.response,
    respondWithinS: common.respondWithinS,
    onDelayS: span('It counts after so long'),
    offDelayS: span('It is gone after so long'),
    latching: z.boolean().meta({ label: 'Stays until a person resets it' }),
    reAlarmAfterS: span('Announced again when it lasts so long after its acknowledgement'),
    noteRequired: z.boolean().meta({ label: 'Acknowledged with a note only' }),
  })
  .partial()
/** What a site file says differently. */
export type AlarmOverride = z.infer<typeof alarmOverrideSchema>
