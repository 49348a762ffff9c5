import { expect, it, vi } from 'vitest'
import type { RationalisationRow } from '../../../domain/rpc/alarms.ts'
import {
  behaviourText,
  matchesDefinition,
  originText,
} from '../../../renderer/views/alarms/definitions/definition-words.ts'
import { perDay } from '../../../renderer/views/alarms/detail/per-day.ts'
import { isInFlood, joinBins, rangeOf, rateWords } from '../../../renderer/views/alarms/figures/bands.ts'
import { journalSearch } from '../../../renderer/views/alarms/search.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

it.each([
  [6, 'fine'],
  [6.1, 'manageable'],
  [12, 'manageable'],
  [20, 'demanding'],
  [30, 'over what one person can do'],
])('%d alarms an hour are %s', (perHour, words) => {
  expect(rateWords(perHour)).toBe(words)
})

it('a period ends with the ten minutes that run', () => {
  const now = Date.parse('2026-04-14T12:34:56Z')
  expect(rangeOf('8h', now)).toEqual({
    from: Date.parse('2026-04-14T04:40:00Z'),
    to: Date.parse('2026-04-14T12:40:00Z'),
  })
})

it('bins drawn together show the highest of them: no flood is averaged away', () => {
  expect(joinBins([1, 12, 0, 3, 4], 2)).toEqual({ counts: [12, 4], per: 3 })
  expect(joinBins([1, 2], 240)).toEqual({ counts: [1, 2], per: 1 })
  expect(isInFlood(0, 10, [{ from: 10, to: 20 }])).toBe(false)
  expect(isInFlood(5, 10, [{ from: 10, to: 20 }])).toBe(true)
})

it('counts by day, the oldest first', () => {
  const dayMs = 86_400_000
  const now = 10 * dayMs
  expect(perDay([now, now - 1, now - dayMs, now - 3 * dayMs], { now, days: 3 })).toEqual([0, 1, 2])
})

it('the address of the journal takes what it knows and leaves the rest', () => {
  expect(journalSearch({ from: '5', priority: 2, event: 'raised', code: 'device.silent', assetId: '' })).toEqual({
    from: 5,
    priority: 2,
    event: 'raised',
    code: 'device.silent',
  })
  expect(journalSearch({ from: 'x', priority: 9, event: 'boom' })).toEqual({})
})

const row: RationalisationRow = {
  code: 'device.silent',
  definition: {
    priority: 2,
    class: 'link',
    cause: 'The device is down.',
    consequence: 'Its asset is not seen.',
    response: 'Check its power.',
    respondWithinS: 900,
    onDelayS: 0.5,
    offDelayS: 10,
    latching: true,
    reAlarmAfterS: 300,
    suppresses: 'asset',
  },
  overridden: ['priority', 'respondWithinS'],
  origin: 'product',
  timesIn30Days: 4,
}

it('a definition is found by any of its words and says how it behaves', () => {
  expect(matchesDefinition(row, 'Container 1', 'silent power')).toBe(true)
  expect(matchesDefinition(row, '', 'silent hydrogen')).toBe(false)
  expect(originText(row)).toBe('priority, time to respond')
  expect(originText({ origin: 'site', overridden: [] })).toBe('its own')
  expect(behaviourText(row)).toBe('latched until reset, again after 5\u00A0min, explains others of its asset')
})
