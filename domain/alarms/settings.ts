import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { type PointName, pointNames } from '../points.ts'
import { alarmClasses, alarmOverrideSchema, prioritySchema } from './definition.ts'
import { definitionKeyOf } from './definitions.ts'

const limit = (label: string) => z.number().meta({ label })

/** A limit that a site puts on a point. */
export const limitAlarmSchema = z
  .strictObject({
    id: idSchema.optional().meta({ label: 'Name, where one point has several limits of a kind' }),
    asset: idSchema.meta({ label: 'Asset' }),
    point: z.enum(pointNames as [PointName]).meta({ label: 'Point' }),
    above: limit('Too high above').optional(),
    below: limit('Too low below').optional(),
    outside: z.tuple([z.number(), z.number()]).optional().meta({ label: 'Lowest and highest usual value' }),
    rate: z
      .strictObject({
        change: z.number().positive().meta({ label: 'Most change, either way' }),
        withinS: z.number().min(1).max(3_600).default(60).meta({ label: 'Within', unit: 's' }),
      })
      .optional(),
    deadband: z.number().min(0).default(0).meta({ label: 'It must come back by so much' }),
    onDelayS: z.number().min(0).max(86_400).default(2).meta({ label: 'It counts after so long', unit: 's' }),
    offDelayS: z.number().min(0).max(86_400).default(10).meta({ label: 'It is gone after so long', unit: 's' }),
    priority: prioritySchema.default(3),
    class: z.enum(alarmClasses).default('process').meta({ label: 'What it is about' }),
    latching: z.boolean().default(false).meta({ label: 'Stays until a person resets it' }),
    text: z.string().trim().min(3).max(200).optional().meta({ label: 'What is said; absent = the limit in words' }),
    cause: z.string().trim().min(3).max(400).meta({ label: 'Why it comes' }),
    consequence: z.string().trim().min(3).max(400).meta({ label: 'What happens if nobody responds' }),
    response: z.string().trim().min(3).max(400).meta({ label: 'What to do' }),
    respondWithinS: z.number().min(0).max(604_800).default(1_800).meta({ label: 'Time to respond', unit: 's' }),
  })
  .superRefine((it, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    const said = limitKinds.filter((kind) => it[kind] !== undefined)
    if (said.length !== 1) issue([], `exactly one of ${limitKinds.join(', ')}`)
    if (it.outside && it.outside[0] >= it.outside[1]) issue(['outside'], 'the lower limit before the higher one')
  })
/** A limit that a site puts on a point. */
export type LimitAlarm = z.infer<typeof limitAlarmSchema>

const limitKinds = ['above', 'below', 'outside', 'rate'] as const
/** How a point leaves its limit. */
export type LimitKind = (typeof limitKinds)[number]

/** Which of its limits it states. */
export function limitKindOf(limit: LimitAlarm): LimitKind {
  return limitKinds.find((kind) => limit[kind] !== undefined) ?? 'above'
}

/** Code of the alarm a limit raises at its asset. */
export function limitCodeOf(limit: LimitAlarm): string {
  return `limit.${limit.id ?? `${limit.point}.${limitKindOf(limit)}`}`
}

/** The section `alarms` of a site file: what it says differently about codes, and limits on points. */
export const alarmsConfig = z
  .object({ points: z.array(limitAlarmSchema).max(5_000).default([]).meta({ label: 'Limits on points' }) })
  .catchall(alarmOverrideSchema)
/** The section `alarms` of a site file. */
export type AlarmsConfig = z.infer<typeof alarmsConfig>

/** What is said differently, by code or `code@asset`. */
export function overridesOf({ points: _points, ...overrides }: AlarmsConfig): typeof overrides {
  return overrides
}

/** What the section can't be used with, by field. */
export function alarmsFaults(alarms: AlarmsConfig, assets: readonly { id: string }[]): [(string | number)[], string][] {
  const faults: [(string | number)[], string][] = []
  const isAsset = (id: string): boolean => assets.some((asset) => asset.id === id)
  const limits = new Set(alarms.points.map(limitCodeOf))
  for (const key of Object.keys(overridesOf(alarms))) {
    const [code = '', asset] = key.split('@', 2)
    if (!definitionKeyOf(code) && !limits.has(code))
      faults.push([[key], 'the code of an alarm, such as device.silent, or CODE@ASSET'])
    if (asset !== undefined && !isAsset(asset)) faults.push([[key], `an asset after the "@"; "${asset}" is none`])
  }
  const seen = new Set<string>()
  alarms.points.forEach((limit, i) => {
    const key = `${limitCodeOf(limit)} ${limit.asset}`
    if (!isAsset(limit.asset)) faults.push([['points', i, 'asset'], `one of the assets; "${limit.asset}" is none`])
    if (seen.has(key)) faults.push([['points', i, 'id'], 'a name of its own: this point has such a limit already'])
    seen.add(key)
  })
  return faults
}
