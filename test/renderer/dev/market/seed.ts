import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { unitsOf } from '../../../../domain/market/amount.ts'
import {
  energySourceNames,
  memberRoleNames,
  maskOf,
  type MemberRole,
  storageKindNames,
  type StorageKind,
} from '../../../../domain/market/names.ts'
import { agreementKinds } from '../../../../domain/settlement/agreement.ts'
import { verifierRole } from '../../../../main/market/acts/signed.ts'
import type { FakeLedger } from '../../../main/settlement/fake-ledger.ts'
import { demoAccount } from '../settlement/demo-ledger.ts'

const units = (powec: string) => unitsOf(powec) ?? '0'
const account = (n: number) => `0x${n.toString(16).padStart(4, '0').repeat(10)}`
const hourMs = 3_600_000

/** Accounts of the demonstration besides our own. */
export const others = {
  generator: account(0xa11c),
  works: account(0xb0b5),
  broker: account(0xb40c),
  neighbour: account(0xc0de),
}
/** Controller of our own node. */
export const demoController = account(0xc0a1)

interface Seeding {
  ledger: FakeLedger
  now: number
}

/** A small market: five members, three nodes, offers, requests in competition, proposals. */
export function seedMarket({ ledger, now }: Seeding): void {
  const admission = { feeUnits: units('50000'), referralPpm: '100000', fund: account(0xf00d) }
  ledger.happen(['NodeRegistry', 'AdmissionSet', admission])
  ledger.happen(['NodeRegistry', 'RoleGranted', { role: verifierRole, account: demoAccount, sender: others.broker }])
  member(ledger, others.broker, ['broker', 'attractor'])
  member(ledger, demoAccount, ['storage', 'consumerMiner'], others.broker)
  member(ledger, others.generator, ['generator', 'storage'], others.broker)
  member(ledger, others.works, ['consumerMiner'])
  member(ledger, others.neighbour, ['storage'])
  for (const [member_, days, group] of [
    [demoAccount, 320, 0],
    [others.generator, 90, 0],
    [others.works, 12, 2],
    [others.neighbour, 200, 2],
  ] as const)
    ledger.happen([
      'NodeRegistry',
      'Attested',
      { member: member_, kycUntil: seconds(now + days * 24 * hourMs), group: `${group}` },
    ])
  node({ ledger, now }, 1, demoAccount, 'liIon', 3, 6_300, 2, demoController)
  node({ ledger, now }, 2, others.generator, 'kinetic', 3, 700, 26, account(0xc0a2))
  node({ ledger, now }, 3, others.neighbour, 'hydrogen', 4, 12_000, 6, account(0xc0a3))
  node({ ledger, now }, 4, account(0x960f), 'alkaline', 3, 2_400, 3, account(0xc0a4))
  group(ledger)
  money(ledger)
  trade({ ledger, now })
  votes({ ledger, now })
}

function member(ledger: FakeLedger, who: string, roles: MemberRole[], referrer = `0x${'0'.repeat(40)}`): void {
  const referral = /^0x0+$/.test(referrer) ? '0' : units('5000')
  const mask = `${maskOf(roles, memberRoleNames)}`
  ledger.happen(['NodeRegistry', 'MemberJoined', { member: who, referrer, roles: mask, fee: units('50000'), referral }])
}

