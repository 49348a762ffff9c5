import { describe, expect, test } from 'vitest'
import { batteryAsset } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import { deviceConfig } from '../../../domain/site.ts'
import { judge, pulseChecks } from '../../../main/commissioning/checks/checks.ts'
import type { Look } from '../../../main/commissioning/checks/look.ts'
import { judgePulse, type PulseSample } from '../../../main/commissioning/checks/pulse.ts'

const asset = batteryAsset.parse({
  kind: 'battery',
  id: 'store',
  name: 'Store',
  device: 'box',
  chemistry: 'liIon',
  ratedPowerKW: 500,
  ratedEnergyKWh: 1_000,
})
const device = deviceConfig.parse({
  id: 'box',
  definition: 'acme/box',
  endpoint: 'modbus-tcp://10.0.0.1:502',
  serial: 'S-1',
})
const link: Look['link'] = {
  state: 'connected',
  since: 0,
  detail: '',
  endpoint: '',
  serial: 'S-1',
  answerRatio: 1,
  latencyMs: 3,
  lostCount: 0,
}
const at = Date.UTC(2024, 5, 12, 12)

/** Readings 200 ms apart, the last one now. */
function series(values: Partial<Record<PointName, readonly number[]>>, more: Partial<Reading> = {}): Look['series'] {
  const rows = Object.entries(values).map(([point, list]) => {
    const readings = list.map((value, i): Reading => ({
      value,
      at: at - (list.length - 1 - i) * 200,
      quality: 'good',
      ...more,
    }))
    return [point as PointName, readings] as const
  })
  return new Map(rows)
}

function look(given: Partial<Look>): Look {
  const plain: Look = {
    asset,
    device,
    hasIdentity: true,
    link,
    series: new Map(),
    scalings: new Map(),
    balance: [],
    at,
  }
  return { ...plain, ...given }
}

const found = (id: string, given: Partial<Look>) => {
  const { result, detail } = judge(look(given)).find((check) => check.id === id) ?? {}
  return `${result}: ${detail}`
}

type Row = [what: string, check: string, given: Partial<Look>, says: RegExp]

describe('what a device reads is held against what can be known', () => {
  test.each<Row>([
    ['the right box', 'identity', {}, /^pass: S\/N S-1, as configured/],
    [
      'a swapped box',
      'identity',
      { link: { ...link, state: 'wrongIdentity', detail: 'wrong device' } },
      /^fail: wrong device/,
    ],
    ['a box without a serial number', 'identity', { hasIdentity: false }, /^warn: .*swapped box would not show/],
    ['no link', 'identity', { link: { ...link, state: 'lost', detail: 'no answer' } }, /^fail: No link: no answer/],
    ['a power within its rating', 'range', { series: series({ activePowerKW: [-480] }) }, /^pass/],
    [
      'fault 86: watts taken for kilowatts',
      'range',
      { series: series({ activePowerKW: [450_000] }) },
      /^fail: .*divided by 1,000/,
    ],
    [
      'fault 86: a state of charge in tenths',
      'range',
      { series: series({ socPct: [730] }) },
      /^fail: State of charge 730 %/,
    ],
    ['nothing read', 'range', {}, /^fail: Nothing was read/],
    [
      'what the definition calls implausible',
      'range',
      { series: series({ socPct: [50] }, { quality: 'suspect' }) },
      /^warn: State of charge/,
    ],
    ['a steady power', 'steadiness', { series: series({ activePowerKW: [100.2, 100.4, 99.9] }) }, /^pass/],
    [
      'fault 16: words the wrong way round',
      'steadiness',
      { series: series({ activePowerKW: [65_536, 131_072, 0] }) },
      /^fail: .*CDAB/,
    ],
    [
      'fault 16: words the wrong way round, scaled',
      'steadiness',
      {
        series: series({ activePowerKW: [6_553.6, 6_619.1] }),
        scalings: new Map([['activePowerKW', { scale: 0.001 }]]),
      },
      /^pass/,
    ],
    [
      'fault 16: a jump of the upper word',
      'steadiness',
      { series: series({ activePowerKW: [10.001, 65_546.001] }) },
      /^fail: Power jumps by 65,536/,
    ],
    [
      'fault 16: a float the wrong way round',
      'steadiness',
      { series: series({ frequencyHz: [3.2e-41] }) },
      /^fail: .*word order/,
    ],
    ['a clock that agrees', 'clock', { series: series({ activePowerKW: [1] }) }, /^pass: .*0 ms from our clock/],
    [
      'fault 40: a device clock an hour behind',
      'clock',
      { series: series({ activePowerKW: [1] }, { sourceAt: at - 3_600_000 }) },
      /^warn: The device's clock is 60 min behind; our time is used/,
    ],
    [
      'power that agrees with voltage and current',
      'unit',
      { series: series({ activePowerKW: [-330], voltageV: [400], currentA: [480] }) },
      /^pass: Agrees: power 330 kW out of the bus, voltage/,
    ],
    [
      'fault 86: power a thousand times too small',
      'unit',
      { series: series({ activePowerKW: [-0.33], voltageV: [400], currentA: [480] }) },
      /^fail: Off by the factor 0.001 \(W, kW or MW\)/,
    ],
    [
      'fault 86: a counter in watt-hours',
      'unit',
      { series: series({ activePowerKW: Array(26).fill(500), injectedKWh: [1_000, 1_694] }) },
      /^fail: Off by the factor 1,000 \(Wh, kWh or MWh\)/,
    ],
    ['nothing to compare units with', 'unit', { series: series({ activePowerKW: [100] }) }, /^notTried/],
    [
      'a site that balances',
      'siteMeter',
      { balance: [{ powerKW: 100, othersKW: -103 }] },
      /^pass: .*3 kW with it, 103 kW without/,
    ],
    [
      'fault 87: a sign the wrong way round',
      'siteMeter',
      { balance: [{ powerKW: 100, othersKW: 101 }] },
      /^fail: .*other way round.*frame/,
    ],
    [
      'fault 86: megawatts taken for kilowatts',
      'siteMeter',
      { balance: [{ powerKW: 0.4 * 20, othersKW: -8_010 }] },
      /^fail: .*times 1,000/,
    ],
    ['a device at rest', 'siteMeter', { balance: [{ powerKW: 1, othersKW: 0 }] }, /^notTried: It is at rest/],
    ['a meter missing', 'siteMeter', { balance: [{ powerKW: 100, othersKW: undefined }] }, /^notTried: Another meter/],
  ])('%s', (_what, check, given, says) => {
    expect(found(check, given)).toMatch(says)
  })
})

