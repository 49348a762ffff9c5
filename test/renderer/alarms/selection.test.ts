import { expect, it } from 'vitest'
import {
  choose,
  chooseRange,
  keepOnly,
  move,
  noSelection,
  toggle,
} from '../../../renderer/views/alarms/active/selection.ts'

const ids = ['a', 'b', 'c', 'd', 'e']

it('arrows move one row and stay at the ends', () => {
  expect(move(noSelection, 1, ids, false).cursor).toBe('a')
  expect(move(noSelection, -1, ids, false).cursor).toBe('e')
  expect(move(choose('b'), 1, ids, false)).toEqual(choose('c'))
  expect(move(choose('e'), 1, ids, false).cursor).toBe('e')
  expect(move(choose('c'), Number.NEGATIVE_INFINITY, ids, false).cursor).toBe('a')
})

it('a range reaches from where it began, either way, and shrinks again', () => {
  const down = move(move(choose('b'), 1, ids, true), 1, ids, true)
  expect([...down.chosen]).toEqual(['b', 'c', 'd'])
  expect([...move(down, -1, ids, true).chosen]).toEqual(['b', 'c'])
  expect([...chooseRange(down, 'a', ids).chosen]).toEqual(['a', 'b'])
})

it('space adds and takes away one', () => {
  const two = toggle(choose('a'), 'c')
  expect([...two.chosen]).toEqual(['a', 'c'])
  expect([...toggle(two, 'a').chosen]).toEqual(['c'])
})

it('fault 47: the list is sorted anew, what is chosen stays the same alarms', () => {
  const chosen = chooseRange(choose('b'), 'c', ids)
  expect(keepOnly(chosen, new Set(['e', 'c', 'x', 'b']))).toBe(chosen)
})

it('what is over is no longer chosen', () => {
  const left = keepOnly(chooseRange(choose('b'), 'd', ids), new Set(['a', 'b', 'c']))
  expect(left.cursor).toBeUndefined()
  expect([...left.chosen]).toEqual(['b', 'c'])
})

it('an empty list has no cursor', () => {
  expect(move(noSelection, 1, [], false)).toEqual(noSelection)
})
