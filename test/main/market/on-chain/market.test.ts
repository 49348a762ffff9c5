import { afterAll, beforeAll, expect, test } from 'vitest'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { unitsOf } from '../../../../domain/market/amount.ts'
import type { RequestDraft } from '../../../../domain/market/acts.ts'
import { fold } from '../../../../main/market/fold/fold.ts'
import { type MarketChain, startMarketChain } from './market-chain.ts'
import { viewsOf } from './views.ts'

let chain: MarketChain

beforeAll(async () => {
  chain = await startMarketChain()
}, 120_000)

afterAll(() => chain?.stop())

const units = (text: string) => unitsOf(text) ?? '0'
const day = 86_400

/** What the fold says, in the words of the views: of each thing the fields that the view has too. */
function folded(views: Awaited<ReturnType<typeof viewsOf>>) {
  const state = fold(chain.ledger.events())
  const requests = Object.values(state.requests).map((request) =>
    Object.assign(request, { filled: request.candidates.filter((c) => c !== null).length }),
  )
  for (const { candidates } of requests) for (const c of candidates) if (c) Reflect.deleteProperty(c, 'at')
  const nodes = Object.values(state.nodes).map((node) =>
    Object.assign(node, { challengedUntil: node.challenge?.dueAt ?? 0 }),
  )
  const members = Object.values(state.members).map((member) =>
    Object.assign(member, { free: state.free[member.account.toLowerCase()] ?? '0' }),
  )
  return {
    offers: likes(Object.values(state.offers), views.offers),
    requests: likes(requests, views.requests),
    nodes: likes(nodes, views.nodes),
    members: likes(members, views.members),
  }
}

function likes(all: readonly object[], like: readonly object[]) {
  const names = Object.keys(like[0] ?? {})
  return all.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => names.includes(name))))
}

/** The fold of all events equals what the contracts' views say. */
async function expectEqual() {
  const state = fold(chain.ledger.events())
  const views = await viewsOf(chain.ledger, {
    offers: Object.keys(state.offers),
    requests: Object.keys(state.requests),
    nodes: Object.keys(state.nodes),
    members: Object.values(state.members).map(({ account }) => account),
  })
  expect(folded(views)).toEqual(views)
}

function draft(at: number): RequestDraft {
  const from = quarterOf(at) + 12
  return {
    kind: 'storage',
    meteredSite: 0,
    volumeWh: 200_000,
    partWh: 100_000,
    zones: [{ zone: 3, surcharge: units('0.1') }],
    kinds: ['liIon', 'kinetic'],
    sources: ['unknown', 'sun', 'wind'],
    accumulateFrom: from,
    accumulateTo: from + 8,
    supplyFrom: from + 32,
    supplyTo: from + 40,
    permittedLossPpm: 80_000,
    limits: { capacity: units('0.02'), hold: units('0.01'), giveBack: units('3') },
    shortPrice: units('8'),
    deviationPrice: units('1'),
    bondPpm: 200_000,
    brokerFeePpm: 10_000,
    bidUntil: at + 3_600_000,
    allOrNone: true,
    mayConvert: false,
    arbiter: chain.addressOf('verifier'),
  }
}

test('a node joins, is vouched for, registered, admitted and verified; the fold follows', async () => {
  await chain.act('attractor', { act: 'join', referrer: null, roles: ['attractor'] })
  await chain.act('storage', { act: 'join', referrer: chain.addressOf('attractor'), roles: ['storage'] })
  await expect(
    chain.act('storage', {
      act: 'registerNode',
      kind: 'liIon',
      zone: 3,
      capacityWh: 500_000,
      ratedVoltageV: 400,
      minDurationMin: 15,
      maxDurationMin: 1_440,
    }),
  ).rejects.toThrow('No verifier vouches for this member now (KYC).')
  await expect(
    chain.act('storage', {
      act: 'attest',
      member: chain.addressOf('storage'),
      kycUntil: chain.at() + day * 1_000,
      group: 0,
    }),
  ).rejects.toThrow('Only verifiers may do that')
  await chain.act('verifier', {
    act: 'attest',
    member: chain.addressOf('storage'),
    kycUntil: chain.at() + day * 90_000,
    group: 0,
  })
  await chain.act('storage', {
    act: 'registerNode',
    kind: 'liIon',
    zone: 3,
    capacityWh: 500_000,
    ratedVoltageV: 400,
    minDurationMin: 15,
    maxDurationMin: 1_440,
  })
  await chain.act('verifier', { act: 'admitNode', node: 1, ratingWh: 480_000 })
  await expectEqual()
  await chain.act('storage', { act: 'submitStatus', node: 1, validHours: 48 })
  await expectEqual()
  expect(chain.market.nodes().nodes[0]).toMatchObject({
    state: 'verified',
    ratedVoltageV: 400,
    capacityWh: 480_000,
    guaranteedWh: 450_000,
  })
  expect(chain.market.members().find(({ account }) => account === chain.addressOf('storage'))).toMatchObject({
    hasVerifiedNode: true,
    referralUnits: '0',
  })
})

