import { join } from 'node:path'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { MeterPoint } from '../../domain/metering/meter.ts'
import { type Quarter, quarterOf } from '../../domain/metering/quarter.ts'
import type { Ledger } from '../../domain/settlement/ledger.ts'
import type { Transfer } from '../../domain/rpc/settlement/wallet.ts'
import type { SettlementConfig } from '../../domain/settlement/settings.ts'
import type { Ms } from '../../domain/units.ts'
import type { SiteConfig } from '../../domain/site.ts'
import { type Kept, keepAgreed, openBatches, startAgreements } from './agreements.ts'
import { openBundles } from './bundles.ts'
import { openChain, type OpenChain } from './chain/open-chain.ts'
import type { MarketLoan } from './trade/market.ts'
import { openKeys, type SiteKeys } from './chain/keys.ts'
import { keptFirstQuarter, startPractice } from './chain/practice.ts'
import { openWallet } from './chain/wallet.ts'
import { openMetering } from './metering/metering.ts'
import type { PastRegisters } from './metering/past-registers.ts'
import { firstWhole, statedOf, statedPoints } from './metering/stated.ts'
import type { Metering } from '../metering/metering.ts'
import type { AgreementDesk } from '../settlement/agreements/agreement-desk.ts'
import type { BundleDesk } from '../settlement/bundles/bundles.ts'
import { linesIn } from '../settlement/agreements/counting.ts'
import { networkOf } from '../settlement/deployment/network.ts'
import { domainSeparator, type SettlementPlace } from '../settlement/hashing/typed.ts'
import type { OperatorKey } from '../settlement/outbox/operator-key.ts'
import { createAnewStore } from '../settlement/keys/anew-store.ts'
import { createVouch } from '../settlement/keys/reattestation.ts'
import { createSigningAnew } from '../settlement/keys/signing-anew.ts'
import { firstUnposted } from '../settlement/outbox/reattest.ts'
import { createSettlement, type Settlement } from '../settlement/settlement.ts'
import { createCorrections } from '../settlement/statements/corrections.ts'
import type { ChainDesk } from '../settlement/ledger/chain-desk.ts'
import type { WalletDesk } from '../settlement/wallet/wallet-desk.ts'
import { openSalts } from '../settlement/statements/salts.ts'
import { createStatementStore } from '../settlement/statements/statement-store.ts'
import { createStatements } from '../settlement/statements/statements.ts'
import type { Stores } from '../stores.ts'
import { slowly, steadily } from './steadily.ts'
import type { Teardown } from '../teardown.ts'

const turnMs: Ms = 2_000

interface SettlingNeeds {
  site: SiteConfig
  siteFile: string
  dataDir: string
  field: { past: PastRegisters }
  proofs: Kept['proofs']
  clock: Clock
  log: Log
  teardown: Teardown
}

/** What a site measures, and what it states of it. Errors: `Store.*`. */
export function openSettling(
  needs: Parameters<typeof openMetering>[0] & SettlingNeeds & Kept,
  stores: Pick<Stores, 'db' | 'audit' | 'historian'>,
): {
  parts: {
    metering: Metering
    settlement: Settlement | undefined
    bundles: BundleDesk | undefined
    agreements: AgreementDesk | undefined
    ledger: Ledger | undefined
    chain: ChainDesk | undefined
    wallet: WalletDesk | undefined
  }
  /** What the market works on. */
  lent: MarketLoan | undefined
  /** Signs contracts of consumers as their supplier; `undefined` while the key is locked or there is none. */
  signSupply(...asked: Parameters<OperatorKey['signSupply']>): string | undefined
  conditions: () => AlarmCondition[]
} {
  const metering = openMetering(needs, stores)
  needs.field.past.onTaken((past) => slowly(metering.takePast(past), needs.clock))
  const settlement = openSettlement(needs, stores, metering)
  if (settlement) keepAgreed(needs, settlement.agreements)
  return {
    parts: {
      metering,
      settlement,
      bundles: settlement?.bundles,
      agreements: settlement?.agreements.desk,
      ledger: settlement?.chain.ledger,
      chain: settlement?.chain.desk,
      wallet: settlement?.wallet,
    },
    lent: settlement?.lent,
    signSupply: (...asked) =>
      settlement?.chain.operator.state() === 'unlocked' ? settlement.chain.operator.signSupply(...asked) : undefined,
    conditions: () => [...metering.conditions(), ...(settlement?.conditions() ?? [])],
  }
}

interface Settling extends Settlement {
  bundles: BundleDesk
  chain: OpenChain
  wallet: WalletDesk
  agreements: ReturnType<typeof startAgreements>
  lent: MarketLoan
  conditions(): AlarmCondition[]
}

