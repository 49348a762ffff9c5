import { describe, expect, test } from 'vitest'
import { begin, runSite, type Twist } from './simple-site.ts'

const dayMs = 86_400_000

const mended: Twist = ({ day }, set) => {
  if (day >= 40 && day < 60) set('b', 'activePowerKW', (kW) => kW - 3)
}

describe('what draws more than it should', () => {
  const scenarios: {
    what: string
    twist: Twist
    assetId: string
    kW: [number, number]
    /** One of the two likeliest causes. */
    cause: RegExp
  }[] = [
    {
      what: 'a filter fouls: cooling takes more, the pressure drop rises',
      assetId: 'c',
      kW: [25, 60],
      cause: /Filters/,
      twist({ day, values }, set) {
        if (day < 40 || (values.get('c hashrateTHs') ?? 0) === 0) return
        set('c', 'activePowerKW', (kW) => kW * 1.04)
        set('c', 'filterPa', (pa) => pa * 1.8)
      },
    },
    {
      what: 'hash boards draw and do not hash',
      assetId: 'c',
      kW: [40, 90],
      cause: /Hash boards/,
      twist({ day, values }, set) {
        if (day < 40 || (values.get('c hashrateTHs') ?? 0) === 0) return
        set('c', 'activePowerKW', (kW) => kW * 1.07)
        set('c', 'boardsHashing', (n) => n * 0.93)
      },
    },
    {
      what: 'a heater stays on in a container that sleeps',
      assetId: 'c',
      kW: [7, 9],
      cause: /Heater|asleep/,
      twist({ day, values }, set) {
        if (day >= 40 && (values.get('c hashrateTHs') ?? 0) === 0) set('c', 'activePowerKW', (kW) => kW - 8)
      },
    },
    {
      what: 'something runs at night in the works',
      assetId: 'works',
      // at night, that is
      kW: [90, 120],
      cause: /at night/,
      twist({ day, hour }, set) {
        if (day >= 50 && hour < 5) set('works', 'activePowerKW', (kW) => kW - 110)
      },
    },
    {
      what: 'a leak of compressed air: the same at every hour',
      assetId: 'works',
      kW: [45, 75],
      cause: /stays on/,
      twist({ day }, set) {
        if (day >= 50) set('works', 'activePowerKW', (kW) => kW - 60)
      },
    },
    {
      what: 'production takes more',
      assetId: 'works',
      kW: [30, 90],
      cause: /Production/,
      twist({ day, hour, isDayOff }, set) {
        if (day >= 50 && !isDayOff && hour >= 6 && hour < 22) set('works', 'activePowerKW', (kW) => kW * 1.12)
      },
    },
    {
      what: 'the controls of a battery draw more at rest',
      assetId: 'b',
      kW: [2, 4],
      cause: /Converter/,
      twist({ day }, set) {
        if (day >= 40) set('b', 'activePowerKW', (kW) => kW - 3)
      },
    },
    {
      what: 'the vacuum of the flywheels is poorer',
      assetId: 'f',
      kW: [2, 5],
      cause: /Vacuum/,
      twist({ day }, set) {
        if (day < 40) return
        set('f', 'standbyLossKW', (kW) => kW * 1.3)
        set('f', 'vacuumPa', (pa) => pa * 4)
      },
    },
    {
      what: 'the electrolyser takes more for its hydrogen',
      assetId: 'h2',
      kW: [25, 60],
      cause: /Stack/,
      twist({ day, values }, set) {
        if (day < 40 || (values.get('h2 electrolyserKW') ?? 0) === 0) return
        set('h2', 'electrolyserKW', (kW) => kW * 1.07)
        set('h2', 'electrolyserCellV', (v) => v * 1.06)
      },
    },
  ]
  test.each(scenarios)('$what', ({ twist, assetId, kW, cause }) => {
    const told = runSite(75, twist).told()
    const found = told.find((one) => one.assetId === assetId)
    expect(told.map((one) => one.assetId)).toContain(assetId)
    expect(found?.excessKW).toBeGreaterThan(kW[0])
    expect(found?.excessKW).toBeLessThan(kW[1])
    expect(
      found?.causes
        .slice(0, 2)
        .map(({ name }) => name)
        .join(),
    ).toMatch(cause)
    const sinceDay = ((found?.sinceAt ?? 0) - begin) / dayMs
    expect(sinceDay).toBeGreaterThan(38)
    expect(sinceDay).toBeLessThan(56)
    expect(found?.excessEur).toBeCloseTo((found?.excessKWh ?? 0) * 0.08, 0)
  })

  const quiet: { what: string; twist: Twist }[] = [
    { what: 'nothing changes but the season', twist: () => {} },
    {
      what: 'holidays: four working days like Sundays',
      twist({ day, hour, isDayOff }, set) {
        if (day >= 56 && day < 60 && !isDayOff && hour >= 6 && hour < 22)
          set('works', 'activePowerKW', (kW) => kW + 680)
      },
    },
    {
      what: 'two Saturdays with a shift',
      twist({ day, hour, isDayOff }, set) {
        if ((day === 54 || day === 61) && isDayOff && hour >= 6 && hour < 22)
          set('works', 'activePowerKW', (kW) => kW - 680)
      },
    },
    {
      what: 'one odd day',
      twist({ day }, set) {
        if (day === 52) set('works', 'activePowerKW', (kW) => kW - 200)
      },
    },
  ]
  test.each(quiet)('says nothing when $what', ({ twist }) => {
    expect(runSite(75, twist).told()).toEqual([])
  })

  test('an excess ends when it is mended', () => {
    expect(runSite(58, mended).told()).toHaveLength(1)
    expect(runSite(75, mended).told()).toEqual([])
  })
})
