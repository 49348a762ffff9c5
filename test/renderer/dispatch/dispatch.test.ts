import { describe, expect, test } from 'vitest'
import type { Instruction } from '../../../domain/instruction.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { actionWords } from '../../../renderer/views/dispatch/audit-words.ts'
import {
  instructionTitle,
  lifeOf,
  shortId,
  sortInstructions,
} from '../../../renderer/views/dispatch/instruction-words.ts'
import { niceEnds } from '../../../renderer/views/dispatch/nice-ends.ts'
import { becauseText, rangeText } from '../../../renderer/views/dispatch/range-text.ts'
import { servicesOf } from '../../../renderer/views/dispatch/services.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const site = describeDemoSite(2)
const asset = (id: string) => {
  const found = site.assets.find((a) => a.id === id)
  if (!found) throw new Error(id)
  return found
}
const plain = (text: string) => text.replaceAll('\u00A0', ' ')

test.each([
  ['container-1', -847, 0, '0 to 847 kW'],
  ['container-1', -1_300, 0, '0 to 1.30 MW'],
  ['container-1', -1_300, -180, '0.18 to 1.30 MW'],
  ['container-1', -650, -650, 'only 650 kW'],
  ['pv', 0, 5_000, '0 to 5.00 MW'],
  ['li-ion', -500, 2_000, 'charging 500 kW to discharging 2.00 MW'],
])('range of %s [%d, %d] is %s', (id, minKW, maxKW, words) => {
  expect(plain(rangeText(asset(id), { minKW, maxKW }))).toBe(words)
})

const said = (more: object) =>
  plain(becauseText(asset('container-1'), { controller: 'guard', reason: '', isBinding: false, ...more }))

test('a controller that said nothing changes nothing', () => {
  expect(said({})).toBe('no change')
  expect(said({ controller: 'operatorCommands' })).toBe('no command')
  expect(said({ wishKW: -650 })).toBe('wish 650 kW')
})

const one = (id: string, state: Instruction['state'], from: number) =>
  ({ id, state, from, kind: 'setpoint', powerKW: -650, assetId: 'container-1' }) as Instruction

describe('instructions', () => {
  test('the active one comes first, then what is near, then the newest that is over', () => {
    const list = [
      one('old', 'completed', 1),
      one('late', 'cancelled', 2),
      one('near', 'near', 9),
      one('now', 'active', 3),
    ]
    expect(sortInstructions(list).map((i) => i.id)).toEqual(['now', 'near', 'late', 'old'])
  })

  test('titles say what is asked', () => {
    expect(plain(instructionTitle(one('a', 'active', 0), asset('container-1')))).toBe('Container 1: drawing 650 kW')
    const ceiling = { ...one('a', 'active', 0), kind: 'limit' as const, powerKW: 2_000 }
    expect(plain(instructionTitle(ceiling, asset('pv')))).toBe('PV: producing at most 2.00 MW')
  })

  test('one ended early has that as its last step', () => {
    expect(lifeOf(one('a', 'cancelled', 0))).toEqual({
      states: ['Far', 'Near', 'Active', 'Ended early'],
      at: 'Ended early',
    })
    expect(lifeOf(one('a', 'active', 0)).at).toBe('Active')
  })

  test('long ids are said short', () => {
    expect(shortId('bd658c98-9d80-4fbc-97b7-2f2c7f4f21d5')).toBe('bd658c98')
    expect(shortId('OP-1001')).toBe('OP-1001')
  })
})

const decision = (controller: string, isBinding: boolean) =>
  ({ because: [{ controller, reason: '', isBinding }] }) as unknown as Decision

describe('services', () => {
  const status = { mode: 'automatic' as const, failedControllers: [] }

  test.each([
    ['armed', { status, decisions: [] }, 'armed', 'ready'],
    ['at work', { status, decisions: [decision('peakShaving', true)] }, 'active', 'ready'],
    ['off in manual', { status: { ...status, mode: 'manual' as const }, decisions: [] }, 'off', 'off in manual'],
    ['without grid power', { status, hasGridPower: false, decisions: [] }, 'not ready', 'no grid value'],
    [
      'failed',
      { status: { ...status, failedControllers: ['peakShaving' as const] }, decisions: [] },
      'not ready',
      'controller failed',
    ],
  ])('peak shaving %s', (_, facts, state, readiness) => {
    expect(
      servicesOf({ peakShavingAboveKW: 9_900, surplusExportAboveKW: undefined, hasGridPower: true, ...facts }),
    ).toMatchObject([{ name: 'Peak shaving', state, readiness }])
  })

  test('what the site file does not switch on is not there', () => {
    const facts = { peakShavingAboveKW: undefined, status, hasGridPower: true, decisions: [] }
    expect(servicesOf({ ...facts, surplusExportAboveKW: undefined })).toEqual([])
    expect(servicesOf({ ...facts, surplusExportAboveKW: 0 })).toEqual([
      { name: 'Surplus absorption', state: 'armed', commitment: 'any export', readiness: 'ready' },
    ])
    expect(servicesOf({ ...facts, surplusExportAboveKW: 500 })).toMatchObject([
      { commitment: 'export above 500\u00A0kW' },
    ])
  })
})

test.each([
  [0, 11, { min: 0, max: 12 }],
  [-0.4, 11, { min: -2, max: 12 }],
  [-6, 11, { min: -6, max: 12 }],
  [0, 0.9, { min: 0, max: 1 }],
])('an axis around [%d, %d] ends at whole steps', (low, high, ends) => {
  const found = niceEnds(low, high)
  expect(found.min).toBeCloseTo(ends.min)
  expect(found.max).toBeCloseTo(ends.max)
})

test.each([
  ['SetpointApplied', 'setpoint applied'],
  ['InstructionGiven', 'instruction given'],
])('%s is said as %s', (action, words) => expect(actionWords(action)).toBe(words))
