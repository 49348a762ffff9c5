import { describe, expect, test } from 'vitest'
import {
  allowedSizes,
  allowedWords,
  askedKW,
  askedPowerOf,
  directionOf,
} from '../../../renderer/views/operate/asked-power.ts'
import { type Draft, obstacleOf, outsideText } from '../../../renderer/views/operate/draft.ts'
import { effectLines } from '../../../renderer/views/operate/effect-words.ts'
import { endOf, siteInstant, siteLocal } from '../../../renderer/views/operate/end-times.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const site = describeDemoSite(2)
const asset = (id: string) => {
  const found = site.assets.find((a) => a.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('power is asked in words, never by sign', () => {
  test.each([
    ['container-1', 'New draw', 'out', -650],
    ['pv', 'Ceiling', 'in', 650],
    ['li-ion', 'New power', 'in', 650],
    ['li-ion', 'New power', 'out', -650],
    ['hydrogen', 'New power', 'out', -650],
  ] as const)('%s: %s, %s', (id, label, direction, powerKW) => {
    expect(askedPowerOf(asset(id)).label).toBe(label)
    expect(askedPowerOf(asset(id)).directions[direction]).toBeDefined()
    expect(askedKW(650, direction)).toBe(powerKW)
  })

  test.each([
    ['container-1', -800, 'out'],
    ['container-1', 0, 'out'],
    ['pv', 0, 'in'],
    ['li-ion', 120, 'in'],
    ['li-ion', -120, 'out'],
  ] as const)('%s at %d kW begins with %s', (id, powerKW, direction) => {
    expect(directionOf(asset(id), powerKW)).toBe(direction)
  })

  test.each([
    [{ minKW: -847, maxKW: 0 }, 'out', { fromKW: 0, toKW: 847 }],
    [{ minKW: -847, maxKW: -180 }, 'out', { fromKW: 180, toKW: 847 }],
    [{ minKW: -500, maxKW: 200 }, 'in', { fromKW: 0, toKW: 200 }],
    [{ minKW: -500, maxKW: -100 }, 'in', undefined],
  ] as const)('range %j leaves, going %s, %j', (range, direction, sizes) => {
    expect(allowedSizes(range, direction)).toEqual(sizes)
  })

  test('nothing is drawn: no negative zero', () => expect(Object.is(askedKW(0, 'out'), 0)).toBe(true))
})

describe('ends of a command', () => {
  const timeZone = 'Europe/Berlin'
  const now = Date.parse('2026-04-14T12:32:08Z')

  test.each([
    ['15min', '2026-04-14T12:47:08Z'],
    ['1h', '2026-04-14T13:32:08Z'],
    ['4h', '2026-04-14T16:32:08Z'],
    ['morning', '2026-04-15T04:00:00Z'],
  ] as const)('%s', (choice, at) => expect(endOf(choice, { now, timeZone, custom: '' })).toBe(Date.parse(at)))

  test('tomorrow is tomorrow at the site, also when clocks change in the night', () => {
    const eve = Date.parse('2026-03-28T21:00:00Z')
    expect(endOf('morning', { now: eve, timeZone, custom: '' })).toBe(Date.parse('2026-03-29T04:00:00Z'))
  })

  test('a custom time is read at the site and must lie ahead', () => {
    expect(endOf('custom', { now, timeZone, custom: '2026-04-14T15:30' })).toBe(Date.parse('2026-04-14T13:30:00Z'))
    expect(endOf('custom', { now, timeZone, custom: '2026-04-14T14:30' })).toBeUndefined()
    expect(endOf('custom', { now, timeZone, custom: '' })).toBeUndefined()
  })

  test('local text and instant are each other’s inverse', () => {
    expect(siteLocal(now, timeZone)).toBe('2026-04-14T14:32')
    expect(siteInstant('2026-04-14T14:32', timeZone)).toBe(now - 8_000)
    expect(siteInstant('nonsense', timeZone)).toBeUndefined()
  })
})

const lines = (effects: unknown[], id = 'container-1') =>
  effectLines({ isAllowed: true, refusal: '', expectedMs: 1, effects: effects as never }, asset(id)).map((line) =>
    Object.values(line).join(' | ').replaceAll('\u00A0', ' '),
  )

describe('effects in words', () => {
  test.each([
    [
      { of: 'feeder', name: 'Feeder B', unit: 'kW', before: -4_360, after: -4_200, limit: -4_400 },
      'Feeder B | drawing 4.36 to 4.20 MW | limit 4.40 MW',
    ],
    [
      { of: 'connection', unit: 'kW', before: 7_540, after: 7_380, limit: 7_600 },
      'Grid connection | importing 7.54 to 7.38 MW | limit 7.60 MW',
    ],
    [
      { of: 'connection', unit: 'kW', before: 200, after: -300, limit: null },
      'Grid connection | importing 200 kW to exporting 300 kW | ',
    ],
    [
      { of: 'connection', unit: 'kW', before: 900, after: 1_100, limit: null },
      'Grid connection | importing 900 kW to 1.10 MW | ',
    ],
    [{ of: 'hashrate', unit: 'TH/s', before: 27_400, after: 22_100, limit: null }, 'Hashrate | 27.4 to 22.1 PH/s | '],
  ])('%j', (effect, words) => expect(lines([effect])).toEqual([words]))

  test('what is not known is left out', () => {
    expect(lines([{ of: 'connection', unit: 'kW', before: null, after: 1, limit: null }])).toEqual([])
  })
})

describe('what stands in the way of the last button', () => {
  const draft: Draft = { sizeKW: 650, direction: 'out', reason: 'Fan test', end: '1h', custom: '' }
  const allowed = {
    check: { isAllowed: true, refusal: '', effects: [], expectedMs: 1 },
    isCurrent: true,
    problem: undefined,
  }
  const at = { now: 0, timeZone: 'UTC' }

  test('nothing, when all is there', () => expect(obstacleOf(draft, allowed, at)).toEqual({}))

  test.each([
    ['no power', { ...draft, sizeKW: undefined }, allowed, /power in kW/],
    ['no reason', { ...draft, reason: ' a ' }, allowed, /reason/],
    ['no end', { ...draft, end: 'custom' as const }, allowed, /end/],
    ['a check that is old', draft, { ...allowed, isCurrent: false }, /still checks/],
    [
      'a refusal, in the words of the engine',
      draft,
      { ...allowed, check: { ...allowed.check, isAllowed: false, refusal: 'T2 allows 847 kW' } },
      /^T2 allows 847 kW$/,
    ],
    ['a failed check', draft, { ...allowed, problem: 'The reservation is over.' }, /over/],
  ])('%s', (_, d, check, words) => {
    const { power, other } = obstacleOf(d, check, at)
    expect(power ?? other).toMatch(words)
  })

  test.each([
    ['what a container may draw', { minKW: -1_287, maxKW: 0 }, 'Allowed 180 to 1,287 kW, or 0 (asleep)'],
    ['a container that must draw', { minKW: -1_287, maxKW: -300 }, 'Allowed 300 to 1,287 kW'],
    ['a container that must rest', { minKW: 0, maxKW: 0 }, 'Allowed 0 (asleep) only'],
  ])('%s', (_, range, words) => {
    expect(allowedWords(asset('container-1'), range, 'out')).toBe(words)
  })

  test('a first look at the limits names their cause', () => {
    const reservation = { range: { minKW: -847, maxKW: 0 }, limitedBy: 'transformer T2' } as never
    expect(outsideText(draft, reservation)).toBeUndefined()
    expect(outsideText({ ...draft, sizeKW: 900 }, reservation)).toMatch(/^At most 847\skW now: transformer T2$/)
  })
})
