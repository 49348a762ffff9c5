import { powecOf } from '../../../domain/market/amount.ts'
import { largestReward } from '../../../domain/market/cost.ts'
import type { TradeAct } from '../../../domain/market/acts.ts'
import { freeWh, statusFault } from '../../../domain/market/members.ts'
import { energySourceNames, energySources, storageKindNames } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import { factorOf } from '../fold/state.ts'
import { keyOf } from '../fold/values.ts'
import { kWhText } from '../matching/judged.ts'
import { allowedTo, freeOf } from './funds.ts'
import { type ActView, type Make, secondsOf, sentences, step } from './plan.ts'

type Offering = Extract<TradeAct, { act: 'offer' }>

/** Least that can be offered or asked for in one part, Wh, and what the contracts can't hold any more. */
export const [leastWh, tooManyWh] = [10_000, 2 ** 40]

/** Puts capacity of an own node on offer. */
export const offer: Make<Offering> = (view, input) => {
  const { state, now } = view
  const { energyWh, fromQuarter, toQuarter, validUntil, prices } = input
  const node = state.nodes[input.node]
  const kindPpm = factorOf(state, node ? storageKindNames.indexOf(node.kind) : 0, now)
  const reward = largestReward(
    { volumeWh: energyWh, from: fromQuarter, to: Math.max(fromQuarter, toQuarter), kindPpm },
    prices,
  )
  const ready = [freeOf(view), allowedTo(view, 'StorageMarket')].reduce((a, b) => (a < b ? a : b))
  const free = node ? freeWh(node) : 0
  return {
    lines: [
      {
        label: 'Offer',
        words: `${kWhText(energyWh)} of node ${input.node}, ${energySources[input.source].toLowerCase()}`,
      },
      {
        label: 'Earns at most',
        words: `${powecOf(reward)} POWEC when all of it is stored all the time and given back`,
      },
      { label: 'Bond', words: `taken when an offer wins; ${powecOf(ready)} POWEC are ready for it now` },
      { label: 'Bound', words: 'a part that leads a competition can’t be taken back before its end' },
    ],
    obstacles: sentences(
      ...ownerFaults(view, input.node, 'market'),
      node && statusFault(node, now),
      node?.hasLane === false && `Node ${node.node} has no lane in the settlement yet: open it first.`,
      energyWh < leastWh && `At least ${kWhText(leastWh)} can be offered.`,
      energyWh > free && `Node ${input.node} has ${kWhText(free)} left to offer.`,
      fromQuarter >= toQuarter && 'It has to end after it begins.',
      quarterStart(toQuarter) <= now && 'The time it is for is over.',
      validUntil <= now && 'It would have run out already.',
    ),
    steps: [
      step(`Offer ${kWhText(energyWh)} of node ${input.node}`, 'StorageMarket', 'offer', [
        String(input.node),
        String(energyWh),
        String(fromQuarter),
        String(toQuarter),
        secondsOf(validUntil),
        String(energySourceNames.indexOf(input.source)),
        { ...prices },
      ]),
    ],
  }
}

/** Takes an own offer back. */
export const cancelOffer: Make<{ offer: number }> = (view, input) => {
  const found = view.state.offers[input.offer]
  const isOver = found !== undefined && found.validUntil < view.now
  return {
    lines: [{ label: 'Takes back', words: found ? `${kWhText(found.availableWh)} of node ${found.node}` : '' }],
    obstacles: sentences(
      !found && `There is no offer ${input.offer}.`,
      found && found.state !== 'live' && `Offer ${input.offer} is ${found.state} already.`,
      found && found.lockedWh > 0 && `${kWhText(found.lockedWh)} of it lead a competition and are bound until its end.`,
      ...(found && !isOver ? ownerFaults(view, found.node, 'market') : []),
    ),
    steps: [step(`Take offer ${input.offer} back`, 'StorageMarket', 'cancelOffer', [String(input.offer)])],
  }
}

/** Why this site may not act for a node's owner; empty when it may. */
export function ownerFaults({ state, account, now }: ActView, id: number, right?: 'market' | 'dispute'): string[] {
  const node = state.nodes[id]
  if (!node) return [`There is no node ${id}.`]
  if (isSame(node.owner, account)) return []
  const given = state.members[keyOf(node.owner)]?.delegates.find(({ to }) => isSame(to, account))
  if (right !== undefined && given?.rights.includes(right) && given.until >= now) return []
  return [`Node ${id} belongs to ${node.owner}, not to this site.`]
}
