import { expect, test } from 'vitest'
import type { MarketNode } from '../../../domain/market/members.ts'
import { createKeeper } from '../../../main/market/keeper.ts'

const hourMs = 3_600_000
const account = `0x${'a'.repeat(40)}`
const controller = `0x${'b'.repeat(40)}`

function keeperOf(given: Partial<MarketNode>, key: string | undefined = controller) {
  const acts: string[] = []
  const time = { now: 1_000 * hourMs }
  const node = {
    node: 1,
    owner: account,
    state: 'verified',
    isAdmitted: true,
    statusSequence: 4,
    measuredAt: time.now - 13 * hourMs,
    challenge: null,
    keys: [{ epoch: 1, address: controller, fromQuarter: 0, untilQuarter: null, revokedSince: null }],
    ...given,
  } as MarketNode
  const keeper = createKeeper({
    nodes: () => [node],
    account: () => account,
    controller: () => key,
    act: (_person, { id, reason }) => {
      acts.push(`${id}: ${reason}`)
      return Promise.resolve({ acts: [] })
    },
    now: () => time.now,
  })
  return { keeper, acts, time }
}

test('a status that is half a day old is renewed once, and again when it did not arrive within the hour', async () => {
  const { keeper, acts, time } = keeperOf({})
  await keeper.turn()
  await keeper.turn()
  expect(acts).toEqual(['status/1/5/1000: The last status is 12 h old.'])
  time.now += hourMs
  await keeper.turn()
  expect(acts).toHaveLength(2)
})

test.each<[string, Partial<MarketNode>, number]>([
  ['a fresh one is left alone', { measuredAt: 995 * hourMs }, 0],
  [
    'a challenge is answered at once',
    { measuredAt: 999 * hourMs, challenge: { by: account, dueAt: 1_001 * hourMs } },
    1,
  ],
  ['a suspended node comes back', { state: 'suspended' }, 1],
  ['a retired one is left alone', { state: 'retired' }, 0],
  ['one that nobody admitted yet waits', { state: 'registered', isAdmitted: false }, 0],
  ['one of another owner is not ours', { owner: controller }, 0],
  ['one of another controller is not ours', { keys: [] }, 0],
])('%s', async (_words, given, count) => {
  const { keeper, acts } = keeperOf(given)
  await keeper.turn()
  expect(acts).toHaveLength(count)
})

test('while the key is locked a person is told, sooner when the node was challenged', () => {
  const due = keeperOf({}, '').keeper
  expect(due.conditions()).toEqual([])
  const locked = createKeeper({
    nodes: () => [
      {
        ...({
          node: 1,
          owner: account,
          state: 'verified',
          measuredAt: 0,
          challenge: { by: account, dueAt: 5 },
        } as MarketNode),
      },
    ],
    account: () => account,
    controller: () => undefined,
    act: () => Promise.resolve({ acts: [] }),
    now: () => hourMs,
  })
  expect(locked.conditions()).toMatchObject([{ code: 'market.challenged', priority: 2 }])
})
