import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Contract, ContractFactory, type InterfaceAbi, JsonRpcProvider, ZeroAddress, ZeroHash } from 'ethers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, startAnvil } from '../../../build/solidity/anvil.ts'
import { forge, root } from '../../../build/solidity/forge.ts'
import { largestReward } from '../../../domain/market/cost.ts'
import type { AgreementLine, AgreementTerms } from '../../../domain/settlement/agreement.ts'
import { bondOf, boundLine, disputedQuantities, outcomeOf } from '../../../domain/settlement/dispute.ts'
import { bandWhOf, bookedOf, penaltyOf, rewardOf, shortWhOf } from '../../../domain/settlement/reward.ts'
import { splitByWeights } from '../../../main/retail/money/split.ts'
import { lineFrom, lineTo, termsTo } from '../../../main/settlement/agreements/contract-words.ts'

let anvil: Anvil
let provider: JsonRpcProvider
let maths: Contract
beforeAll(async () => {
  maths = await deployMaths()
}, 120_000)
afterAll(async () => {
  provider?.destroy()
  await anvil?.stop()
})

/** The contracts' own libraries behind calls, compiled as the other Solidity tests are, on a real node. */
async function deployMaths(): Promise<Contract> {
  const out = 'dist/solidity/maths'
  const places = ['--out', `${out}/out`, '--cache-path', `${out}/cache`]
  const built = forge(['build', 'test/contracts/on-chain/MathsOnChain.sol', ...places])
  if (built.status !== 0) throw new Error(`it did not compile: ${built.stdout}`)
  const { abi, bytecode } = JSON.parse(
    readFileSync(join(root, out, 'out/MathsOnChain.sol/MathsOnChain.json'), 'utf8'),
  ) as { abi: InterfaceAbi; bytecode: { object: string } }
  anvil = await startAnvil()
  provider = new JsonRpcProvider(anvil.rpc, 31_337, { staticNetwork: true, pollingInterval: 20, cacheTimeout: -1 })
  const deployed = await new ContractFactory(abi, bytecode.object, await provider.getSigner()).deploy()
  await deployed.waitForDeployment()
  return new Contract(await deployed.getAddress(), abi, provider)
}

const call = (method: string, ...args: unknown[]): Promise<unknown> =>
  maths.getFunction(method).staticCall(...args) as Promise<unknown>

/** Numbers up to a bound, often at its ends: that is where arithmetic breaks. */
const upTo = (most: bigint) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.bigInt(0n, most) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, most / 2n, most > 0n ? most - 1n : 0n, most) },
    { weight: 2, arbitrary: fc.bigInt(0n, most < 100_000n ? most : 100_000n) },
  )
const text = (most: bigint) => upTo(most).map(String)
const number = (most: number) => upTo(BigInt(most)).map(Number)

const mostPrice = 2n ** 80n - 1n
const mostUnits = 2n ** 104n - 1n
const mostVolumeWh = 2 ** 40 - 1
/** The engine keeps energies in numbers: beyond this they are not whole any more. */
const mostWh = Number.MAX_SAFE_INTEGER
const mostWhQ = 2n ** 96n - 1n

/** What is not about money is the same in all. */
const sameTerms = {
  agreement: '1',
  payer: ZeroAddress,
  payee: ZeroAddress,
  site: 1,
  scheduleHash: ZeroHash,
  onBehalf: ZeroHash,
  arbiter: ZeroAddress,
}
const sameLine = { agreement: '1', upToQuarter: 1, estimatedWh: 0, isFinal: true, proofsRoot: ZeroHash }

const termsArb: fc.Arbitrary<AgreementTerms> = fc
  .record({
    kind: fc.constantFrom('storage' as const, 'utilization' as const, 'supply' as const),
    volumeWh: number(mostVolumeWh),
    accumulateFrom: number(2_000_000),
    quarters: number(40_000),
    kindPpm: number(5_000_000),
    capacityPrice: text(mostPrice),
    holdPrice: text(mostPrice),
    returnPrice: text(mostPrice),
    shortPrice: text(mostPrice),
    deviationPrice: text(mostPrice),
    permittedLossPpm: number(1_000_000),
    bond: text(mostUnits),
    escrow: text(mostUnits),
  })
  .map(({ quarters, accumulateFrom, ...rest }) => {
    const to = accumulateFrom + quarters
    const times = { accumulateFrom, accumulateTo: to, supplyFrom: accumulateFrom, supplyTo: to }
    return Object.assign(times, sameTerms, rest)
  })

