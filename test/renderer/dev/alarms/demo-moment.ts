import type { Alarm, AlarmAside, AlarmCondition } from '../../../../domain/alarm.ts'
import type { EpochMs } from '../../../../domain/units.ts'

const minuteMs = 60_000

type Standing = Omit<Alarm, 'id' | 'raisedAt' | 'respondBy'> & { ageMs: number; respondMs: number }

/** Alarms that stand when the demonstration begins, as in an ordinary hour. */
function standing(silent: string, name: string, person: string, now: EpochMs): Standing[] {
  const seen = (agoMs: number) =>
    ({ state: 'activeAcknowledged', acknowledgedBy: person, acknowledgedAt: now - agoMs }) as const
  return [
    {
      code: 'asset.fault',
      priority: 1,
      assetId: 'flywheels',
      text: 'Flywheel 7 tripped by its own protection: vibration 7.8 mm/s',
      response: 'Keep the cell closed until standstill, about 6 h; call the technician on duty.',
      state: 'activeUnacknowledged',
      noteRequired: true,
      isFirstOut: true,
      ageMs: 267_000,
      respondMs: 240_000,
    },
    {
      code: 'device.silent',
      priority: 2,
      assetId: silent,
      text: `${name} does not answer`,
      response: 'Look at the switch on feeder B; the container falls to its lowest draw by itself.',
      state: 'activeUnacknowledged',
      ageMs: 45_000,
      respondMs: 15 * minuteMs,
    },
    {
      code: 'asset.notFollowing',
      priority: 3,
      assetId: 'container-3',
      text: 'Container 3 does not follow: inlet air 34.1 °C, draw limited to 1,120 kW',
      response: 'Check fans and filters on site.',
      ...seen(36 * minuteMs),
      ageMs: 39.6 * minuteMs,
      respondMs: 120 * minuteMs,
    },
    {
      code: 'storage.soc',
      priority: 3,
      assetId: 'agm',
      text: 'AGM: string 2 stood below its lowest charge',
      response: 'Charge it by hand if it does not return by itself.',
      state: 'normalUnacknowledged',
      returnedAt: now - 30 * minuteMs,
      ageMs: 52 * minuteMs,
      respondMs: 480 * minuteMs,
    },
    {
      code: 'controller.failed.peakShaving',
      priority: 2,
      text: 'Peak shaving failed: no value of the meter',
      response: 'Take over by hand, note the text, and start the engine anew.',
      ...seen(60 * minuteMs),
      needsReset: true,
      returnedAt: now - 55 * minuteMs,
      ageMs: 66 * minuteMs,
      respondMs: 68 * minuteMs,
    },
    {
      code: 'certificate.expires30',
      priority: 4,
      assetId: 'flywheels',
      text: 'The certificate of the flywheel controller ends in 21 days',
      response: 'Renew it or trust the renewed one.',
      ...seen(70 * minuteMs),
      ageMs: 79 * minuteMs,
      respondMs: 6 * 1_440 * minuteMs,
    },
  ]
}

const nameOf = (silent: string) => silent.replace('container-', 'Container ')

/** Occurrences kept from before the demonstration began. */
export function demoKept(silent: string, person: string, now: EpochMs): Alarm[] {
  return standing(silent, nameOf(silent), person, now).map(({ ageMs, respondMs, ...alarm }, n) =>
    Object.assign(alarm, { id: `alarm-${n + 1}`, raisedAt: now - ageMs, respondBy: now - ageMs + respondMs }),
  )
}

/** What holds when the demonstration begins; what the silent container no longer says is explained by its silence. */
export function demoConditions(silent: string): AlarmCondition[] {
  const name = nameOf(silent)
  const active = standing(silent, name, '', 0).filter(
    ({ state, needsReset }) => state !== 'normalUnacknowledged' && !needsReset,
  )
  const beneath = ['asset.failSafe', 'asset.notFollowing', 'point.frozen.hashrateTHs', 'point.frozen.inletDegC'].map(
    (code) => ({
      code,
      priority: 3 as const,
      assetId: silent,
      text: `${name}: ${code}`,
      response: 'Follows from its silence.',
    }),
  )
  const held = { code: 'device.unstable', priority: 3 as const, assetId: 'container-2' }
  return [
    ...active.map(conditionOf),
    ...beneath,
    { ...held, text: 'The link of Container 2 is lost and found again', response: 'Check cable and plugs.' },
  ]
}

/** What people set aside before. */
export function demoAsides(now: EpochMs): AlarmAside[] {
  return [
    {
      id: 'shelved device.unstable container-2',
      kind: 'shelved',
      code: 'device.unstable',
      assetId: 'container-2',
      text: 'The link of Container 2 is lost and found again',
      by: 'M. Lind',
      at: now - 32 * minuteMs,
      until: now + 208 * minuteMs,
      reason: 'Contactor is replaced this afternoon',
    },
    {
      id: 'outOfService * genset',
      kind: 'outOfService',
      code: '*',
      assetId: 'genset',
      text: 'Every alarm of Backup generator',
      by: 'J. Aalto',
      at: now - 29 * 60 * minuteMs,
      reason: 'Work order 2291: yearly inspection',
    },
  ]
}

function conditionOf({ code, priority, assetId, text, response }: AlarmCondition): AlarmCondition {
  return { code, priority, ...(assetId !== undefined && { assetId }), text, response }
}
