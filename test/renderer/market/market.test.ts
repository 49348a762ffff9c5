import { expect, test } from 'vitest'
import type { Proposal } from '../../../domain/market/votes.ts'
import { firstRequest, requestOf, zonesOf } from '../../../renderer/views/market/acts/request-draft.ts'
import { marketSearch } from '../../../renderer/views/market/search.ts'
import { deadlineText, sharesOf } from '../../../renderer/views/votes/proposal-words.ts'

const now = 1_800_000_000_000
const arbiter = `0x${'a'.repeat(40)}`

test('what is filled in becomes a request of whole parts and quarters', () => {
  const typed = { ...firstRequest(now, { arbiter, zone: 3 }), energyKWh: 100, parts: 3 }
  const request = requestOf(typed)
  expect(request).toMatchObject({ volumeWh: 99_999, partWh: 33_333, permittedLossPpm: 80_000, bondPpm: 200_000 })
  expect((request?.accumulateTo ?? 0) - (request?.accumulateFrom ?? 0)).toBe(8)
  expect(requestOf({ ...typed, arbiter: '' })).toBeUndefined()
  expect(requestOf({ ...typed, limits: { ...typed.limits, hold: 'much' } })).toBeUndefined()
})

test.each([
  ['3', [{ zone: 3, surcharge: '0' }]],
  [
    '3, 4:0.2',
    [
      { zone: 3, surcharge: '0' },
      { zone: 4, surcharge: '200000000000000000' },
    ],
  ],
  ['', undefined],
  ['north', undefined],
  ['3:much', undefined],
])('zones %j', (text, zones) => {
  expect(zonesOf(text)).toEqual(zones)
})

test('the address names a request, or none', () => {
  expect(marketSearch({ request: '7' })).toEqual({ request: 7 })
  expect(marketSearch({ request: 'x' })).toEqual({})
})

const proposal = {
  forUnits: '300',
  abstainUnits: '50',
  againstUnits: '50',
  quorumUnits: '500',
  voteStart: now,
  voteEnd: now + 3_600_000,
  executableAt: null,
  state: 'active',
} as Proposal

test('votes below the quorum leave the bar open up to it; above it the votes are the whole', () => {
  expect(sharesOf(proposal)).toEqual({ forPct: 60, abstainPct: 10, againstPct: 10, quorumPct: 100 })
  expect(sharesOf({ ...proposal, forUnits: '900' })).toEqual({
    forPct: 90,
    abstainPct: 5,
    againstPct: 5,
    quorumPct: 50,
  })
})

test.each([
  ['pending', now - 60_000, 'voting begins in 1\u00A0min'],
  ['active', now, 'voting ends in 1\u00A0h'],
  ['succeeded', now, 'accepted: has to be queued'],
  ['executed', now, 'carried out'],
] as const)('a proposal that is %s', (state, at, words) => {
  expect(deadlineText({ ...proposal, state }, at)).toBe(words)
})
