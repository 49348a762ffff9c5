import type { Actors } from './actors.ts'
import { largestReward } from '../../../domain/market/cost.ts'

/** Codes of the market's contract. */
const [liveOffer, openRequest] = [1n, 1n]
const utilization = '2'
const onePpm = 1_000_000

/** Terms as the contract told them; it wants them back word for word. */
interface Terms {
  kind: string
  part: string
  accumulateFrom: string
  supplyTo: string
}

interface Placed {
  request: string
  terms: Terms
}

interface OnOffer {
  id: string
  prices: { capacity: bigint; hold: bigint; giveBack: bigint }
}

/**
 * One round of a practice chain's broker: for each part without a candidate it brings the cheapest offer that the contract takes,
 * and it concludes what is over. Rejects when the node falls silent.
 */
export async function brokerTurn(actors: Actors): Promise<void> {
  const { ask, told, provider } = actors
  const now = BigInt((await provider.getBlock('latest'))?.timestamp ?? 0)
  const offers = await onOffer(actors)
  const placed = await told<Placed>('StorageMarket', 'RequestPlaced')
  for (const one of placed) {
    const { state, bidUntil, parts } = await ask<{ state: bigint; bidUntil: bigint; parts: bigint }>(
      'StorageMarket',
      'requestOf',
      one.request,
    )
    if (state !== openRequest) continue
    if (bidUntil < now) await conclude(actors, one, placed)
    else for (let part = 0n; part < parts; part++) await fill(actors, one, part, offers)
  }
}

async function onOffer({ ask, told }: Actors): Promise<OnOffer[]> {
  const offers: OnOffer[] = []
  for (const { offer: id } of await told<{ offer: string }>('StorageMarket', 'OfferPlaced')) {
    const [offer, prices] = await ask<[{ state: bigint }, OnOffer['prices']]>('StorageMarket', 'offerOf', id)
    if (offer.state === liveOffer) offers.push({ id, prices })
  }
  return offers
}

async function fill(actors: Actors, { request, terms }: Placed, part: bigint, offers: OnOffer[]): Promise<void> {
  const { offer } = await actors.ask<{ offer: bigint }>('StorageMarket', 'candidateOf', request, part)
  if (offer !== 0n) return
  const byCost = offers.toSorted((a, b) => Number(costOf(terms, a) - costOf(terms, b)))
  for (const { id } of byCost) {
    const proposal = ['broker', 'StorageMarket', 'propose', request, terms, part, id] as const
    if (!(await actors.would(...proposal))) continue
    await actors.call(...proposal)
    return
  }
}

/** What a part costs at most, without surcharges of zones. */
function costOf({ part, accumulateFrom, supplyTo }: Terms, { prices }: OnOffer): bigint {
  const held = { volumeWh: Number(part), from: Number(accumulateFrom), to: Number(supplyTo), kindPpm: onePpm }
  const { capacity, hold, giveBack } = prices
  return largestReward(held, { capacity: `${capacity}`, hold: `${hold}`, giveBack: `${giveBack}` })
}

/** Ends a competition, with the other leg where there is one and it is over too. */
async function conclude(actors: Actors, { request, terms }: Placed, all: readonly Placed[]): Promise<void> {
  const linked = await actors.ask<bigint>('StorageMarket', 'linkOf', request)
  const other = all.find((one) => one.request === String(linked))
  const taking = [request, terms]
  const both =
    other &&
    (terms.kind === utilization ? [...taking, other.request, other.terms] : [other.request, other.terms, ...taking])
  const order = ['broker', 'StorageMarket', both ? 'concludeBoth' : 'conclude', ...(both ?? taking)] as const
  if (await actors.would(...order)) await actors.call(...order)
}