/** A pulse of +100 kW over 10 s: what the own meter and all others do from 0.6 s after the order on. */
function pulse(deviceKW: number | null, othersKW: number | null, siteKW: number | null = othersKW): PulseSample[] {
  return Array.from({ length: 60 }, (_, i): PulseSample => {
    const atMs = (i - 10) * 200
    const share = atMs > 600 ? 1 : 0
    const moved = (by: number | null, base: number) => (by === null ? null : base + share * by)
    return { atMs, deviceKW: moved(deviceKW, 50), othersKW: moved(othersKW, -50), siteKW: moved(siteKW, 300) }
  })
}

describe('fault 87: a test pulse shows the direction', () => {
  test.each([
    ['as ordered', pulse(98, -97), 'right', /^Right/],
    ['while the connection is held steady by others', pulse(98, -97, 0), 'right', /^Right/],
    ['slowly', pulse(42, -41), 'right', /came to 42 % of it/],
    ['too far', pulse(174, -170), 'right', /it moved 174 % of what was ordered/],
    ['the opposite', pulse(-98, 99), 'reversed', /opposite\. Change the frame/],
    [
      'the opposite, with a meter that is reversed too',
      pulse(98, 97),
      'reversed',
      /own meter is reversed too.*setpoint and power/,
    ],
    ['as ordered, with a reversed meter', pulse(-98, -97), 'reversed', /frame \(load or generator\) of its power/],
    ['nothing', pulse(0, 1), 'noMove', /released for remote control/],
    ['something between', pulse(98, -30), 'unclear', /larger or longer/],
    ['not to be seen', pulse(null, -97), 'unclear', /Unclear/],
    ['seen by the connection alone', pulse(98, null, -97), 'right', /^Right/],
  ] as const)('%s', (_what, samples, direction, verdict) => {
    const result = judgePulse({ samples: [...samples], byKW: 100, lastsMs: 10_000 })
    expect(result.direction).toBe(direction)
    expect(result.verdict).toMatch(verdict)
  })

  test.each([
    ['about what was ordered', pulse(98, -97), 'pass'],
    ['far too much', pulse(174, -170), 'warn'],
    ['far too much by the other meters alone', pulse(110, -140), 'warn'],
    ['far too little', pulse(60, -60), 'warn'],
    ['the wrong way', pulse(-98, 99), 'notTried'],
  ] as const)('the response to a pulse that moves it %s', (_what, samples, says) => {
    const result = judgePulse({ samples: [...samples], byKW: 100, lastsMs: 10_000 })
    expect(pulseChecks(result).find(({ id }) => id === 'response')?.result).toBe(says)
  })

  test('the response time is that of nine tenths by its own meter', () => {
    expect(judgePulse({ samples: pulse(98, -97), byKW: 100, lastsMs: 10_000 })).toMatchObject({
      responseMs: 800,
      devicePct: 98,
      sitePct: 97,
    })
  })
})
