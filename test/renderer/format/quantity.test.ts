import { expect, it, vi } from 'vitest'
import { formatBytes } from '../../../renderer/format/bytes.ts'
import { formatEnergy, formatEnergySum } from '../../../renderer/format/energy.ts'
import { formatHashrate } from '../../../renderer/format/hashrate.ts'
import { formatNumber } from '../../../renderer/format/number.ts'
import { formatPoint, frequencyDeviation, pointText } from '../../../renderer/format/point.ts'
import { formatPrice } from '../../../renderer/format/price.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

it('a number that rounds to zero has no minus', () => {
  expect(formatNumber(-0.04, 1)).toBe('0.0')
})

it.each([
  ['sha256Current', 46_000, '46.0 PH/s'],
  ['sha256', 7_500, '7.50 PH/s'],
  ['ethash', 0.0418, '41.8 GH/s'],
  ['equihash', 501.6e-9, '502 kSol/s'],
  ['randomX', 1.358e-6, '1.36 MH/s'],
] as const)('%s at full power reads %s', (kind, rate, text) => {
  const { number, unit } = formatHashrate(kind, rate)
  expect(`${number} ${unit}`).toBe(text)
})

it.each([
  ['activePowerKW', -1_284, '1.28\u00A0MW'],
  ['frequencyHz', 49.958, '49.958\u00A0Hz'],
  ['inletDegC', 27.4, '27\u00A0°C'],
  ['state', 4, 'throttled'],
  ['state', 77, 'state 77'],
  ['unitsReady', 9, '9'],
] as const)('%s = %d reads "%s"', (point, value, text) => {
  expect(pointText(point, value)).toBe(text)
})

it('a state has no unit', () => {
  expect(formatPoint('state', 3)).toEqual({ number: 'running', unit: '' })
})

it.each([
  [49.958, '42\u00A0mHz low'],
  [50.012, '12\u00A0mHz high'],
  [50.0002, 'on nominal'],
  [59.98, '20\u00A0mHz low'],
])('%d Hz is %s', (frequencyHz, text) => {
  expect(frequencyDeviation(frequencyHz)).toBe(text)
})

it('energies, sizes and prices carry their units', () => {
  expect(formatEnergy(1_234.56)).toEqual({ number: '1,234.6', unit: 'kWh' })
  expect(formatEnergySum(148_600)).toEqual({ number: '148.6', unit: 'MWh' })
  expect(formatEnergySum(1_427.4)).toEqual({ number: '1,427', unit: 'kWh' })
  expect(formatBytes(12_400_000)).toEqual({ number: '12.4', unit: 'MB' })
  expect(formatPrice(31.2)).toEqual({ number: '31.20', unit: '€/MWh' })
})

it('says who is paid when a price is below zero', () => {
  expect(formatPrice(-4)).toEqual({ number: '4.00', unit: '€/MWh paid to us' })
})
