import { expect, test } from 'vitest'
import { type Forecast, forecastQuantiles, medianOf } from '../../../domain/dispatch/forecast.ts'

test('the median is the column of the middle quantile', () => {
  const quantiles = forecastQuantiles.map((q) => [q * 100, q * 200])
  const forecast: Forecast = {
    quantity: 'load',
    madeAt: 0,
    model: 'yesterday',
    edges: [0, 900_000, 1_800_000],
    quantiles,
    expected: [55, 105],
    historyDays: 30,
    note: '',
    accuracy: [],
  }
  expect(medianOf(forecast)).toEqual([50, 100])
})
