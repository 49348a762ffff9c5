import type { RequestTerms } from '../../../domain/market/book.ts'
import type { Alternative } from '../../../domain/market/match.ts'
import { kWhText, type Wanted } from './judged.ts'
import { type Bid, fitting, fittingAnyTime, type MatchView } from './match.ts'

const nothing = { costUnits: null, parts: [], shiftQuarters: 0, partWh: null } as const
/** Hours by which windows are moved when they are tried elsewhere. */
const shiftsH = [-12, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 12, 24]
const leastWh = 10_000
const mostParts = 32

/** Other ways to get what is asked for: parts from several offers, other hours, smaller parts. */
export function alternativesTo(view: MatchView, wanted: Wanted): Alternative[] {
  const combination = combine(wanted.terms, fitting(view, wanted))
  if (combination) return [combination, ...cheaperHours(view, wanted, combination)]
  return [...cheaperHours(view, wanted, undefined), ...smallerParts(view, wanted)]
}

/** The cheapest offers, part by part, until the whole volume is there; `undefined` when it does not suffice. */
export function combine({ volumeWh, partWh }: RequestTerms, bids: readonly Bid[]): Alternative | undefined {
  const wanted = Math.floor(volumeWh / partWh)
  const filled: { offer: number; cost: bigint }[] = []
  for (const { offer, cost, parts } of bids) {
    if (filled.length >= wanted) break
    for (let i = 0; i < parts && filled.length < wanted; i++) filled.push({ offer, cost })
  }
  if (wanted === 0 || filled.length < wanted) return undefined
  const cost = filled.reduce((sum, one) => sum + one.cost, 0n)
  const offers = [...new Set(filled.map(({ offer }) => offer))]
  const words =
    offers.length === 1
      ? `Offer ${offers[0]} takes all ${wanted} parts.`
      : `Offers ${offers.join(', ')} together take all ${wanted} parts.`
  return {
    ...nothing,
    kind: 'combination',
    words,
    costUnits: String(cost),
    parts: filled.map((one, part) => ({ part, offer: one.offer, costUnits: String(one.cost) })),
  }
}

/** The same request some hours earlier or later, when that is possible where it is not now, or at least 0.5 % cheaper. */
function cheaperHours(view: MatchView, wanted: Wanted, now: Alternative | undefined): Alternative[] {
  const anyTime = fittingAnyTime(view, { ...wanted, standing: [] })
  const found = shiftsH.flatMap((hours) => {
    const shiftQuarters = hours * 4
    const moved = { ...wanted, standing: [], terms: shifted(wanted.terms, shiftQuarters) }
    if (moved.terms.accumulateFrom * 900_000 < wanted.bidUntil) return []
    const other = combine(moved.terms, fitting(view, moved, anyTime))
    return other?.costUnits == null ? [] : [{ hours, shiftQuarters, other, cost: BigInt(other.costUnits) }]
  })
  const best = found.toSorted((a, b) =>
    a.cost < b.cost ? -1 : a.cost > b.cost ? 1 : Math.abs(a.hours) - Math.abs(b.hours),
  )[0]
  if (!best || (now?.costUnits != null && best.cost * 1_000n > BigInt(now.costUnits) * 995n)) return []
  const words = `${Math.abs(best.hours)} h ${best.hours < 0 ? 'earlier' : 'later'}: ${best.other.words}`
  return [{ ...best.other, kind: 'otherHours', words, shiftQuarters: best.shiftQuarters }]
}

/** Parts of half or a quarter the size, when the offers are too small for the parts asked for. */
function smallerParts(view: MatchView, wanted: Wanted): Alternative[] {
  for (const by of [2, 3, 4, 5, 8, 10]) {
    const partWh = wanted.terms.partWh / by
    const count = wanted.terms.volumeWh / partWh
    if (!Number.isInteger(partWh) || partWh < leastWh || count > mostParts) continue
    const terms = { ...wanted.terms, partWh }
    const other = combine(terms, fitting(view, { ...wanted, standing: [], terms }))
    if (other) return [{ ...other, kind: 'smallerParts', partWh, words: `Parts of ${kWhText(partWh)}: ${other.words}` }]
  }
  return []
}

function shifted(terms: RequestTerms, quarters: number): RequestTerms {
  return {
    ...terms,
    accumulateFrom: terms.accumulateFrom + quarters,
    accumulateTo: terms.accumulateTo + quarters,
    supplyFrom: terms.supplyFrom + quarters,
    supplyTo: terms.supplyTo + quarters,
  }
}