test('an offer and a request meet through a broker and become agreements; the fold follows each step', async () => {
  const at = chain.at()
  const offer = {
    act: 'offer',
    node: 1,
    energyWh: 300_000,
    fromQuarter: quarterOf(at),
    toQuarter: quarterOf(at) + 192,
    validUntil: at + day * 1_000,
    source: 'sun',
    prices: { capacity: units('0.015'), hold: units('0.008'), giveBack: units('2.5') },
  } as const
  await expect(chain.act('storage', offer)).rejects.toThrow('no lane in the settlement')
  await chain.act('storage', { act: 'openLane', node: 1 })
  await expect(chain.act('storage', { ...offer, energyWh: 900_000 })).rejects.toThrow(
    'Node 1 has 480 kWh left to offer.',
  )
  await chain.act('storage', offer)
  await expectEqual()
  await chain.act('storage', { act: 'fund', units: units('2000') })
  await chain.act('payer', { act: 'request', terms: draft(at) })
  await expectEqual()
  const { matches, alternatives } = chain.market.matches(1)
  expect(matches.map(({ offer: id, isFit, parts }) => ({ id, isFit, parts }))).toEqual([
    { id: 1, isFit: true, parts: 3 },
  ])
  expect(alternatives.map(({ kind }) => kind)).toContain('combination')
  expect(chain.market.advice().map(({ request, part, offer: id }) => [request, part, id])).toEqual([
    [1, 0, 1],
    [1, 1, 1],
  ])
  await chain.act('broker', { act: 'propose', request: 1, part: 0, offer: 1 })
  const stood = fold(chain.ledger.events()).requests['1']?.candidates[0]
  expect(stood?.costUnits).toBe(matches[0]?.costUnits)
  await expectEqual()
  await expect(chain.act('payer', { act: 'cancelRequest', request: 1 })).rejects.toThrow('A candidate stands')
  await expect(chain.act('storage', { act: 'cancelOffer', offer: 1 })).rejects.toThrow(
    '100 kWh of it lead a competition',
  )
  await chain.act('broker', { act: 'propose', request: 1, part: 1, offer: 1 })
  await expect(chain.act('broker', { act: 'conclude', request: 1 })).rejects.toThrow(
    'The competition of request 1 is not over.',
  )
  await chain.pass(3_700)
  await chain.act('broker', { act: 'conclude', request: 1 })
  await expectEqual()
  const { agreements, requests } = chain.market.book()
  expect(requests[0]).toMatchObject({ state: 'concluded', agreements: [1, 2] })
  expect(agreements.map(({ terms, offer: from }) => [terms.agreement, terms.volumeWh, from])).toEqual([
    ['1', 100_000, 1],
    ['2', 100_000, 1],
  ])
  const broker = fold(chain.ledger.events()).free[chain.addressOf('broker').toLowerCase()]
  expect(BigInt(broker ?? 0)).toBe(2n * ((BigInt(stood?.costUnits ?? 0) * 10_000n) / 1_000_000n))
})

test('what nobody offers for comes back, and an offer is taken back', async () => {
  const terms = { ...draft(chain.at()), zones: [{ zone: 9, surcharge: '0' }] }
  await chain.act('payer', { act: 'request', terms })
  expect(chain.market.matches(2).matches[0]?.judgements.find(({ criterion }) => criterion === 'zone')).toMatchObject({
    verdict: 'misses',
    words: 'Zone 3 is not wanted (place not known).',
  })
  await chain.act('payer', { act: 'cancelRequest', request: 2 })
  await chain.act('storage', { act: 'cancelOffer', offer: 1 })
  await expectEqual()
})

