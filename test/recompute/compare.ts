import { createHash } from 'node:crypto'
import type { RegisterName } from '../../domain/metering/meter.ts'
import { type Quarter, quarterOf } from '../../domain/metering/quarter.ts'
import type { AgreementTerms } from '../../domain/settlement/agreement.ts'
import { penaltyOf, rewardOf } from '../../domain/settlement/reward.ts'
import { constantSchedule } from '../../domain/settlement/schedule.ts'
import { makeBatch } from '../../main/settlement/batches/make-batch.ts'
import { countQuarters, lineOf } from '../../main/settlement/agreements/quantities.ts'
import { domainSeparator } from '../../main/settlement/hashing/typed.ts'
import { linesOf } from '../../main/settlement/statements/lines-of.ts'
import { makeStatement, noDigest } from '../../main/settlement/statements/make-statement.ts'
import { type meteredSite, points, timeZone } from './metered-site.ts'
import { recomputeMoney, recomputeQuarters } from './recompute.ts'

/** Where the product and the recomputation differ. */
export interface Differences {
  quarters: number
  estimated: number
  batches: number
  agreements: number
  /** Sum of all differences, Wh, over intervals and sums of batches. */
  wh: bigint
  /** Sum of all differences of rewards and penalties, units. */
  units: bigint
  /** The first ones in words. */
  words: string[]
}

