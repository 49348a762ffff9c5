import { Interface, id, parseEther, ZeroAddress } from 'ethers'
import { nodeRegistryAbi } from '../../../contracts/abi/NodeRegistry.ts'
import type { Actors } from './actors.ts'
import { foundGroup, speak } from './group.ts'
import { foundNode, groupNode, keepPresent, type PracticeNodeOf, practiceNodes } from './nodes.ts'
import { chainTime, nowSeconds, passTo } from './passing.ts'
import { practiceAddress, type PracticeRole } from './published.ts'
import type { Controller } from './registry-signing.ts'
import { compete, mine, offer, payOut, store } from './trade.ts'

/** A small market, by real calls. What is done already is left alone, so a seed that was cut off goes on. */
export interface Seeding {
  actors: Actors
  /** Key of the site's controller. */
  controller: Controller
  site: number
  capacityWh: number
  /** Where the lane begins. */
  firstQuarter: number
}

const day = 86_400
const quarterSeconds = 900
const year = 365 * day
/** A practice chain begins so long ago, s: a vote that was proposed then is on now. */
export const foundedBeforeS = 3 * day
/** Trade begins so long before now, s: a competition takes a minute and a half. */
const tradeBeforeS = 480
const fee = parseEther('50000')
/** Roles in the registry, by bits. */
const roleBits = { storage: 1, consumerMiner: 2, generator: 4, broker: 8, attractor: 16 } as const
/** Who joins, as what, with how many POWEC, how many of them go to the vault, and how many of those the market may hold. */
const members: readonly { role: PracticeRole; bits: number; powec: string; vault?: string; market?: string }[] = [
  {
    role: 'site',
    bits: roleBits.storage | roleBits.consumerMiner,
    powec: '1000000',
    vault: '200000',
    market: '50000',
  },
  {
    role: 'generator',
    bits: roleBits.storage | roleBits.generator,
    powec: '2500000',
    vault: '200000',
    market: '50000',
  },
  { role: 'broker', bits: roleBits.broker | roleBits.attractor, powec: '100000' },
  { role: 'gridCompany', bits: roleBits.consumerMiner, powec: '200000', vault: '50000', market: '50000' },
  { role: 'supplier', bits: roleBits.storage, powec: '200000', vault: '50000', market: '50000' },
]

/**
 * Brings the market to life, once: of a chain that was made before, also by an earlier version, nothing is touched, for then the site
 * acts for itself. Rejects when a contract refuses or the node falls silent.
 */
export async function seed(given: Seeding): Promise<void> {
  const { actors, controller, site, capacityWh, firstQuarter } = given
  if (await isFounded(actors)) return
  await mint(actors)
  await together(members, ({ role, bits }) => join(actors, role, bits))
  await funds(actors)
  await wrapAndPropose(actors)
  // a lane opens no later than its first quarter, which lies in the past where one was made up
  await passTo(actors.provider, Math.min(nowSeconds() - tradeBeforeS, firstQuarter * quarterSeconds))
  const group = await foundGroup(actors, fee)
  const nodes = [...practiceNodes(site, controller, capacityWh), groupNode(group, site)]
  // they are numbered in this order
  for (const one of nodes) await foundNode(actors, one)
  await together(nodes, (one) => lane(actors, one, firstQuarter))
  const trading = { actors, site, capacityWh, firstQuarter }
  await offer(trading)
  if (firstQuarter * quarterSeconds < nowSeconds() - tradeBeforeS) await mine(trading)
  await passTo(actors.provider, nowSeconds() - tradeBeforeS)
  await keepPresent(actors, nodes)
  await store(trading)
  await compete(trading)
  await vote(actors)
  await payOut(actors, group)
  await retail(actors)
}

/** Does something for each at the same time; rejects as the first that failed, when all are done. */
async function together<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const done = await Promise.allSettled(all.map(work))
  for (const one of done) if (one.status === 'rejected') throw one.reason
}

/** Parties of bills come last. */
async function isFounded({ ask }: Actors): Promise<boolean> {
  const last = parties.at(-1)?.party ?? 0
  return (await ask<{ account: string }>('RetailBilling', 'partyOf', last)).account !== ZeroAddress
}

/** Whether the node of the site is registered. Rejects when the node falls silent. */
export async function isSeeded({ ask }: Pick<Actors, 'ask'>, site: number): Promise<boolean> {
  const { owner } = await ask<{ owner: string }>('NodeRegistry', 'identityOf', site)
  return owner !== ZeroAddress
}

