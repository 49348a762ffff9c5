import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { Ledger, LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Control } from '../../dispatch/control.ts'
import type { Controller } from '../../market/acts/plan.ts'
import { createKeeper } from '../../market/keeper.ts'
import { createMarket, type Market } from '../../market/market.ts'
import type { ConversionView } from '../../market/matching/conversion.ts'
import { createPlaces } from '../../market/places.ts'
import { ownOutlook } from '../../market/site/own-outlook.ts'
import { storageFacts } from '../../market/site/storage-facts.ts'
import type { Planner } from '../../plan/planner.ts'
import { miningEurPerMWh } from '../../plan/site/site-units.ts'
import type { PriceBook } from '../../prices/prices.ts'
import type { Stores } from '../../stores.ts'
import type { Teardown } from '../../teardown.ts'

const turnMs: Ms = 60_000

/** What settlement lends to the market. */
export interface MarketLoan {
  ledger: Ledger
  chainId: number
  controller: Controller
  /** Signs terms of a group for the member, with the operator's key; `undefined` while it is locked. */
  signGroup(groups: string, terms: Readonly<Record<string, LedgerValue>>): string | undefined
}

/** What the rest of the engine lends to it. */
interface MarketParts {
  control: Pick<Control, 'image'>
  planner: Pick<Planner, 'current'>
  prices: Pick<PriceBook, 'priceAt' | 'hashpriceEurPerTHPerDay'>
}

/** Settlement with the market over its ledger. */
export function withMarket<P, S>(
  needs: Parameters<typeof openMarket>[0],
  stores: Parameters<typeof openMarket>[1],
  settling: S & { parts: P; lent: MarketLoan | undefined; conditions: () => AlarmCondition[] },
  lending: MarketParts,
): S & { parts: P & { market: Market | undefined }; conditions: () => AlarmCondition[] } {
  if (!settling.lent) return { ...settling, parts: { ...settling.parts, market: undefined } }
  const { market, conditions } = openMarket(needs, stores, settling.lent, lending)
  const all = () => [...settling.conditions(), ...conditions()]
  return { ...settling, parts: { ...settling.parts, market }, conditions: all }
}

/** The market over the site's ledger, and what keeps its nodes present. */
function openMarket(
  { site, clock, log, teardown }: { site: SiteConfig; clock: Clock; log: Log; teardown: Teardown },
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
  { ledger, chainId, controller, signGroup }: MarketLoan,
  { control, planner, prices }: MarketParts,
): { market: Market; conditions: () => AlarmCondition[] } {
  const market = createMarket({
    ledger,
    chainId,
    controller,
    signGroup,
    facts: (kind) => {
      const { value, at } = control.image()
      return storageFacts({ assets: site.assets, value, at }, kind)
    },
    outlook: (from, to) => ownOutlook(planner.current(), site.assets, from, to),
    conversion: conversionView(site, prices),
    places: createPlaces(db),
    audit: audit.write,
    clock,
  })
  const keeper = createKeeper({
    nodes: () => market.nodes().nodes,
    account: ledger.account,
    controller: controller.address,
    act: market.act,
    now: () => market.now().at,
  })
  const turn = () =>
    keeper.turn().catch((error: unknown) => log.warn('status of nodes: not given', { reason: String(error) }))
  teardown.add(
    'market',
    clock.every(turnMs, () => void turn()),
  )
  return { market, conditions: keeper.conditions }
}

function conversionView(site: SiteConfig, prices: MarketParts['prices']): ConversionView {
  const containers = site.assets.filter((asset) => asset.kind === 'container')
  return {
    miningKW: containers.reduce((sum, { ratedPowerKW }) => sum + ratedPowerKW, 0),
    miningEurPerMWh() {
      const worths = containers.map((asset) => miningEurPerMWh({ hashpriceOf: prices.hashpriceEurPerTHPerDay }, asset))
      return worths.length === 0 ? null : Math.max(...worths)
    },
    buyEurPerMWh: prices.priceAt,
  }
}
