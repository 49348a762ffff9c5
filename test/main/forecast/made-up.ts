import type { QuantityHistory } from '../../../main/forecast/quantities/history.ts'

/** Noise that is the same in every run, -1 to 1. */
export function noise(i: number): number {
  const x = Math.sin(i * 12.9898 + 4.1414) * 43_758.5453
  return 2 * (x - Math.floor(x)) - 1
}

const from = Date.parse('2024-03-04T00:00:00Z')

/** Quarters of a works whose shifts follow the week, with a drift from day to day and noise, kW. */
export function worksLoad(days: number): QuantityHistory {
  let drift = 0
  const values = Float64Array.from({ length: days * 96 }, (_, i) => {
    drift = 0.98 * drift + 0.2 * noise(i)
    const [hour, weekday] = [(i % 96) / 4, Math.floor(i / 96) % 7]
    const shift = weekday < 5 && hour >= 6 && hour < 22 ? 2_000 : 600
    return -shift - 300 * drift - 60 * noise(i + 7)
  })
  return { quantity: 'load', from, values, timeZone: 'UTC', ratedKW: 4_000 }
}

/** Quarters of a solar field under passing clouds, kW. */
export function solarField(days: number): QuantityHistory {
  let cloud = 0.5
  const values = Float64Array.from({ length: days * 96 }, (_, i) => {
    cloud = Math.min(Math.max(0.97 * cloud + 0.015 + 0.12 * noise(i), 0), 1)
    const sun = Math.sin((((i % 96) / 4 - 6) / 12) * Math.PI)
    return sun > 0 ? 3_000 * sun * (0.3 + 0.7 * cloud) : 0
  })
  return { quantity: 'pv:field', from, values, timeZone: 'UTC', ratedKW: 3_500 }
}

/** Day-ahead prices and the prices paid, which wander off for some hours, EUR/MWh. */
export function market(days: number): QuantityHistory & { published: Float64Array } {
  let off = 0
  const published = Float64Array.from({ length: (days + 2) * 96 }, (_, i) => {
    const hour = Math.floor((i % 96) / 4)
    return 45 + 25 * Math.sin(((hour - 12) / 12) * Math.PI) + 8 * noise(Math.floor(i / 96))
  })
  const values = Float64Array.from({ length: days * 96 - 30 }, (_, i) => {
    off = 0.85 * off + 9 * noise(i) + (noise(i + 3) > 0.985 ? 160 : 0)
    return (published[i] ?? 0) + off
  })
  return { quantity: 'price', from, values, published, timeZone: 'Europe/Berlin', ratedKW: 0 }
}
