import { alternativesTo, combine } from '../../../main/market/matching/alternatives.ts'
import { fitting, matchAll, type MatchView } from '../../../main/market/matching/match.ts'
import { atMost, type Figure, quantile } from '../figure.ts'
import { type Asked, manyOffers, someRequests } from './offers.ts'
import { costInOrder, leastCost, sortAndScan } from './plain-match.ts'

const [offerCount, requestCount, parts] = [10_000, 60, 32]

/** One request against ten thousand open offers: how long it takes beside a plain sort and scan, and what the choice costs. */
export async function matchFigures(): Promise<Figure[]> {
  const view = manyOffers(offerCount, 11)
  const requests = someRequests(requestCount, 5)
  // compiled before it is measured, as in an engine that runs
  for (const asked of requests.slice(0, 10)) for (const work of [sortAndScan, choose, show]) work(view, asked)
  const times = requests.map((asked) => ({
    choice: timed(() => choose(view, asked)),
    scan: timed(() => sortAndScan(view, asked)),
    table: timed(() => show(view, asked)),
  }))
  const middle = (of: (one: (typeof times)[number]) => number) => quantile(times.map(of), 0.5)
  const { firstCome, aboveLeast, filled } = await quality(view, requests)
  console.log(
    `matching: ${offerCount} offers, ${requestCount} requests of ${parts} parts, ${filled} can be filled; ` +
      `plain sort and scan ${middle(({ scan }) => scan).toFixed(1)} ms; ` +
      `order of coming costs ${(firstCome.mean * 100 - 100).toFixed(1)} % more on average`,
  )
  return [
    atMost(
      'match 10,000 offers: cheapest parts chosen',
      middle(({ choice }) => choice),
      'ms',
      20,
    ),
    atMost(
      'match 10,000 offers: against a plain sort and scan',
      middle(({ choice }) => choice) / middle(({ scan }) => scan),
      'times as long',
      2,
    ),
    atMost(
      'match 10,000 offers: table with reasons, other hours',
      middle(({ table }) => table),
      'ms',
      100,
    ),
    atMost('match: cost against the order of coming, worst request', firstCome.worst, 'of it', 1),
    atMost('match: cost above the least (HiGHS), worst request', aboveLeast * 1e6, 'millionths', 0),
  ]
}

function choose(view: MatchView, { terms, bidUntil }: Asked) {
  return combine(terms, fitting(view, { terms, bidUntil, standing: [] }))
}

function show(view: MatchView, { terms, bidUntil }: Asked) {
  const wanted = { terms, bidUntil, standing: [] }
  return [matchAll(view, wanted), alternativesTo(view, wanted)]
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** Costs of what is chosen: against offers taken as they came, and against the least there can be. */
async function quality(view: MatchView, requests: readonly Asked[]) {
  const ratios: number[] = []
  let aboveLeast = 0
  for (const asked of requests) {
    const feasible = sortAndScan(view, asked)
    const chosen = choose(view, asked)?.costUnits
    const came = costInOrder(
      feasible.toSorted((a, b) => a.offer - b.offer),
      parts,
    )
    if ((chosen == null) !== (came === undefined)) throw new Error('matching and its peer take different offers')
    if (chosen == null || came === undefined) continue
    ratios.push(Number((BigInt(chosen) * 1_000_000n) / came) / 1e6)
    const least = await leastCost(feasible, parts)
    aboveLeast = Math.max(aboveLeast, Number(chosen) / 1e18 / least - 1)
  }
  const mean = ratios.reduce((sum, ratio) => sum + 1 / ratio, 0) / ratios.length
  return { firstCome: { worst: Math.max(...ratios), mean }, aboveLeast, filled: ratios.length }
}
