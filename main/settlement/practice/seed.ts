import { id, parseEther, Wallet, ZeroAddress, ZeroHash } from 'ethers'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import type { Actors } from './actors.ts'
import { practiceAddress, type PracticeRole } from './published.ts'
import { signForRegistry } from './registry-signing.ts'

/** A small market, by real calls. What is done already is left alone, so a seed that was cut off goes on. */
export interface Seeding {
  actors: Actors
  /** Key of the site's controller. */
  controller: Wallet
  site: number
  capacityWh: number
  /** Where the lane begins. */
  firstQuarter: number
}

const year = 365 * 86_400
const fee = parseEther('50000')
/** Roles in the registry, by bits. */
const roleBits = { storage: 1, consumerMiner: 2, generator: 4, broker: 8, attractor: 16 } as const
/** Who joins, as what, with how many POWEC. */
const members: readonly { role: PracticeRole; bits: number; powec: string }[] = [
  { role: 'site', bits: roleBits.storage | roleBits.consumerMiner, powec: '1000000' },
  { role: 'generator', bits: roleBits.storage | roleBits.generator, powec: '500000' },
  { role: 'broker', bits: roleBits.broker | roleBits.attractor, powec: '100000' },
]
/** Storage of the generator, which it offers. */
const generatorWh = 4_000_000
const zone = 1
/** Storage kinds of the registry. */
const kinds = { liIon: 2, mixed: 6 } as const

/** Brings the market to life. Rejects when a contract refuses or the node falls silent. */
export async function seed(given: Seeding): Promise<void> {
  const { actors, controller, site, capacityWh, firstQuarter } = given
  await mint(actors)
  for (const { role, bits } of members) await join(actors, role, bits)
  await node(actors, { role: 'site', node: site, controller, kind: kinds.mixed, capacityWh })
  await lane(actors, site, firstQuarter)
  await funds(actors)
  const own = new Wallet(id('practice generator controller'))
  await node(actors, { role: 'generator', node: site + 1, controller: own, kind: kinds.liIon, capacityWh: generatorWh })
  await offer(actors, site + 1)
  await retail(actors)
}

async function mint({ ask, call }: Actors): Promise<void> {
  const minter = await ask<string>('PowecToken', 'MINTER')
  if (!(await ask<boolean>('PowecToken', 'hasRole', minter, practiceAddress('deployer'))))
    await call('deployer', 'PowecToken', 'grantRole', minter, practiceAddress('deployer'))
  for (const { role, powec } of members) {
    const isMember = (await memberOf(ask, role)).joinedAt > 0n
    if (!isMember && (await ask<bigint>('PowecToken', 'balanceOf', practiceAddress(role))) === 0n)
      await call('deployer', 'PowecToken', 'mint', practiceAddress(role), parseEther(powec))
  }
}

function memberOf(ask: Actors['ask'], role: PracticeRole): Promise<{ joinedAt: bigint; kycUntil: bigint }> {
  return ask('NodeRegistry', 'memberOf', practiceAddress(role))
}

async function join({ ask, call, addressOf, provider }: Actors, role: PracticeRole, bits: number): Promise<void> {
  const member = await memberOf(ask, role)
  if (member.joinedAt === 0n) {
    await call(role, 'PowecToken', 'approve', addressOf('NodeRegistry'), fee)
    await call(role, 'NodeRegistry', 'join', ZeroAddress, bits)
  }
  const now = (await provider.getBlock('latest'))?.timestamp ?? 0
  if (Number(member.kycUntil) < now)
    await call('verifier', 'NodeRegistry', 'attest', practiceAddress(role), now + 5 * year, 0)
}

interface NodeOf {
  role: PracticeRole
  /** Number it must get. */
  node: number
  controller: Wallet
  kind: number
  capacityWh: number
}

