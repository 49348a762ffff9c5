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
/** Kinds of agreement. */
const [storage, utilization] = [1, 2]
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

/** Offers of three nodes for a week. */
export async function offer({ actors, site, capacityWh }: Trading): Promise<void> {
  const offers = [
    { role: 'generator', node: site + 1, wh: 2_000_000, source: wind, prices: pricesOf('0.02', '0.01', '3') },
    { role: 'site', node: site, wh: ownWh(capacityWh), source: sun, prices: pricesOf('0.015', '0.008', '2.6') },
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
}

/** An hour of the past in which the site mined wind of the generator: an agreement that it kept, and has to pay for. */
export async function mine({ actors, site, firstQuarter }: Trading): Promise<void> {
  const from = firstQuarter + 1
  await conclude(actors, 'site', {
    kind: utilization,
    meteredSite: site,
    part: 200_000,
    volume: 200_000,
    windows: [from, from + 4, from, from + 4],
  })
}

/** The grid company stores in the hours to come; the cheapest offer is the site's: an agreement that its storage keeps. */
export async function store({ actors, capacityWh, firstQuarter }: Trading): Promise<void> {
  const part = Math.min(200_000, ownWh(capacityWh))
  const from = Math.max(firstQuarter, quarterOf(((await chainTime(actors.provider)) + biddingS) * 1_000) + 1)
  await conclude(actors, 'gridCompany', { part, volume: part, windows: [from, from + 4, from + 6, from + 10] })
}

/** A request that the broker brings together with the cheapest offer, to the end of its competition. */
async function conclude(actors: Actors, role: PracticeRole, asked: Omit<Asked, 'limits' | 'bidUntil'>): Promise<void> {
  const bidUntil = (await chainTime(actors.provider)) + biddingS
  const until = await request(actors, role, { ...asked, limits: pricesOf('0.03', '0.02', '3.2'), bidUntil })
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
  /** Absent = storage. */
  kind?: number
  /** Site whose meters count, absent = that of the offer. */
  meteredSite?: number
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
    kind: storage,
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

/** What the site offers of its storage, Wh. */
function ownWh(capacityWh: number): number {
  return wholeParts(capacityWh * 0.3)
}

/** Down to whole 10 kWh, the least that can be offered; at least that. */
function wholeParts(wh: number): number {
  return Math.max(1, Math.floor(wh / 10_000)) * 10_000
}

/** The generator shares the income of its wind with those who store it: one list, paid out at once. */
export async function payOut({ ask: asked, call, addressOf, provider }: Actors, group: string): Promise<void> {
  const payees = [
    [practiceAddress('site'), '420'],
    [practiceAddress('gridCompany'), '180'],
    [group, '60'],
  ] as const
  const about = id('practice: income of the wind')
  const payer = practiceAddress('generator')
  const list = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [payer, about]))
  const { mode, left } = await asked<{ mode: bigint; left: bigint }>('PayoutLists', 'listOf', list)
  if (mode !== 0n && left === 0n) return
  const entries = payees.map(([account, powec]) => BigInt(account) | (parseEther(powec) << 160n))
  const total = payees.reduce((sum, [, powec]) => sum + parseEther(powec), 0n)
  const expiresAt = (await chainTime(provider)) + 100 * day
  if (mode === 0n) {
    const root = await asked<string>('PayoutLists', 'linkOf', list, 0, entries, ZeroHash)
    await call('generator', 'EscrowVault', 'allow', addressOf('PayoutLists'), total, expiresAt)
    await call('generator', 'PayoutLists', 'fundList', about, root, total, payees.length, 1, expiresAt)
  }
  await call('generator', 'PayoutLists', 'pushChunk', list, entries, ZeroHash)
}