async function mint({ ask, call }: Actors): Promise<void> {
  const minter = await ask<string>('PowecToken', 'MINTER')
  if (!(await ask<boolean>('PowecToken', 'hasRole', minter, practiceAddress('deployer'))))
    await call('deployer', 'PowecToken', 'grantRole', minter, practiceAddress('deployer'))
  await together(members, async ({ role, powec }) => {
    const isMember = (await memberOf(ask, role)).joinedAt > 0n
    if (!isMember && (await ask<bigint>('PowecToken', 'balanceOf', practiceAddress(role))) === 0n)
      await call('deployer', 'PowecToken', 'mint', practiceAddress(role), parseEther(powec))
  })
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
  const now = await chainTime(provider)
  if (Number(member.kycUntil) < now)
    await call('verifier', 'NodeRegistry', 'attest', practiceAddress(role), now + 5 * year, 0)
}

/** Free tokens in the vault for escrow and bonds, which the market may hold. */
async function funds({ ask, call, addressOf, provider }: Actors): Promise<void> {
  await together(members, async ({ role, vault, market }) => {
    const account = practiceAddress(role)
    if (vault === undefined || market === undefined) return
    if ((await ask<bigint>('EscrowVault', 'freeOf', account)) > 0n) return
    const until = (await chainTime(provider)) + year
    await call(role, 'EscrowVault', 'allow', addressOf('StorageMarket'), parseEther(market), until)
    await call(role, 'PowecToken', 'approve', addressOf('EscrowVault'), parseEther(vault))
    await call(role, 'EscrowVault', 'deposit', parseEther(vault))
  })
}

const proposed = 'Storage by hydrogen is paid 1.2 times: it holds for months.'
const hydrogen = 4
const factorCall = new Interface(nodeRegistryAbi).encodeFunctionData('scheduleKindFactor', [hydrogen, 1_200_000])

const voters = [
  ['site', '25000'],
  ['generator', '1500000'],
] as const

/** Wrapped tokens for votes, and a decision that the generator proposes. */
async function wrapAndPropose({ ask, call, addressOf, told, provider }: Actors): Promise<void> {
  await together(voters, async ([role, powec]) => {
    const account = practiceAddress(role)
    if ((await ask<bigint>('PowecVotes', 'balanceOf', account)) > 0n) return
    await call(role, 'PowecVotes', 'delegate', account)
    await call(role, 'PowecToken', 'approve', addressOf('PowecVotes'), parseEther(powec))
    await call(role, 'PowecVotes', 'depositFor', account, parseEther(powec))
  })
  if ((await told('PowecGovernor', 'ProposalCreated')).length > 0) return
  // votes count from the second after they were wrapped on
  await passTo(provider, (await chainTime(provider)) + 2)
  const what = [[addressOf('NodeRegistry')], [0], [factorCall], proposed]
  if (await ask('PowecGovernor', 'getVotes', practiceAddress('generator'), (await chainTime(provider)) - 1))
    await call('generator', 'PowecGovernor', 'propose', ...what)
}

/** The generator votes for what it proposed, when voting has begun. */
async function vote({ ask, call, would, addressOf }: Actors): Promise<void> {
  const what = [[addressOf('NodeRegistry')], [0], [factorCall], id(proposed)]
  const proposal = await ask<bigint>('PowecGovernor', 'hashProposal', ...what)
  const yes = ['generator', 'PowecGovernor', 'castVote', proposal, 1] as const
  if (await would(...yes)) await call(...yes)
}

async function lane(actors: Actors, { role, group, node }: PracticeNodeOf, firstQuarter: number): Promise<void> {
  const opening = ['DeliverySettlement', 'openLane', node, 64, firstQuarter] as const
  const { ringSize } = await actors.ask<{ ringSize: bigint }>('DeliverySettlement', 'laneOf', node)
  if (ringSize > 0n) return
  if (group === undefined) await actors.call(role, ...opening)
  else await speak(actors, group, ...opening)
}

/** Parties of bills: the site supplies its street, the grid company, and a bank that collects. */
const parties = [
  { party: 1, kind: 1, role: 'site' },
  { party: 2, kind: 2, role: 'gridCompany' },
  { party: 4, kind: 4, role: 'supplier' },
] as const

async function retail({ ask, call }: Actors): Promise<void> {
  for (const { party, kind, role } of parties) {
    const known = await ask<{ account: string }>('RetailBilling', 'partyOf', party)
    if (known.account === ZeroAddress)
      await call('deployer', 'RetailBilling', 'setParty', party, kind, practiceAddress(role))
  }
}