async function node(actors: Actors, wanted: NodeOf): Promise<void> {
  const { ask, call, addressOf } = actors
  const { role, controller, kind, capacityWh } = wanted
  const registry = addressOf('NodeRegistry')
  const found = await ask<{ owner: string; state: bigint; statusSequence: bigint }>(
    'NodeRegistry',
    'identityOf',
    wanted.node,
  )
  if (found.owner !== ZeroAddress && found.owner !== practiceAddress(role))
    throw new Error(`node ${wanted.node} belongs to somebody else: the site number of a practice chain is 1`)
  if (found.owner === ZeroAddress) {
    const possession = {
      site: 0,
      epoch: 1,
      oldKey: practiceAddress(role),
      newKey: controller.address,
      fromQuarter: 0,
    }
    const signature = await signForRegistry(controller, registry, 'KeyRotation', possession)
    const registration = {
      kind,
      zone,
      capacityWh,
      ratedVoltageV: 10_000,
      minDurationMin: 15,
      maxDurationMin: 2_880,
      controller: controller.address,
    }
    await call(role, 'NodeRegistry', 'registerNode', registration, ...signature)
    await call('verifier', 'NodeRegistry', 'admitNode', wanted.node, capacityWh)
  }
  if (found.statusSequence === 0n) await status(actors, wanted)
}

async function status({ call, addressOf, provider }: Actors, given: NodeOf): Promise<void> {
  const { role, controller, kind, capacityWh } = given
  const measuredAt = (await provider.getBlock('latest'))?.timestamp ?? 0
  const powerW = Math.round(capacityWh / 2)
  const value = {
    node: given.node,
    sequence: 1,
    measuredAt,
    validUntil: measuredAt + year,
    kind,
    capacityWh,
    usableWh: Math.round(capacityWh * 0.9),
    guaranteedWh: Math.round(capacityWh * 0.8),
    ratedVoltageV: 10_000,
    minDurationMin: 15,
    maxDurationMin: 2_880,
    lossPpmPerHour: 500,
    chargePowerW: powerW,
    dischargePowerW: powerW,
    evidence: ZeroHash,
  }
  const signature = await signForRegistry(controller, addressOf('NodeRegistry'), 'StorageStatus', value)
  await call(role, 'NodeRegistry', 'submitStatus', value, ...signature)
}

async function lane({ ask, call }: Actors, site: number, firstQuarter: number): Promise<void> {
  const { ringSize } = await ask<{ ringSize: bigint }>('DeliverySettlement', 'laneOf', site)
  if (ringSize === 0n) await call('site', 'DeliverySettlement', 'openLane', site, 64, firstQuarter)
}

/** Free tokens in the vault for escrow and bonds, and some wrapped for votes. */
async function funds({ ask, call, addressOf }: Actors): Promise<void> {
  const members = [
    { role: 'site', powec: '200000' },
    { role: 'generator', powec: '200000' },
  ] as const
  for (const { role, powec } of members) {
    const units = parseEther(powec)
    if ((await ask<bigint>('EscrowVault', 'freeOf', practiceAddress(role))) > 0n) continue
    await call(role, 'PowecToken', 'approve', addressOf('EscrowVault'), units)
    await call(role, 'EscrowVault', 'deposit', units)
  }
  if ((await ask<bigint>('PowecVotes', 'balanceOf', practiceAddress('site'))) > 0n) return
  const votes = parseEther('25000')
  await call('site', 'PowecToken', 'approve', addressOf('PowecVotes'), votes)
  await call('site', 'PowecVotes', 'depositFor', practiceAddress('site'), votes)
  await call('site', 'PowecVotes', 'delegate', practiceAddress('site'))
}

/** The generator offers what its storage can take, for a week from now. */
async function offer({ ask, call, provider }: Actors, generator: number): Promise<void> {
  const { offeredWh } = await ask<{ offeredWh: bigint }>('NodeRegistry', 'usesOf', generator)
  if (offeredWh > 0n) return
  const now = (await provider.getBlock('latest'))?.timestamp ?? 0
  const from = quarterOf(now * 1_000) + 4
  const prices = { capacity: parseEther('0.02'), hold: parseEther('0.01'), giveBack: parseEther('3') }
  const wind = 2
  const week = 7 * 86_400
  await call('generator', 'StorageMarket', 'offer', generator, 2_000_000, from, from + 672, now + week, wind, prices)
}

/** Parties of bills: the site supplies its street, the grid company, and a bank that collects. */
async function retail({ ask, call }: Actors): Promise<void> {
  const parties = [
    { party: 1, kind: 1, role: 'site' },
    { party: 2, kind: 2, role: 'gridCompany' },
    { party: 4, kind: 4, role: 'supplier' },
  ] as const
  for (const { party, kind, role } of parties) {
    const known = await ask<{ account: string }>('RetailBilling', 'partyOf', party)
    if (known.account === ZeroAddress)
      await call('deployer', 'RetailBilling', 'setParty', party, kind, practiceAddress(role))
  }
}