/** Statements of the site's energies, where the site file asks for them. */
function openSettlement(
  needs: SettlingNeeds,
  stores: Pick<Stores, 'db' | 'audit' | 'historian'>,
  metering: Metering,
): Settling | undefined {
  const asked = needs.site.settlement
  if (!asked) return undefined
  const { dataDir, clock, field } = needs
  const network = networkOf(asked, needs.siteFile)
  const config = { ...asked, chainId: network.chainId, contract: network.contract }
  const fromQuarter = quarterOf(Date.parse(`${config.fromDay}T00:00:00Z`))
  const store = createStatementStore(stores.db)
  const isPractice = config.practice === true
  const keys = openKeys({ isPractice, dataDir, fromQuarter, statements: store, audit: stores.audit, clock })
  const { folder, key } = keys
  const first = Math.max(fromQuarter, firstWhole(field.past, clock))
  const firstQuarter = config.practice ? keptFirstQuarter(folder, first) : first
  const points = statedPoints(metering.points, config)
  const separator = domainSeparator(config)
  const salts = openSalts(join(folder, 'salts.key'))
  const statements = createStatements({
    ...statedOf(metering, points),
    site: config.site,
    separator,
    from: firstQuarter,
    db: stores.db,
    store,
    salts,
    trailBefore: stores.audit.headBefore,
    keyAt: key.at,
    isSure: () => !field.past.isAwaited() && isClockSure(stores),
    clock,
  })
  const vouch = createVouch({ separator, site: config.site, keys: key })
  const chain = openChain({ ...needs, config, network, folder, vouch }, stores)
  const bound = openBatches({
    ...needs,
    db: stores.db,
    number: config.site,
    separator,
    statements: store,
    ledger: chain.ledger,
    hashOf: salts.meterPoint,
    keyAt: key.at,
    newestKey: key.newest,
    batchEvery: config.batchEvery,
  })
  return start(needs, stores, {
    config,
    metering,
    points,
    hashOf: salts.meterPoint,
    store,
    statements,
    bound,
    firstQuarter: store.first()?.quarter ?? firstQuarter,
    chain,
    ...keys,
  })
}

interface Made extends SiteKeys {
  config: SettlementConfig & SettlementPlace
  metering: Metering
  store: ReturnType<typeof createStatementStore>
  statements: ReturnType<typeof createStatements>
  points: readonly MeterPoint[]
  hashOf: (meterPoint: string) => string
  bound: ReturnType<typeof openBatches>
  /** Of the first statement, made or to come. */
  firstQuarter: Quarter
  chain: OpenChain
}

/** Sets the parts going: turns, corrections, bundles. */
function start(
  needs: SettlingNeeds & Pick<Kept, 'proofs'>,
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
  made: Made,
): Settling {
  const { clock, log, teardown } = needs
  const { config, metering, store, statements, bound, key, firstQuarter, folder, chain } = made
  const { batches, kept } = bound
  const corrections = createCorrections({ corrected: metering.corrected, revise: statements.revise })
  const settlement = createSettlement({
    config,
    refusal: made.refusal,
    statements,
    corrections,
    batches,
    signingAnew: createSigningAnew({ keys: key, store: createAnewStore(db), db, audit: audit.write, clock }),
    stores: kept,
    key,
    isPastAwaited: needs.field.past.isAwaited,
    audit: audit.write,
  })
  metering.onIntervals(corrections.note)
  const turns = steadily(log, 'statements', settlement.turn)
  teardown.add('settlement', clock.every(turnMs, turns.run))
  const bundles = openBundles({
    folder,
    place: { chainId: config.chainId, contract: config.contract, site: config.site },
    statements: store,
    batches,
    key,
    keys: settlement.keys,
    agreementLinesOf: (sequence) => linesIn(kept.agreements.agreementsIn('batch', sequence)),
    ledger: () => chain.ledger,
    exportEveryDays: config.exportEveryDays,
    db,
    audit: audit.write,
    clock,
    log,
    teardown,
  })
  const isFirst = store.signedCount() === 0
  const practice = { ...needs, number: config.site, chain, controller: key, firstQuarter, isFirst, folder }
  if (config.practice) startPractice(practice)
  const posted = () => postedOf(made)
  const { wallet, transfers } = openWallet(
    { ...needs, config, chain, controller: key, posted, accept: (line) => broughtBy(agreements, line), folder },
    { db, audit },
  )
  const agreements = startAgreements(needs, {
    ...made,
    ...bound,
    db,
    keys: settlement.keys,
    transfers,
    proofDocument: needs.proofs.documentOf,
  })
  const parts = [chain, agreements, bundles.watch, wallet]
  const conditions = () => [...conditionsOf(turns.failure()), ...parts.flatMap((part) => part.conditions())]
  return { ...settlement, bundles, chain, wallet, agreements, lent: lentOf(made), conditions }
}

/** How far the lane has come, as far as the chain was seen. */
function postedOf({ chain, config, firstQuarter, bound }: Made) {
  return {
    firstUnposted: firstUnposted(chain.ledger, config.site) ?? firstQuarter,
    batchEnd: (quarter: Quarter) => bound.kept.batches.holding(quarter)?.header.toQuarter,
  }
}

/** Brings a line whose acceptance was decided; gives the intent. Errors: `Config.NotFound`, `Access.Denied` while the key is locked. */
function broughtBy({ bringAcceptance }: Settling['agreements'], { to, person, reason }: Transfer): string {
  return bringAcceptance(to ?? '', { author: person, reason })
}

/** Ledger and controller's key, as the market works with them. */
function lentOf({ chain: { ledger, operator }, config: { chainId }, key }: Made): MarketLoan {
  // the registry takes a status from the newest key
  const sign = (subject: string, digest: string) => key.newest().key.sign([{ subject, digest }])?.[0]
  const signGroup: MarketLoan['signGroup'] = (groups, terms) =>
    operator.state() === 'unlocked' ? operator.signGroup(groups, terms) : undefined
  return { ledger, chainId, controller: { address: () => key.newest().key.address(), sign }, signGroup }
}

function isClockSure({ historian }: Pick<Stores, 'historian'>): boolean {
  return !historian.conditions().some(({ code }) => code === 'historian.clock')
}

function conditionsOf(failure: string | undefined): AlarmCondition[] {
  if (failure === undefined) return []
  return [
    {
      code: 'settlement.failing',
      priority: 3,
      text: `Nothing is stated: ${failure}`,
      response: 'Free the disk, or put the newest backup back.',
    },
  ]
}
