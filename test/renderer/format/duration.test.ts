import { expect, it, vi } from 'vitest'
import { formatAge, formatDuration } from '../../../renderer/format/duration.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const s = 1_000
const min = 60 * s
const h = 60 * min
const d = 24 * h

it.each([
  [0, '0 s'],
  [-5 * s, '0 s'],
  [47 * s, '47 s'],
  [60 * s, '1 min'],
  [22 * min + 56 * s, '22 min 56 s'],
  [3 * h + 28 * min + 12 * s, '3 h 28 min'],
  [h, '1 h'],
  [2 * d + 22 * h + 59 * min, '2 d 22 h'],
  [59_600, '1 min'],
])('a span of %d ms reads "%s"', (spanMs, text) => {
  expect(plain(formatDuration(spanMs))).toBe(text)
})

it.each([
  [400, '0.4 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [47_000, '47 s'],
  [-20, '0.0 s'],
])('an age of %d ms reads "%s"', (ageMs, text) => {
  expect(plain(formatAge(ageMs))).toBe(text)
})
