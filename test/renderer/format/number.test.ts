import { expect, test } from 'vitest'
import { formatNumber, usableLocale } from '../../../renderer/format/number.ts'

test.each([
  { machine: 'de-DE', locale: 'de-DE' },
  { machine: 'en-US@posix', locale: 'en' },
  { machine: 'C', locale: 'en' },
  { machine: '', locale: 'en' },
])('a machine that speaks "$machine" gets numbers of $locale', ({ machine, locale }) => {
  expect(usableLocale([machine])).toBe(locale)
})

test('what rounds to zero has no sign', () => {
  expect(formatNumber(-0.04, 1)).toBe(formatNumber(0, 1))
})
