import { describe, expect, it, vi } from 'vitest'
import { formatKW, formatMW, formatPower, powerPhrase, powerText, powerWord } from '../../../renderer/format/power.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

describe('power in words and figures', () => {
  it.each([
    [7_540, '7.54', 'MW'],
    [-806.4, '806', 'kW'],
    [999.4, '999', 'kW'],
    [999.6, '1.00', 'MW'],
    [-0.2, '0', 'kW'],
    [0, '0', 'kW'],
  ])('%d kW reads %s %s, never with a sign', (powerKW, number, unit) => {
    expect(formatPower(powerKW)).toEqual({ number, unit })
  })

  it.each([
    ['grid', 7_540, 'importing'],
    ['grid', -1_200, 'exporting'],
    ['grid', 0.2, 'in balance'],
    ['battery', -300, 'charging'],
    ['battery', 300, 'discharging'],
    ['battery', 0, 'resting'],
    ['container', -1_284, 'drawing'],
    ['container', 0, 'drawing'],
    ['pv', 0, 'producing'],
    ['hydrogen', -600, 'drawing'],
    ['hydrogen', 300, 'producing'],
    ['genset', 0, 'resting'],
  ] as const)('%s at %d kW is %s', (kind, powerKW, word) => {
    expect(powerWord(kind, powerKW)).toBe(word)
  })

  it('joins word, number and unit without a break between the last two', () => {
    expect(powerPhrase('grid', 7_540)).toBe('importing 7.54\u00A0MW')
    expect(powerText(-847)).toBe('847\u00A0kW')
  })

  it('keeps one unit in a column', () => {
    expect([1_284, -18].map(formatKW)).toEqual(['1,284', '18'])
    expect([1_590, 600].map(formatMW)).toEqual(['1.59', '0.60'])
  })
})
