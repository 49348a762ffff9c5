import { randomUUID } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { Device } from '../../domain/device.ts'
import type { Outlook } from '../../domain/dispatch/forecast.ts'
import { planAt, type PlanNow } from '../../domain/dispatch/plan.ts'
import { algorithmOf } from '../../domain/dispatch/price-settings.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { AuthorityDesk } from '../commissioning/authority.ts'
import { type Control, createControl } from '../dispatch/control.ts'
import { createProtectionTable } from '../dispatch/mining/protections.ts'
import type { ContractBook } from '../dispatch/services/contract-book.ts'
import { createInstructionTable } from '../historian/instructions.ts'
import { createPlanner, type Planner } from '../plan/planner.ts'
import { miningEurPerMWh } from '../plan/site/site-units.ts'
import type { DemandPeak } from '../prices/demand-peak.ts'
import { createPriceNow } from '../prices/price-now.ts'
import type { PriceBook } from '../prices/prices.ts'
import type { Stores } from '../stores.ts'

/** What steering is made of. */
export interface SteeringNeeds {
  site: SiteConfig
  devices: ReadonlyMap<string, Device>
  clock: Clock
  log: Log
}

/** What steering knows beside readings. */
export interface Known {
  prices: PriceBook
  outlook: Outlook
  commitments: ContractBook
  peak: DemandPeak
  authorityOf: AuthorityDesk['of']
}

/** The control loop with all that it knows beside readings, and the planner, which sees the site with its eyes. */
export function openControl(
  { site, devices, clock, log }: SteeringNeeds,
  { db, records, audit }: Pick<Stores, 'db' | 'records' | 'audit'>,
  { prices, outlook, commitments, peak, authorityOf }: Known,
): { control: Control; planner: Planner } {
  const priceNow = createPriceNow(prices, clock)
  const planner = createPlanner({
    site,
    view: () => ({
      image: control.image(),
      authorityOf,
      instructions: control.instructions(),
      commitments: commitments(clock.now()),
      outlook,
      hashpriceOf: prices.hashpriceEurPerTHPerDay,
      peakSoFarKW: peak.kW() ?? 0,
    }),
    newId: randomUUID,
    clock,
    log,
  })
  const control: Control = createControl({
    site,
    devices,
    instructions: createInstructionTable({ db }),
    trips: records.trip,
    protections: createProtectionTable({ db }),
    miningWorthEurPerMWh: (id) => miningWorth(site, prices, id),
    outside: () => ({
      plan: planNow(planner, clock.now()),
      price: priceNow(),
      commitments: commitments(clock.now()),
      peakIncurredKW: peak.kW(),
    }),
    audit: audit.write,
    newId: randomUUID,
    authorityOf,
    clock,
    log,
  })
  return { control, planner }
}

/** What a MWh earns in a container by its kind's efficiency at today's hashprice; `undefined` while that is not known. */
function miningWorth(site: SiteConfig, prices: PriceBook, assetId: string): number | undefined {
  const asset = site.assets.find((a) => a.id === assetId)
  if (asset?.kind !== 'container') return undefined
  const hashpriceOf = prices.hashpriceEurPerTHPerDay
  return hashpriceOf(algorithmOf(asset.container)) === null ? undefined : miningEurPerMWh({ hashpriceOf }, asset)
}

function planNow(planner: Planner, now: EpochMs): PlanNow | undefined {
  const plan = planner.current()
  return plan && planAt(plan, now)
}
