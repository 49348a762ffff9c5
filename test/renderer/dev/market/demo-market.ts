import { implement } from '@orpc/server'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { createMarket } from '../../../../main/market/market.ts'
import type { Place } from '../../../../main/market/matching/distance.ts'
import { createFakeLedger } from '../../../main/settlement/fake-ledger.ts'
import { demoAccount } from '../settlement/demo-ledger.ts'
import { pretendContracts } from './pretend-contracts.ts'
import { demoController, seedMarket } from './seed.ts'

/** Half of a block of the practice chain: what was ordered shows after a moment, as there. */
const minedAfterMs = 1_000

/** The market of the demonstration: the engine's own desk over a ledger in memory that behaves. */
export function createDemoMarket({ now, site }: { now: () => number; site: SiteDescription }) {
  const { market: os } = implement(contract)
  const ledger = createFakeLedger({ account: demoAccount, now })
  ledger.answers.set('PowecToken.balanceOf', () => `1200000${'0'.repeat(18)}`)
  ledger.answers.set('PowecToken.allowance', () => '0')
  ledger.answers.set('NodeGroups.groupAt', () => `0x${'9e'.repeat(20)}`)
  seedMarket({ ledger, now: now() })
  const mine = pretendContracts(ledger, demoAccount)
  ledger.onAct((act) => void setTimeout(() => mine(act), minedAfterMs).unref())
  const places = new Map<number, Place>([
    [0, { latitudeDeg: 59.33, longitudeDeg: 18.07 }],
    [1, { latitudeDeg: 59.33, longitudeDeg: 18.07 }],
    [2, { latitudeDeg: 59.86, longitudeDeg: 17.64 }],
  ])
  const market = createMarket({
    ledger,
    chainId: 31_337,
    controller: { address: () => demoController, sign: () => `0x${'1'.repeat(128)}` },
    signGroup: () => `0x${'1'.repeat(130)}`,
    facts: () => ({
      measuredAt: now(),
      capacityWh: 6_250_000,
      usableWh: 3_100_000,
      guaranteedWh: 5_600_000,
      lossPpmPerHour: 30,
      chargePowerW: 2_500_000,
      dischargePowerW: 2_500_000,
    }),
    outlook: () => ({ freeWh: 3_400_000, freePowerW: 1_900_000 }),
    conversion: { miningEurPerMWh: () => 61, miningKW: 7_800, buyEurPerMWh: () => 48 },
    places: {
      list: () => [...places].map(([node, { latitudeDeg, longitudeDeg }]) => ({ node, latitudeDeg, longitudeDeg })),
      of: (node) => places.get(node),
      keep: ({ node, ...place }) => void places.set(node, place),
    },
    audit: () => {},
    clock: { now, monotonicMs: now, after: () => () => {}, every: () => () => {} },
  })
  const { person } = site
  return {
    now: os.now.handler(() => market.now()),
    book: os.book.handler(() => market.book()),
    nodes: os.nodes.handler(() => market.nodes()),
    members: os.members.handler(() => market.members()),
    groups: os.groups.handler(() => market.groups.list()),
    draftGroup: os.draftGroup.handler(({ input }) => market.groups.draft(person, input)),
    signGroup: os.signGroup.handler(({ input }) => market.groups.sign(person, input.paper, input.reason)),
    votes: os.votes.handler(() => market.votes()),
    matches: os.matches.handler(({ input }) => market.matches(input.request)),
    tryMatch: os.tryMatch.handler(({ input }) => market.tryMatch(input)),
    advice: os.advice.handler(() => market.advice()),
    check: os.check.handler(({ input }) => market.check(input)),
    act: os.act.handler(({ input }) => market.act(person, input)),
    checkMember: os.checkMember.handler(({ input }) => market.check(input)),
    actMember: os.actMember.handler(({ input }) => market.act(person, input)),
    place: os.place.handler(({ input }) => market.place(person, input)),
  }
}
