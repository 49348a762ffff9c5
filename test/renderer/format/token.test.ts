import { expect, test } from 'vitest'
import { etherText, gweiText, powecText, unitsOf } from '../../../renderer/format/token.ts'

test.each([
  ['0', '0.00\u00A0POWEC'],
  ['1551500000000000000000', '1,551.50\u00A0POWEC'],
  ['9999999999999999', '0.00\u00A0POWEC'],
  ['100000000000000000000000000000', '100,000,000,000.00\u00A0POWEC'],
])('%s units', (units, text) => {
  expect(powecText(units)).toBe(text)
})

test('wei in words', () => {
  expect(etherText('9998750000000000000')).toBe('9.9988\u00A0ETH')
  expect(gweiText('2000000000')).toBe('2.00\u00A0gwei')
})

test.each([
  ['12', '12000000000000000000'],
  ['0.5', '500000000000000000'],
  ['1 200,25', '1200250000000000000000'],
  ['0', undefined],
  ['', undefined],
  ['-3', undefined],
  ['1.2.3', undefined],
  ['0.0000000000000000001', undefined],
])('%s as typed', (typed, units) => {
  expect(unitsOf(typed)).toBe(units)
})