const lineArb: fc.Arbitrary<AgreementLine> = fc
  .record({
    takenWh: number(mostWh),
    returnedWh: number(mostWh),
    reservedWhQ: text(mostWhQ),
    storedWhQ: text(mostWhQ),
    shortWh: number(mostWh),
    deviationWh: number(mostWh),
    unusedWh: number(mostWh),
  })
  .map((quantities) => Object.assign(quantities, sameLine))

async function compareWorth(terms: AgreementTerms, line: AgreementLine, paid: bigint): Promise<void> {
  const onChain = (await call('worthOf', termsTo(terms), lineTo(line), paid)) as { toObject(): unknown }
  const { accumulateFrom: from, supplyTo: to, capacityPrice, holdPrice, returnPrice } = terms
  const prices = { capacity: capacityPrice, hold: holdPrice, giveBack: returnPrice }
  expect(onChain.toObject()).toEqual({
    reward: rewardOf(terms, line),
    largest: largestReward({ ...terms, from, to }, prices),
    penalty: penaltyOf(terms, line),
    ...bookedOf(terms, line, paid),
  })
}

test('reward, penalty and what is paid and owed: the same on chain and in the engine to the last unit', async () => {
  await fc.assert(fc.asyncProperty(termsArb, lineArb, upTo(mostUnits), compareWorth), { numRuns: 600 })
}, 170_000)

async function compareEnergies(terms: AgreementTerms, takenWh: number, returnedWh: number): Promise<void> {
  const short = await call('shortOf', termsTo(terms), takenWh, returnedWh)
  expect(short).toBe(BigInt(shortWhOf(terms, takenWh, returnedWh)))
  const off = Math.max(0, Math.abs(returnedWh - takenWh) - bandWhOf(takenWh))
  expect(await call('deviationOf', takenWh, returnedWh)).toBe(BigInt(off))
}

test('energy missing at the end and off the schedule: the same to the Wh', async () => {
  await fc.assert(fc.asyncProperty(termsArb, number(mostWh), number(mostWh), compareEnergies), { numRuns: 300 })
}, 170_000)

/** Lines as real ones are: sums and differences of their quantities stay whole. */
const smallLineArb = lineArb.map((line) => {
  for (const name of disputedQuantities) line[name] %= 2 ** 50
  for (const name of ['reservedWhQ', 'storedWhQ'] as const) line[name] = `${BigInt(line[name]) % 2n ** 94n}`
  return line
})

const told = async (method: string, ...lines: AgreementLine[]): Promise<AgreementLine> => {
  const answer = (await call(method, ...lines.map(lineTo))) as { toObject(): Record<string, unknown> }
  const fields = Object.entries(answer.toObject())
  return lineFrom(Object.fromEntries(fields.map(([name, value]) => [name, value === true ? true : String(value)])))
}

async function compareClaims(
  terms: AgreementTerms,
  posted: AgreementLine,
  claimed: AgreementLine,
  later: AgreementLine,
) {
  expect(await call('bondOf', termsTo(terms), lineTo(posted), lineTo(claimed))).toBe(bondOf(terms, posted, claimed))
  const course = { state: 'evidence', posted, claimed, rulings: [], bond: 0n } as const
  const lower = outcomeOf({ ...course, appealedBy: undefined, isTimedOut: false }).line
  expect(await told('lowerOf', posted, claimed)).toEqual(lower)
  expect(await told('boundBy', posted, claimed, later)).toEqual(boundLine({ posted, settled: claimed }, later))
}

test('disputes: bonds, what stands without a ruling, and how a ruling binds later lines', async () => {
  const lines = [smallLineArb, smallLineArb, smallLineArb] as const
  await fc.assert(fc.asyncProperty(termsArb, ...lines, compareClaims), { numRuns: 250 })
}, 170_000)

async function compareShares(total: bigint, weights: bigint[]): Promise<void> {
  const shares = (await call('split', total, weights)) as { toArray(): bigint[] }
  expect(shares.toArray()).toEqual(splitByWeights(total, weights).shares)
}

test('splits by largest remainder: the same shares for up to 64 parties', async () => {
  const weights = fc
    .array(upTo(2n ** 124n - 1n), { minLength: 1, maxLength: 64 })
    .filter((all) => all.some((weight) => weight > 0n))
  await fc.assert(fc.asyncProperty(upTo(2n ** 128n - 1n), weights, compareShares), { numRuns: 300 })
}, 170_000)
