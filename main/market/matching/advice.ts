import { powecOf } from '../../../domain/market/amount.ts'
import { displaces, feeOf } from '../../../domain/market/cost.ts'
import type { Advice } from '../../../domain/market/match.ts'
import { fitting, type MatchView, wantedOf } from './match.ts'

/** Matches of open requests that would earn their broker's fee, the highest fee first. Advice: a person brings them. */
export function brokerAdvice(view: MatchView): Advice[] {
  const open = Object.values(view.state.requests).filter(
    ({ state, bidUntil, terms }) => state === 'open' && bidUntil >= view.now && terms.brokerFeePpm > 0,
  )
  return open
    .flatMap((request) => {
      const wanted = wantedOf(request)
      const free = new Map<number, number>()
      return request.candidates.flatMap((standing, part) => {
        // each part judged by itself: an offer that could fill several is proposed for as many
        const best = fitting(view, { ...wanted, standing: [standing] }).find(
          ({ offer, parts }) => (free.get(offer) ?? parts) > 0,
        )
        if (!best || best.offer === standing?.offer) return []
        const { cost } = best
        if (standing && !displaces(cost, BigInt(standing.costUnits))) return []
        free.set(best.offer, (free.get(best.offer) ?? best.parts) - 1)
        const fee = feeOf(request.terms, cost)
        const words = `Offer ${best.offer} for part ${part + 1} of request ${request.request}: ${powecOf(fee)} POWEC fee.`
        return [
          { request: request.request, part, offer: best.offer, costUnits: String(cost), feeUnits: String(fee), words },
        ]
      })
    })
    .toSorted((a, b) => (BigInt(a.feeUnits) > BigInt(b.feeUnits) ? -1 : 1))
}