test('mining now and buying back later are tied, and concluded both; what nobody concludes is returned', async () => {
  const at = chain.at()
  await chain.act('storage', {
    act: 'offer',
    node: 1,
    energyWh: 200_000,
    fromQuarter: quarterOf(at),
    toQuarter: quarterOf(at) + 192,
    validUntil: at + day * 1_000,
    source: 'sun',
    prices: { capacity: units('0.015'), hold: units('0.008'), giveBack: units('2.5') },
  })
  const leg = { ...draft(at), volumeWh: 100_000 }
  await chain.act('payer', { act: 'request', terms: { ...leg, kind: 'utilization', mayConvert: true } })
  await chain.act('payer', { act: 'request', terms: { ...leg, kind: 'supply' } })
  await expect(chain.act('broker', { act: 'link', utilization: 3, supply: 4 })).rejects.toThrow('of this site')
  await expect(chain.act('payer', { act: 'link', utilization: 4, supply: 3 })).rejects.toThrow('to be a utilization')
  await chain.act('payer', { act: 'link', utilization: 3, supply: 4 })
  expect(chain.market.book().requests.map(({ linkedTo }) => linkedTo)).toEqual([null, null, 4, 3])
  for (const request of [3, 4]) await chain.act('broker', { act: 'propose', request, part: 0, offer: 2 })
  await chain.act('payer', { act: 'request', terms: { ...leg, zones: [{ zone: 9, surcharge: '0' }] } })
  await chain.pass(3_700)
  await expect(chain.act('broker', { act: 'returnRequest', request: 5 })).rejects.toThrow('a day after the end')
  await chain.act('broker', { act: 'conclude', request: 4 })
  await expectEqual()
  const { agreements, requests } = chain.market.book()
  expect(requests.slice(2, 4)).toMatchObject([{ state: 'concluded' }, { state: 'concluded' }])
  expect(agreements.slice(2).map(({ terms }) => terms.kind)).toEqual(['utilization', 'supply'])
  await chain.pass(day)
  await chain.act('broker', { act: 'returnRequest', request: 5 })
  expect(chain.market.book().requests.at(-1)).toMatchObject({ request: 5, state: 'returned' })
  await expectEqual()
})

test('a member lets another account act for it, and ends it', async () => {
  const to = chain.addressOf('broker')
  const delegates = () =>
    chain.market.members().find(({ account }) => account === chain.addressOf('storage'))?.delegates ?? []
  const given = { act: 'delegate', to, capUnits: units('500'), until: chain.at() + day * 30_000 } as const
  await expect(chain.act('storage', { ...given, rights: [] })).rejects.toThrow('may do nothing now')
  await chain.act('storage', { ...given, rights: ['market', 'dispute'] })
  expect(delegates()).toMatchObject([{ to, rights: ['market', 'dispute'], capUnits: units('500') }])
  const read = (right: string, most: string) =>
    chain.ledger.read({
      contract: 'NodeRegistry',
      method: 'actsFor',
      args: [to, chain.addressOf('storage'), right, units(most)],
    })
  expect([await read('1', '500'), await read('1', '501'), await read('2', '500')]).toEqual([true, false, true])
  await chain.act('storage', { ...given, rights: [] })
  expect(delegates()).toEqual([])
})

test('members form a group by a paper that each signs; one leaves; the fold follows the contract', async () => {
  const [storage, attractor] = [chain.addressOf('storage'), chain.addressOf('attractor')]
  const [own, other] = [chain.marketOf('storage').groups, chain.marketOf('attractor').groups]
  const ann = { name: 'Ann' }
  const draft = {
    group: null,
    shares: [
      { member: storage, ppm: 600_001 },
      { member: attractor, ppm: 399_999 },
    ],
    speaker: storage,
    reserveUnits: units('10'),
    validDays: 30,
  }
  const paper = await own.draft(ann, { ...draft, reason: 'a super-node' })
  await expect(chain.act('storage', { act: 'bringGroup', paper })).rejects.toThrow('has not signed yet')
  const signed = other.sign(ann, paper, 'we agree')
  await expect(chain.act('attractor', { act: 'bringGroup', paper: signed })).rejects.toThrow('who drafted it')
  const forged = { ...signed, terms: { ...signed.terms, reserveUnits: '0' } }
  await expect(chain.act('storage', { act: 'bringGroup', paper: forged })).rejects.toThrow('is for something else')
  await chain.act('storage', { act: 'bringGroup', paper: signed })
  const { group } = paper.terms
  const read = (method: string) => chain.ledger.read({ contract: 'NodeGroups', method, args: [group] })
  const seen = () => chain.market.groups.list()
  expect(await read('groupOf')).toMatchObject({ speaker: storage, revision: '1', reserveUnits: units('10') })
  expect(seen()).toMatchObject([{ group, founder: storage, revision: 1, speaker: storage, reserveUnits: units('10') }])
  expect(seen()[0]?.shares.map(({ member, ppm }) => ({ member, ppm: `${ppm}` }))).toEqual(await read('sharesOf'))
  const leaving = { ...draft, group, shares: [{ member: storage, ppm: 1_000_000 }] }
  const left = other.sign(ann, await own.draft(ann, { ...leaving, reason: 'one leaves' }), 'I leave')
  await chain.act('attractor', { act: 'bringGroup', paper: left })
  expect(seen()).toMatchObject([{ revision: 2, shares: [{ member: storage, ppm: 1_000_000 }] }])
})