const quartersADay = 96
const separator = domainSeparator({ chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' })
const salts = {
  meterPoint: (name: string) => `0x${createHash('sha256').update(name).digest('hex')}`,
  line: () => `0x${'00'.repeat(16)}`,
}

/** Holds what the product made of a site's readings against the recomputation. */
export function compare({ metering, clock, start }: ReturnType<typeof meteredSite>): Differences {
  // the first day holds no whole quarter at its beginning, the last is not over
  const from = Math.ceil((quarterOf(start) + 1) / quartersADay) * quartersADay
  const to = Math.floor((quarterOf(clock.now()) - 2) / quartersADay) * quartersADay
  const found: Differences = { quarters: 0, estimated: 0, batches: 0, agreements: 0, wh: 0n, units: 0n, words: [] }
  const differ = (what: string, ours: bigint, theirs: bigint, unit: 'wh' | 'units') => {
    if (ours === theirs) return
    found[unit] += ours > theirs ? ours - theirs : theirs - ours
    if (found.words.length < 20) found.words.push(`${what}: ${ours} and ${theirs}`)
  }
  const registers = points.flatMap(({ id, registers: names, ratedKW, endWh }) =>
    names.map((register) => {
      const key = { pointId: id, register }
      const readings = metering.readings(key, 0, clock.now())
      const again = recomputeQuarters({ readings, meters: metering.meters(id), ratedKW, endWh }, from, to, timeZone)
      return { key, product: metering.intervals(key, from, to), again }
    }),
  )
  for (const { key, product, again } of registers)
    for (let i = 0; i < to - from; i++) {
      found.quarters += 1
      if (product[i]?.quality !== 'measured') found.estimated += 1
      differ(
        `${key.pointId}/${key.register} ${from + i} (${product[i]?.method})`,
        BigInt(product[i]?.wh ?? -1),
        again[i]?.wh ?? -2n,
        'wh',
      )
    }
  const sumAgain = (register: RegisterName, quarter: Quarter, only?: string) =>
    registers
      .filter(({ key }) => key.register === register && (only === undefined || key.pointId === only))
      .reduce((sum, { again }) => sum + (again[quarter - from]?.wh ?? 0n), 0n)
  let previous = noDigest
  let previousBatch = noDigest
  for (let day = from; day < to; day += quartersADay) {
    const statements = Array.from({ length: quartersADay }, (_, i) => {
      const quarter = day + i
      const lines = linesOf(
        registers.flatMap(({ product }) => product[quarter - from] ?? []),
        0,
        salts,
      )
      const made = makeStatement({ separator, site: 7, quarter, revision: 0, lines, previous, replaces: noDigest })
      previous = made.digest
      return made
    })
    const { header, digest } = makeBatch({ ...batchOf(day, from), statements, previous: previousBatch })
    previousBatch = digest
    found.batches += 1
    const sum = (register: RegisterName) =>
      statements.reduce((all, { quarter }) => all + sumAgain(register, quarter), 0n)
    differ(`batch ${header.sequence} absorbed`, BigInt(header.absorbedWh), sum('absorbed'), 'wh')
    differ(`batch ${header.sequence} injected`, BigInt(header.injectedWh), sum('injected'), 'wh')
    const terms = termsOf(day)
    const ours = moneyOf(terms, registers)
    const theirs = recomputeMoney(
      rawOf(terms),
      (quarter) => sumAgain('absorbed', quarter, 'storage'),
      (quarter) => sumAgain('injected', quarter, 'storage'),
    )
    found.agreements += 1
    differ(`agreement ${terms.agreement} reward`, ours.reward, theirs.reward, 'units')
    differ(`agreement ${terms.agreement} penalty`, ours.penalty, theirs.penalty, 'units')
  }
  return found
}

function batchOf(day: Quarter, from: Quarter) {
  return { separator, site: 7, sequence: (day - from) / quartersADay + 1, agreementLines: [] }
}

/** An agreement for a day of UTC: a megawatt-hour in from 9 to 13, out from 16 to 20, which the site only nearly keeps. */
function termsOf(day: Quarter): AgreementTerms {
  const odd = BigInt(day % 7_919)
  return {
    agreement: String(day),
    kind: 'storage',
    payer: `0x${'1'.repeat(40)}`,
    payee: `0x${'2'.repeat(40)}`,
    site: 7,
    volumeWh: 990_000 + (day % 20_011),
    accumulateFrom: day + 36,
    accumulateTo: day + 52,
    supplyFrom: day + 64,
    supplyTo: day + 80,
    kindPpm: 1_000_000 + (day % 250_007),
    capacityPrice: String(20_000_000_000_000_000n + odd),
    holdPrice: String(10_000_000_000_000_000n + odd),
    returnPrice: String(3_000_000_000_000_000_000n + odd),
    shortPrice: String(8_000_000_000_000_000_000n + odd),
    deviationPrice: String(1_000_000_000_000_000_000n + odd),
    permittedLossPpm: 80_000,
    bond: '0',
    escrow: '0',
    scheduleHash: noDigest,
    onBehalf: noDigest,
    arbiter: `0x${'3'.repeat(40)}`,
  }
}

function rawOf(terms: AgreementTerms) {
  const { capacityPrice, holdPrice, returnPrice, shortPrice, deviationPrice, ...rest } = terms
  return {
    ...rest,
    capacityPrice: BigInt(capacityPrice),
    holdPrice: BigInt(holdPrice),
    returnPrice: BigInt(returnPrice),
    shortPrice: BigInt(shortPrice),
    deviationPrice: BigInt(deviationPrice),
  }
}

interface Metered {
  key: { pointId: string; register: RegisterName }
  product: readonly { quarter: Quarter; wh: number | null }[]
}

/** Reward and penalty as the product counts them. */
function moneyOf(terms: AgreementTerms, registers: readonly Metered[]): { reward: bigint; penalty: bigint } {
  const { accumulateFrom: from, supplyTo: upTo } = terms
  const one = { terms, schedule: constantSchedule(terms), exempt: new Map(), meterPoints: ['storage'] }
  const counted = countQuarters([one], { from, upTo }, (_, register, quarter) => {
    const metered = registers.find(({ key }) => key.pointId === 'storage' && key.register === register)
    return { wh: metered?.product.find((interval) => interval.quarter === quarter)?.wh ?? 0, estimatedWh: 0 }
  })
  const line = lineOf(terms, counted.get(terms.agreement) ?? [], upTo, noDigest)
  return { reward: rewardOf(terms, line), penalty: penaltyOf(terms, line) }
}
