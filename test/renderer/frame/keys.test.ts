import { expect, it } from 'vitest'
import { type KeyPress, keyList, readKey } from '../../../renderer/frame/keys/keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

it.each([
  [press('k', { ctrlKey: true }), { act: { open: 'palette' } }],
  [press('p', { metaKey: true }), { act: { open: 'palette' } }],
  [press('L', { ctrlKey: true, shiftKey: true }), { act: { turn: 'scheme' } }],
  [press('?', { shiftKey: true }), { act: { open: 'keys' } }],
  [press('a'), { act: { newest: 'alarm' } }],
  [press('g'), { wait: 'g' }],
  [press('a', { altKey: true }), {}],
  [press('x'), {}],
])('%o means %o', (given, meaning) => {
  expect(readKey(given, undefined, false)).toEqual(meaning)
})

it('G then a letter goes to a screen, and A after G is not the alarm', () => {
  expect(readKey(press('o'), 'g', false)).toEqual({ act: { go: '/' } })
  expect(readKey(press('a'), 'g', false)).toEqual({ act: { go: '/assets' } })
  expect(readKey(press('z'), 'g', false)).toEqual({})
})

it('single keys are off while typing, the palette is not', () => {
  expect(readKey(press('a'), undefined, true)).toEqual({})
  expect(readKey(press('?'), undefined, true)).toEqual({})
  expect(readKey(press('k', { ctrlKey: true }), undefined, true)).toEqual({ act: { open: 'palette' } })
})

it('no key changes power or acknowledges', () => {
  const keys = 'abcdefghijklmnopqrstuvwxyz0123456789?/[] '
  const acts = [...keys].flatMap((key) => Object.keys(readKey(press(key), undefined, false).act ?? {}))
  expect(new Set(acts)).toEqual(new Set(['newest', 'open']))
})

it('each key stands in the list once', () => {
  const keys = keyList.map((k) => k.keys)
  expect(new Set(keys).size).toBe(keys.length)
})
