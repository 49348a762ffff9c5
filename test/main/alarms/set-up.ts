import type { Alarm, AlarmAside, AlarmCondition, AlarmStep } from '../../../domain/alarm.ts'
import { alarmsConfig } from '../../../domain/alarms/settings.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { createAlarms } from '../../../main/alarms/alarms.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts'
import { memoryStore } from './memory-store.ts'

/** A condition of `code` at an asset. */
export function condition(code: string, assetId?: string): AlarmCondition {
  const text = `${code} at ${assetId ?? 'the site'}`
  return { code, priority: 3, ...(assetId !== undefined && { assetId }), text, response: 'Look at it.' }
}

/** An alarm list in memory on a virtual clock; `config` is the section of a site file. */
export function setUp(
  given: {
    config?: object
    site?: Pick<SiteConfig, 'devices' | 'assets'>
    kept?: Alarm[]
    asides?: Map<string, AlarmAside>
    clock?: VirtualClock
  } = {},
) {
  const { clock = createVirtualClock(), kept = [], site, asides } = given
  const steps: AlarmStep[] = []
  const audited: AuditEntry[] = []
  const alarms = createAlarms({
    store: memoryStore(kept, steps, asides),
    config: given.config && alarmsConfig.parse(given.config),
    ...(site && { site }),
    clock,
    audit: (entry) => void audited.push(entry),
  })
  /** The conditions hold for a while, in cycles of 200 ms. */
  const hold = (conditions: readonly AlarmCondition[], forMs = 1_000, resting?: ReadonlySet<string>) => {
    for (let ms = 0; ms < forMs; ms += 200) {
      alarms.update(conditions, resting)
      clock.advance(200)
    }
  }
  const codes = () => alarms.list().map(({ code }) => code)
  const states = () => alarms.list().map(({ code, state }) => [code, state])
  const events = () => steps.map(({ event }) => event)
  const first = () => {
    const alarm = alarms.list()[0]
    if (!alarm) throw new Error('no alarm in the list')
    return alarm
  }
  return { alarms, clock, hold, codes, states, events, first, steps, audited }
}
