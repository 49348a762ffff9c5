import type { AlarmDefinition } from './definition.ts'
import { deviceAlarms } from './device-alarms.ts'
import { dispatchAlarms } from './dispatch-alarms.ts'
import { engineAlarms } from './engine-alarms.ts'
import { miningAlarms } from './mining-alarms.ts'
import { agreementAlarms } from './agreement-alarms.ts'
import { settlementAlarms } from './settlement-alarms.ts'
import { siteAlarms } from './site-alarms.ts'

/** Every alarm the engine can raise, by code; `code.*` stands for all codes that begin so. */
export const alarmDefinitions: Readonly<Record<string, AlarmDefinition>> = {
  ...siteAlarms,
  ...dispatchAlarms,
  ...deviceAlarms,
  ...miningAlarms,
  ...engineAlarms,
  ...agreementAlarms,
  ...settlementAlarms,
}

/** The key under which a code is defined: its own, or the one that stands for it; `undefined` when there is none. */
export function definitionKeyOf(code: string): string | undefined {
  if (Object.hasOwn(alarmDefinitions, code)) return code
  for (let end = code.lastIndexOf('.'); end > 0; end = code.lastIndexOf('.', end - 1)) {
    const key = `${code.slice(0, end)}.*`
    if (Object.hasOwn(alarmDefinitions, key)) return key
  }
  return undefined
}
