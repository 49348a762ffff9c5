import { AbiCoder, id, keccak256, parseEther, ZeroHash } from 'ethers'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import type { Actors } from './actors.ts'
import { brokerTurn } from './broker.ts'
import { practiceZone } from './nodes.ts'
import { chainTime, passTo } from './passing.ts'
import { practiceAddress, type PracticeRole } from './published.ts'

const [hour, day] = [3_600, 86_400]
const quartersOfDay = 96
/** Competition of the first request, s; a bid in its last minute would make it longer. */
const biddingS = 90
const [wind, sun, water] = [2, 1, 3]
const pricesOf = (capacity: string, hold: string, giveBack: string) => ({
  capacity: parseEther(capacity),
  hold: parseEther(hold),
  giveBack: parseEther(giveBack),
})

/** Where the trade of a practice chain takes place. */
export interface Trading {
  actors: Actors
  site: number
  /** Registered storage of the site, Wh. */
  capacityWh: number
  /** Quarter of the site's first statement. */
  firstQuarter: number
}

/**
 * Offers of three nodes, and a request of the grid company for the first hours, concluded through the broker: the cheapest offer is the
 * site's, an agreement that its storage keeps.
 */
export async function agree(given: Trading): Promise<void> {
  const { actors, site, capacityWh } = given
  const ownWh = wholeParts(capacityWh * 0.3)
  const offers = [
    { role: 'generator', node: site + 1, wh: 2_000_000, source: wind, prices: pricesOf('0.02', '0.01', '3') },
    { role: 'site', node: site, wh: ownWh, source: sun, prices: pricesOf('0.015', '0.008', '2.6') },
    { role: 'supplier', node: site + 2, wh: 300_000, source: water, prices: pricesOf('0.03', '0.02', '2.9') },
  ] as const
  for (const { role, node, wh, source, prices } of offers) {
    const { offeredWh, committedWh } = await actors.ask<{ offeredWh: bigint; committedWh: bigint }>(
      'NodeRegistry',
      'usesOf',
      node,
    )
    if (offeredWh + committedWh > 0n) continue
    const now = await chainTime(actors.provider)
    const from = quarterOf(now * 1_000)
    const terms = [node, wh, from, from + 7 * quartersOfDay, now + 7 * day, source, prices]
    await actors.call(role, 'StorageMarket', 'offer', ...terms)
  }
  await store(given, Math.min(200_000, ownWh))
}

async function store({ actors, firstQuarter }: Trading, partWh: number): Promise<void> {
  const bidUntil = (await chainTime(actors.provider)) + biddingS
  const from = Math.max(firstQuarter, quarterOf(bidUntil * 1_000) + 1)
  const until = await request(actors, 'gridCompany', {
    part: partWh,
    volume: partWh,
    windows: [from, from + 4, from + 6, from + 10],
    limits: pricesOf('0.03', '0.02', '3.2'),
    bidUntil,
  })
  await brokerTurn(actors)
  await passTo(actors.provider, until + 1)
  await brokerTurn(actors)
}

/** Two requests that are open when people first look: one in competition, one that waits for a cheaper offer. */
export async function compete({ actors }: Pick<Trading, 'actors'>): Promise<void> {
  const now = await chainTime(actors.provider)
  const from = quarterOf(now * 1_000) + quartersOfDay - 8
  const common = { part: 100_000, windows: [from, from + 8, from + 24, from + 32] } as const
  await request(actors, 'supplier', {
    ...common,
    volume: 300_000,
    limits: pricesOf('0.03', '0.02', '3.2'),
    bidUntil: now + 6 * hour,
  })
  await request(actors, 'generator', {
    ...common,
    volume: 200_000,
    limits: pricesOf('0.012', '0.006', '2.2'),
    bidUntil: now + 12 * hour,
  })
  await brokerTurn(actors)
}

interface Asked {
  part: number
  volume: number
  /** Taken from, to, and given back from, to. */
  windows: readonly [number, number, number, number]
  limits: ReturnType<typeof pricesOf>
  bidUntil: number
}

/** Asks, unless he did already; gives the end of the competition, s. */
async function request(actors: Actors, role: PracticeRole, { windows, ...asked }: Asked): Promise<number> {
  const placed = await actors.told<{ payer: string; terms: { bidUntil: string } }>('StorageMarket', 'RequestPlaced')
  const known = placed.find(({ payer }) => payer === practiceAddress(role))
  if (known) return Number(known.terms.bidUntil)
  const [accumulateFrom, accumulateTo, supplyFrom, supplyTo] = windows
  await actors.call(role, 'StorageMarket', 'request', {
    kind: 1,
    payer: practiceAddress(role),
    meteredSite: 0,
    ...asked,
    zones: [practiceZone],
    surcharges: [0],
    kindsMask: 0xff,
    sourcesMask: 0xff,
    accumulateFrom,
    accumulateTo,
    supplyFrom,
    supplyTo,
    permittedLossPpm: 120_000,
    shortPrice: parseEther('8'),
    deviationPrice: parseEther('4'),
    bondPpm: 200_000,
    brokerFeePpm: 10_000,
    allOrNone: true,
    mayConvert: false,
    scheduleHash: ZeroHash,
    onBehalf: ZeroHash,
    arbiter: practiceAddress('arbiter'),
  })
  return asked.bidUntil
}

/** Down to whole 10 kWh, the least that can be offered; at least that. */
function wholeParts(wh: number): number {
  return Math.max(1, Math.floor(wh / 10_000)) * 10_000
}

/** The generator shares the income of its wind with those who store it: one list, paid out at once. */
export async function payOut({ ask: asked, call, addressOf, provider }: Actors): Promise<void> {
  const payees = [
    ['site', '420'],
    ['gridCompany', '180'],
    ['supplier', '60'],
  ] as const
  const about = id('practice: income of the wind')
  const payer = practiceAddress('generator')
  const list = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [payer, about]))
  const { mode, left } = await asked<{ mode: bigint; left: bigint }>('PayoutLists', 'listOf', list)
  if (mode !== 0n && left === 0n) return
  const entries = payees.map(([role, powec]) => BigInt(practiceAddress(role)) | (parseEther(powec) << 160n))
  const total = payees.reduce((sum, [, powec]) => sum + parseEther(powec), 0n)
  const expiresAt = (await chainTime(provider)) + 100 * day
  if (mode === 0n) {
    const root = await asked<string>('PayoutLists', 'linkOf', list, 0, entries, ZeroHash)
    await call('generator', 'EscrowVault', 'allow', addressOf('PayoutLists'), total, expiresAt)
    await call('generator', 'PayoutLists', 'fundList', about, root, total, payees.length, 1, expiresAt)
  }
  await call('generator', 'PayoutLists', 'pushChunk', list, entries, ZeroHash)
}
