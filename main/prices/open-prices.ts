import { dirname, resolve } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createHashprice } from './hashprice.ts'
import { createPriceBook, type PriceBook } from './prices.ts'
import { createProfilePrices } from './profile-prices.ts'
import type { PriceTable } from './series.ts'

/** What the prices of a site are opened from. */
export interface OpenPrices {
  site: SiteConfig
  siteFile: string
  dataDir: string
  /** Price of the site file's profile, EUR/MWh; `null` where there is none. */
  profilePriceAt(at: EpochMs): number | null
  priceTable: PriceTable
  clock: Clock
  log: Log
}

/** The energy prices of a site, not yet started: from outside, or those of its profile. */
export function openPrices(needs: OpenPrices): PriceBook {
  const { site, siteFile, priceTable: table, profilePriceAt: priceAt } = needs
  const { prices, timeZone } = site
  const place = { ...needs, folder: dirname(resolve(siteFile)), siteZone: timeZone, table }
  if (prices?.energy) return createPriceBook({ ...place, config: { ...prices, energy: prices.energy } })
  const hash = prices && createHashprice({ ...place, config: prices })
  return createProfilePrices({ ...needs, priceAt, timeZone, hash })
}
