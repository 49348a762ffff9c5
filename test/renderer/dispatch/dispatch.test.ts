import { describe, expect, test } from 'vitest'
import type { Instruction } from '../../../domain/instruction.ts'
import { actionWords } from '../../../renderer/views/dispatch/commands/audit-words.ts'
import {
  instructionTitle,
  lifeOf,
  shortId,
  sortInstructions,
} from '../../../renderer/views/dispatch/instructions/instruction-words.ts'
import { becauseText, rangeText } from '../../../renderer/views/dispatch/why/range-text.ts'
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

  test.each([
    [{}, 'Container 1: drawing 650 kW'],
    [{ kind: 'limit', powerKW: 2_000, assetId: 'pv' }, 'PV: producing at most 2.00 MW'],
    [{ subject: 'importLimit', kind: 'limit', powerKW: 7_600 }, 'Import at most 7.60 MW'],
    [{ subject: 'gridPower', powerKW: -3_000 }, 'Export 3.00 MW'],
    [{ subject: 'gridPower', powerKW: 0 }, 'Connection in balance'],
    [{ subject: 'loadLimit', kind: 'limit', powerKW: 900 }, 'Draw at most 900 kW in all'],
    [{ subject: 'feederLimit', feederId: 'feeder-b', kind: 'limit', powerKW: 900 }, 'Feeder B at most 900 kW'],
  ] as [Partial<Instruction>, string][])('the title of %j is %s', (more, words) => {
    expect(plain(instructionTitle({ ...one('a', 'active', 0), ...more }, site))).toBe(words)
  })

  test('one ended early has that as its last step', () => {
    expect(lifeOf(one('a', 'cancelled', 0))).toEqual({
      states: ['Far', 'Near', 'Active', 'Ended early'],
      at: 'Ended early',
    })
    expect(lifeOf(one('a', 'active', 0)).at).toBe('Active')
    const optOut = { reason: 'economic', note: 'n', by: 'Ada', at: 1 } as const
    expect(lifeOf({ ...one('a', 'cancelled', 0), optOut }).at).toBe('Opted out')
  })

  test('long ids are said short', () => {
    expect(shortId('bd658c98-9d80-4fbc-97b7-2f2c7f4f21d5')).toBe('bd658c98')
    expect(shortId('OP-1001')).toBe('OP-1001')
  })
})

test.each([
  ['SetpointApplied', 'setpoint applied'],
  ['InstructionGiven', 'instruction given'],
])('%s is said as %s', (action, words) => expect(actionWords(action)).toBe(words))
