import { expect, test } from 'vitest'
import { createProfilePrices } from '../../../main/prices/profile-prices.ts'
import { systemClock } from '../../../main/clock.ts'

const at = (iso: string) => ({ ...systemClock, now: () => Date.parse(iso) })
const timeZone = 'Europe/Berlin'

test.each([
  { now: '2026-03-02T11:00:00Z', until: '2026-03-02T23:00:00.000Z', because: 'tomorrow is published at 13:00' },
  { now: '2026-03-02T12:00:00Z', until: '2026-03-03T23:00:00.000Z', because: 'tomorrow is published' },
  {
    now: '2026-03-28T12:30:00Z',
    until: '2026-03-29T22:00:00.000Z',
    because: 'the day of the clock change has 23 hours',
  },
])('at $now prices are known until $until: $because', ({ now, until }) => {
  const { knownUntil } = createProfilePrices({ priceAt: () => 50, timeZone, clock: at(now) }).now()
  expect(new Date(knownUntil ?? 0).toISOString()).toBe(until)
})

test('a profile without a price says so, and never gives a number for it', () => {
  const book = createProfilePrices({ priceAt: () => null, timeZone, clock: at('2026-03-02T11:00:00Z') })
  expect(book.now()).toMatchObject({ state: 'missing', importEurPerMWh: [], knownUntil: null })
})

test('what mining earns comes from the site file where it says so', () => {
  const hash = { series: [], at: (algorithm: string) => (algorithm === 'sha256' ? 0.045 : null) }
  const book = createProfilePrices({ priceAt: () => 50, timeZone, hash, clock: at('2026-03-02T11:00:00Z') })
  expect(book.hashpriceEurPerTHPerDay('sha256')).toBe(0.045)
  expect(book.hashpriceEurPerTHPerDay('scrypt')).toBeNull()
})