test('a challenge that is not answered suspends; the next status brings the node back', async () => {
  await chain.act('broker', { act: 'challenge', node: 1 })
  await expectEqual()
  await chain.pass(7_300)
  await chain.act('payer', { act: 'closeChallenge', node: 1 })
  await expectEqual()
  expect(chain.market.nodes().nodes[0]).toMatchObject({ state: 'suspended', isAdmitted: true })
  await chain.act('storage', { act: 'submitStatus', node: 1, validHours: 48 })
  await expectEqual()
  await chain.act('verifier', { act: 'challenge', node: 1 })
  await chain.act('storage', { act: 'submitStatus', node: 1, validHours: 48 })
  await expectEqual()
  await chain.act('verifier', { act: 'suspendNode', node: 1 })
  await expectEqual()
})

test('a decision is proposed, voted on, queued and carried out', async () => {
  await expect(
    chain.act('payer', { act: 'proposeDecision', title: 'Hydrogen counts more', decision: { decision: 'words' } }),
  ).rejects.toThrow('Proposing needs 1000000 votes')
  await chain.act('payer', { act: 'wrap', units: units('600000000') })
  await chain.pass(30)
  await chain.act('payer', { act: 'proposeDecision', title: 'Thank the founders', decision: { decision: 'words' } })
  const [proposal] = chain.market.votes()
  expect(proposal).toMatchObject({ state: 'pending', calls: ['Words only: nothing is changed.'] })
  const id = proposal?.proposal ?? ''
  const read = async () => Number(await chain.ledger.read({ contract: 'PowecGovernor', method: 'state', args: [id] }))
  await chain.pass(2 * day + 60)
  expect([await read(), chain.market.votes()[0]?.state]).toEqual([1, 'active'])
  await chain.act('payer', { act: 'vote', proposal: id, support: 'for' })
  await expect(chain.act('payer', { act: 'vote', proposal: id, support: 'against' })).rejects.toThrow('voted already')
  expect(chain.market.votes()[0]).toMatchObject({
    forUnits: units('600000000'),
    quorumUnits: String(
      await chain.ledger.read({
        contract: 'PowecGovernor',
        method: 'quorum',
        args: [String((proposal?.voteStart ?? 0) / 1_000)],
      }),
    ),
  })
  await chain.pass(7 * day)
  expect([await read(), chain.market.votes()[0]?.state]).toEqual([4, 'succeeded'])
  await chain.act('payer', { act: 'queue', proposal: id })
  expect([await read(), chain.market.votes()[0]?.state]).toEqual([5, 'queued'])
  await chain.pass(2 * day + 60)
  await chain.act('payer', { act: 'execute', proposal: id })
  expect([await read(), chain.market.votes()[0]?.state]).toEqual([7, 'executed'])
  await chain.act('payer', { act: 'unwrap', units: units('100000000') })
  const broker = chain.addressOf('broker')
  await expect(chain.act('broker', { act: 'delegateVotes', to: broker })).rejects.toThrow('Nothing is wrapped')
  await chain.act('payer', { act: 'delegateVotes', to: broker })
  const { delegates, votes } = fold(chain.ledger.events()).wrapped
  expect(delegates[chain.addressOf('payer').toLowerCase()]).toBe(broker)
  expect(votes[broker.toLowerCase()]).toBe(units('500000000'))
})

test('the fold of a beginning and of the rest is the fold of all, also through a file', () => {
  const events = chain.ledger.events()
  const all = fold(events)
  for (let cut = 0; cut <= events.length; cut += 7) {
    const kept = JSON.parse(JSON.stringify(fold(events.slice(0, cut)))) as ReturnType<typeof fold>
    expect(fold(events.slice(cut), kept)).toEqual(all)
  }
})
