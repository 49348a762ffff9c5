import type { AlarmCondition, AlarmPriority } from '../../domain/alarm.ts'
import type { AlarmDefinition, AlarmOverride } from '../../domain/alarms/definition.ts'
import { alarmDefinitions, definitionKeyOf } from '../../domain/alarms/definitions.ts'
import { type AlarmsConfig, type LimitAlarm, limitCodeOf, overridesOf } from '../../domain/alarms/settings.ts'
import type { Ms } from '../../domain/units.ts'

/** How an alarm behaves at its asset. */
export interface AlarmRule {
  /** `undefined` for a code that nobody defined; its condition says what it knows. */
  definition: AlarmDefinition | undefined
  priority: AlarmPriority
  /** Stands for the condition's own words; `undefined` where those are to be shown. */
  response: string | undefined
  onDelayMs: Ms
  offDelayMs: Ms
  respondWithinMs: Ms | undefined
  reAlarmAfterMs: Ms | undefined
  isLatching: boolean
  noteRequired: boolean
  isRoot: boolean
}

/** The rule for a condition. */
export type RuleFor = (condition: Pick<AlarmCondition, 'code' | 'assetId' | 'priority'>) => AlarmRule

/** A definition as it holds at an asset, with the fields that the site file says differently. */
export interface EffectiveDefinition {
  definition: AlarmDefinition
  overridden: string[]
}

const fallback = { onDelayMs: 500, offDelayMs: 10_000 }

/** The definition of a code as the site file leaves it; `undefined` for a code without one. */
export function effective(
  config: AlarmsConfig | undefined,
  code: string,
  assetId?: string,
): EffectiveDefinition | undefined {
  const limit = config?.points.find((it) => limitCodeOf(it) === code && (!assetId || it.asset === assetId))
  const base = limit ? limitDefinition(limit) : alarmDefinitions[definitionKeyOf(code) ?? '']
  if (!base) return undefined
  const overrides: Record<string, AlarmOverride> = config ? overridesOf(config) : {}
  const said = {
    ...overrides[definitionKeyOf(code) ?? ''],
    ...overrides[code],
    ...(assetId && overrides[`${code}@${assetId}`]),
  }
  return { definition: { ...base, ...said } as AlarmDefinition, overridden: Object.keys(said) }
}

function limitDefinition(limit: LimitAlarm): AlarmDefinition {
  const { priority, cause, consequence, response, respondWithinS, onDelayS, offDelayS, latching } = limit
  return {
    priority,
    class: limit.class,
    cause,
    consequence,
    response,
    respondWithinS,
    onDelayS,
    offDelayS,
    latching,
  }
}

/** Rules of a site; each is worked out once. */
export function createRules(config: AlarmsConfig | undefined): RuleFor {
  const known = new Map<string, AlarmRule>()
  return (condition) => {
    const key = `${condition.code} ${condition.assetId ?? ''}`
    const rule = known.get(key) ?? ruleOf(effective(config, condition.code, condition.assetId), condition)
    known.set(key, rule)
    return rule
  }
}

function ruleOf(found: EffectiveDefinition | undefined, condition: Pick<AlarmCondition, 'priority'>): AlarmRule {
  if (!found)
    return {
      ...fallback,
      definition: undefined,
      priority: condition.priority,
      response: undefined,
      respondWithinMs: undefined,
      reAlarmAfterMs: undefined,
      isLatching: false,
      noteRequired: condition.priority === 1,
      isRoot: false,
    }
  const { definition, overridden } = found
  const { priority, onDelayS, offDelayS, respondWithinS, reAlarmAfterS, latching, noteRequired } = definition
  return {
    definition,
    priority,
    response: overridden.includes('response') ? definition.response : undefined,
    onDelayMs: onDelayS * 1_000,
    offDelayMs: offDelayS * 1_000,
    respondWithinMs: respondWithinS > 0 ? respondWithinS * 1_000 : undefined,
    reAlarmAfterMs: reAlarmAfterS === undefined ? undefined : reAlarmAfterS * 1_000,
    isLatching: latching,
    noteRequired: noteRequired ?? priority === 1,
    isRoot: definition.suppresses !== undefined,
  }
}
