import { describe, expect, test, vi } from 'vitest'
import {
  atTheConnection,
  directionWords,
  draftObstacle,
  fromTo,
  type PulseDraft,
  pulseKW,
  pulseRange,
  responseWords,
  restObstacle,
  roomKW,
  roomWords,
  shareWords,
} from '../../../renderer/views/field/commissioning/pulse/pulse-words.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const plain = (text: string) => text.replaceAll('\u00A0', ' ')

test.each([
  ['battery', 300, 'discharge more', 'discharge less'],
  ['battery', -300, 'charge less', 'charge more'],
  ['battery', 0, 'discharge', 'charge'],
  ['hydrogen', -600, 'draw less', 'draw more'],
  ['hydrogen', 0, 'produce', 'draw'],
  ['container', -900, 'draw less', 'draw more'],
  ['container', 0, 'draw less', 'draw more'],
  ['pv', 0, 'produce more', 'produce less'],
  ['genset', 400, 'produce more', 'produce less'],
] as const)('a %s at %d kW can %s or %s', (kind, powerKW, into, out) => {
  expect(directionWords(kind, powerKW)).toEqual({ in: into, out })
})

test('a way and a magnitude become a change into or out of the bus', () => {
  expect(pulseKW(50, 'in')).toBe(50)
  expect(pulseKW(50, 'out')).toBe(-50)
})

test('what will happen is said without signs, also across rest', () => {
  expect(plain(fromTo('battery', -300, 50))).toBe('charging 300 kW to charging 250 kW')
  expect(plain(fromTo('battery', -20, 50))).toBe('charging 20 kW to discharging 30 kW')
  expect(plain(atTheConnection(2_100, 50))).toBe('about importing 2.10 MW to importing 2.05 MW')
  expect(plain(atTheConnection(null, -50))).toBe('more import or less export by 50 kW')
})

describe('room', () => {
  const battery = describeDemoSite(2).assets.find((a) => a.id === 'li-ion')
  if (!battery) throw new Error('no battery')

  test('ends at the rating, or at a limit that is nearer', () => {
    expect(pulseRange(battery, undefined)).toEqual({ minKW: -2_000, maxKW: 2_000 })
    expect(pulseRange(battery, { minKW: -500, maxKW: 9_000 })).toEqual({ minKW: -500, maxKW: 2_000 })
    expect(roomKW({ minKW: -500, maxKW: 2_000 }, -300, 'out')).toBe(200)
    expect(roomKW({ minKW: -500, maxKW: 2_000 }, -300, 'in')).toBe(2_300)
    expect(roomKW({ minKW: -500, maxKW: 2_000 }, -700, 'out')).toBe(0)
  })

  test('names the limit only on the side where it holds', () => {
    const rated = { minKW: -2_000, maxKW: 2_000 }
    const now = { minKW: -500, maxKW: 2_000 }
    expect(roomWords(200, 'out', now, rated, 'transformer T2 now')).toBe('1 to 200 kW: transformer T2')
    expect(roomWords(2_300, 'in', now, rated, 'transformer T2 now')).toBe('1 to 2,300 kW: its rating')
    expect(roomWords(0, 'out', now, rated, 'transformer T2 now')).toBe('No room that way now: transformer T2')
  })
})

describe('a draft', () => {
  const good: PulseDraft = { direction: 'in', sizeKW: 50, seconds: 30, reason: 'wiring test' }

  test('that says everything stands in nobody’s way', () => expect(draftObstacle(good, 100)).toBeUndefined())

  test.each([
    [{ sizeKW: undefined }, /how much/],
    [{ sizeKW: 0 }, /how much/],
    [{ sizeKW: 101 }, /^It can move by 100 kW/],
    [{ seconds: 4 }, /5 to 120 s/],
    [{ seconds: 121 }, /5 to 120 s/],
    [{ seconds: undefined }, /5 to 120 s/],
    [{ reason: ' a ' }, /reason/],
  ] as [Partial<PulseDraft>, RegExp][])('with %o says what is missing', (part, words) => {
    expect(draftObstacle({ ...good, ...part }, 100)).toMatch(words)
  })
})

test('no pulse into the gap below the lowest power, where the device rests instead', () => {
  const container = describeDemoSite(2).assets.find((a) => a.id === 'container-1')
  if (!container) throw new Error('no container')
  expect(plain(restObstacle(container, -80) ?? '')).toBe('At 80 kW it would be asleep: it runs from 180 kW up.')
  expect(restObstacle(container, -180)).toBeUndefined()
  expect(restObstacle(container, 0)).toBeUndefined()
})

test('results are words: what went the other way is not signed, what never came is not a number', () => {
  expect(plain(responseWords(3_600))).toBe('3.6 s')
  expect(responseWords(null)).toBe('nine tenths never reached')
  expect(plain(shareWords(98))).toBe('98 %')
  expect(plain(shareWords(-97))).toBe('97 % the other way')
  expect(shareWords(null)).toBe('no value')
})
