import { expect, test } from 'vitest'
import { aroundEvent, laneSpan, lanesOf, pointsOfText } from '../../../renderer/views/health/rules/try/lanes.ts'
import { afterTryStep } from '../../../renderer/views/health/rules/try/use-try.ts'
import { copyOf, foundRules, nextStates } from '../../../renderer/views/health/rules/rule-words.ts'
import { lineDiff } from '../../../renderer/views/health/rules/versions/line-diff.ts'
import { firstRules } from '../dev/health/told/rules.ts'

const rules = firstRules(1_700_000_000_000).filter(({ state }) => state !== 'retired')

test('rules are found by state and by every word, the busiest of a kind first', () => {
  expect(foundRules(rules, { filter: 'draft', words: '' }).map(({ id }) => id)).toEqual(['container-filter'])
  expect(foundRules(rules, { filter: 'all', words: 'fan row' }).map(({ id }) => id)).toEqual(['container-fan-slow'])
  const containers = foundRules(rules, { filter: 'live', words: 'container' }).map(({ fired90d }) => fired90d)
  expect(containers).toEqual(containers.toSorted((a, b) => b - a))
})

test('a live rule can only be retired, any other put in charge', () => {
  expect(nextStates({ state: 'live' }).map(({ state }) => state)).toEqual(['retired'])
  expect(nextStates({ state: 'draft' }).map(({ state }) => state)).toEqual(['live'])
})

test('a copy has a name that is not taken', () => {
  const rule = { title: 'Hot', text: 'rule "Hot"\nfor pv' }
  expect(copyOf(rule, [])).toBe('rule "Hot, changed"\nfor pv')
  expect(copyOf(rule, ['Hot, changed'])).toBe('rule "Hot, changed 2"\nfor pv')
})

test('a comparison keeps what is the same and puts what went before what came', () => {
  expect(lineDiff('a\nb\nc\n', 'a\nx\nc\nd\n')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
    { kind: 'added', text: 'd' },
  ])
})

const event = (assetId: string, from: number, to: number | null) => ({
  ruleId: 'r',
  version: 1,
  assetId,
  from,
  to,
  severity: 2 as const,
  words: '',
})

test('events stand in a lane of their asset, the busiest asset on top', () => {
  const lanes = lanesOf([event('a', 5, 6), event('b', 9, 10), event('b', 1, 2)])
  expect(lanes.map(({ assetId, events }) => [assetId, events.map(({ from }) => from)])).toEqual([
    ['b', [1, 9]],
    ['a', [5]],
  ])
})

test('an event lies on the axis by its time; one that holds ends with it', () => {
  expect(laneSpan({ from: 25, to: 50 }, { from: 0, to: 100 })).toEqual({ left: 25, width: 25 })
  expect(laneSpan({ from: -50, to: null }, { from: 0, to: 100 })).toEqual({ left: 0, width: 100 })
})

test('the trends open at the points of the rule, as long again around the event', () => {
  expect(pointsOfText('if bearingDegC above model by 1 K and standbyLossKW above 2 kW')).toEqual([
    'bearingDegC',
    'standbyLossKW',
  ])
  const hour = 3_600_000
  expect(aroundEvent({ from: 10 * hour, to: 12 * hour }, 100 * hour)).toEqual({ from: 8 * hour, to: 14 * hour })
  expect(aroundEvent({ from: 99 * hour, to: null }, 100 * hour)).toEqual({ from: 98 * hour, to: 100 * hour })
})

test('progress of a try shows until the result stands with the text it is about', () => {
  const going = afterTryStep({}, { step: 'progress', done: 30, total: 90, words: 'day 30' }, 'text')
  expect(going.progress).toEqual({ share: 1 / 3, words: 'day 30' })
  const result = { step: 'result' as const, from: 0, to: 1, daysWithData: 90, events: [], words: 'never' }
  expect(afterTryStep(going, result, 'text')).toEqual({ result, text: 'text' })
})