/** A verified node whose status is so many hours old. */
function node(
  { ledger, now }: Seeding,
  id: number,
  owner: string,
  kind: StorageKind,
  zone: number,
  kWh: number,
  hours: number,
  controller: string,
): void {
  const capacityWh = `${kWh * 1_000}`
  const kindCode = `${storageKindNames.indexOf(kind)}`
  const limits = { minDurationMin: '15', maxDurationMin: '2880', ratedVoltageV: '10000' }
  const registration = { kind: kindCode, zone: `${zone}`, capacityWh, controller, ...limits }
  const at = now - hours * hourMs
  const status = {
    node: `${id}`,
    sequence: '4',
    measuredAt: seconds(at),
    validUntil: seconds(at + 48 * hourMs),
    kind: kindCode,
    capacityWh,
    usableWh: capacityWh,
    guaranteedWh: `${kWh * 900}`,
    lossPpmPerHour: kind === 'kinetic' ? '12500' : '30',
    chargePowerW: `${kWh * 400}`,
    dischargePowerW: `${kWh * 400}`,
    evidence: `0x${'0'.repeat(64)}`,
    ...limits,
  }
  ledger.happen(
    ['NodeRegistry', 'NodeRegistered', { node: `${id}`, owner, controller, registration }],
    ['NodeRegistry', 'KeyRotated', { site: `${id}`, epoch: '1', newKey: controller, fromQuarter: '0' }],
    ['NodeRegistry', 'NodeAdmitted', { node: `${id}`, ratingWh: capacityWh }],
    ['DeliverySettlement', 'LaneOpened', { site: `${id}`, sequence: '0', coveredTo: '0', ringSize: '64' }],
    ['NodeRegistry', 'StatusAccepted', { node: `${id}`, status }],
    ['NodeRegistry', 'NodeVerified', { node: `${id}` }],
  )
}

/** The generator and his neighbour own a node together. */
function group(ledger: FakeLedger): void {
  const owner = account(0x960f)
  const shares = [
    { member: others.generator, ppm: '700000' },
    { member: others.neighbour, ppm: '300000' },
  ]
  ledger.happen(
    ['NodeGroups', 'GroupCreated', { group: owner, founder: others.generator }],
    [
      'NodeGroups',
      'GroupChanged',
      { group: owner, revision: '1', shares, speaker: others.generator, reserveUnits: '0' },
    ],
    ['NodeGroups', 'IncomeDistributed', { group: owner, revision: '1', units: units('1840.5'), shares: [] }],
    ['EscrowVault', 'Deposited', { account: owner, units: units('312.25') }],
  )
  member(ledger, owner, ['storage'])
}

function money(ledger: FakeLedger): void {
  const module = ledger.addressOf('StorageMarket') ?? ''
  ledger.happen(['EscrowVault', 'Deposited', { account: demoAccount, units: units('250000') }])
  ledger.happen([
    'EscrowVault',
    'Allowed',
    { account: demoAccount, module, units: units('20000'), until: '4000000000' },
  ])
  const wrapped = units('2500000')
  const nobody = `0x${'0'.repeat(40)}`
  ledger.happen(
    ['PowecVotes', 'Transfer', { from: nobody, to: demoAccount, value: wrapped }],
    ['PowecVotes', 'DelegateChanged', { delegator: demoAccount, fromDelegate: nobody, toDelegate: demoAccount }],
    ['PowecVotes', 'DelegateVotesChanged', { delegate: demoAccount, previousVotes: '0', newVotes: wrapped }],
    ['PowecVotes', 'Transfer', { from: nobody, to: others.broker, value: units('900000000') }],
    [
      'PowecVotes',
      'DelegateVotesChanged',
      { delegate: others.broker, previousVotes: '0', newVotes: units('900000000') },
    ],
  )
}

/** Offers of three nodes, and two requests: one nearly decided, one open. */
function trade({ ledger, now }: Seeding): void {
  const quarter = quarterOf(now)
  const offers = [
    [1, 1_500, 'sun', '0.015', '0.008', '2.6'],
    [2, 400, 'wind', '0.03', '0.02', '3.4'],
    [3, 4_000, 'water', '0.012', '0.005', '3.1'],
    [2, 200, 'unknown', '0.028', '0.018', '3.9'],
  ] as const
  offers.forEach(([id, kWh, source, capacity, hold, giveBack], i) => {
    const terms = {
      node: `${id}`,
      available: `${kWh * 1_000}`,
      fromQuarter: `${quarter}`,
      toQuarter: `${quarter + 480}`,
      validUntil: seconds(now + 72 * hourMs),
      lockedWh: '0',
      state: '1',
      source: `${energySourceNames.indexOf(source)}`,
    }
    const prices = { capacity: units(capacity), hold: units(hold), giveBack: units(giveBack) }
    ledger.happen(['StorageMarket', 'OfferPlaced', { offer: `${i + 1}`, node: `${id}`, terms, prices }])
  })
  used(ledger, 1, 1_500_000)
  used(ledger, 2, 600_000)
  used(ledger, 3, 4_000_000)
  request(ledger, 1, wanted(now, { kWh: 600, part: 200, hours: 0.4, payer: others.works }))
  request(ledger, 2, wanted(now, { kWh: 1_000, part: 500, hours: 6, payer: others.neighbour }))
  request(ledger, 3, wanted(now, { kWh: 300, part: 100, hours: 20, payer: demoAccount }))
  const legs = { kWh: 400, part: 400, hours: 10, payer: demoAccount }
  request(ledger, 4, wanted(now, { ...legs, kind: 'utilization' }))
  request(ledger, 5, wanted(now, { ...legs, kind: 'supply' }))
  const until = seconds(now + 0.4 * hourMs)
  const stood = { request: '1', part: '0', offer: '2', cost: units('790.4'), proposer: others.broker, until }
  ledger.happen(['StorageMarket', 'CandidateStood', stood])
}

function used(ledger: FakeLedger, id: number, offeredWh: number): void {
  ledger.happen(['NodeRegistry', 'CapacityUsed', { node: `${id}`, offeredWh: `${offeredWh}`, committedWh: '0' }])
}

type Terms = ReturnType<typeof wanted>

function request(ledger: FakeLedger, id: number, terms: Terms): void {
  ledger.happen([
    'StorageMarket',
    'RequestPlaced',
    { request: `${id}`, payer: terms.payer, terms, held: units('3200') },
  ])
}

interface Wanted {
  kWh: number
  part: number
  hours: number
  payer: string
  kind?: (typeof agreementKinds)[number]
}

function wanted(now: number, given: Wanted) {
  const kind = given.kind ?? 'storage'
  const from = quarterOf(now + given.hours * hourMs) + 4
  return {
    kind: `${agreementKinds.indexOf(kind) + 1}`,
    payer: given.payer,
    meteredSite: '0',
    volume: `${given.kWh * 1_000}`,
    part: `${given.part * 1_000}`,
    zones: ['3', '4'],
    surcharges: ['0', units('0.2')],
    kindsMask: '255',
    sourcesMask: '127',
    accumulateFrom: `${from}`,
    accumulateTo: `${from + 8}`,
    supplyFrom: `${from + 32}`,
    supplyTo: `${from + 40}`,
    permittedLossPpm: '80000',
    limits: { capacity: units('0.03'), hold: units('0.02'), giveBack: units('3.5') },
    shortPrice: units('8'),
    deviationPrice: units('1'),
    bondPpm: '200000',
    brokerFeePpm: '10000',
    bidUntil: seconds(now + given.hours * hourMs),
    allOrNone: true,
    mayConvert: kind === 'utilization',
    scheduleHash: `0x${'0'.repeat(64)}`,
    onBehalf: `0x${'0'.repeat(64)}`,
    arbiter: others.broker,
  }
}

/** One decision in voting, one decided. */
function votes({ ledger, now }: Seeding): void {
  const proposals = [
    ['7001', 'Storage by hydrogen is paid 1.2 times: it holds for months.', -3, 4],
    ['7002', 'Thank the operators of the first hour.', -20, -13],
  ] as const
  for (const [proposalId, description, fromDays, toDays] of proposals)
    ledger.happen([
      'PowecGovernor',
      'ProposalCreated',
      {
        proposalId,
        proposer: others.broker,
        targets: [ledger.addressOf('PowecTimelock') ?? ''],
        values: ['0'],
        signatures: [''],
        calldatas: ['0xf27a0c92'],
        voteStart: seconds(now + fromDays * 24 * hourMs),
        voteEnd: seconds(now + toDays * 24 * hourMs),
        description,
      },
    ])
  const cast = (proposalId: string, voter: string, support: string, weight: string) =>
    ledger.happen(['PowecGovernor', 'VoteCast', { voter, proposalId, support, weight, reason: '' }])
  cast('7001', others.broker, '1', units('412000000'))
  cast('7001', others.generator, '0', units('96000000'))
  cast('7001', others.works, '2', units('31000000'))
  cast('7002', others.broker, '1', units('640000000'))
}

function seconds(ms: number): string {
  return `${Math.floor(ms / 1_000)}`
}
