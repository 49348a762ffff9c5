import { energySources, storageKinds } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { displaces } from '../../../domain/market/cost.ts'
import { statusFault } from '../../../domain/market/members.ts'
import { powecOf } from '../../../domain/market/amount.ts'
import { type Criterion, criterionNames, type Judgement } from '../../../domain/market/match.ts'
import { keyOf } from '../fold/values.ts'
import { fits, type Judged, kWhText, misses, note, type Verdict } from './judged.ts'

type Judge = (judged: Judged) => Verdict

const minutesOfQuarter = 15
const quartersOfHour = 4

/** Each criterion as the contract checks it, and what it can't see besides. In the order of the table. */
const judges: Readonly<Record<Criterion, Judge>> = {
  parties({ wanted, node, state }) {
    const { payer } = wanted.terms
    if (isSame(payer, node.owner)) return misses(() => 'The node belongs to who asks.')
    const group = state.members[keyOf(payer)]?.group ?? 0
    if (group !== 0 && state.members[keyOf(node.owner)]?.group === group)
      return misses(() => `Both are of beneficial group ${group}.`)
    return fits(() => 'Two owners.')
  },
  energy({ wanted, offer }) {
    const { partWh, volumeWh } = wanted.terms
    const { standing } = wanted
    const leading = standing.length === 0 ? 0 : standing.filter((one) => one?.offer === offer.offer).length
    // what stands for this request already gives way to itself
    const free = offer.availableWh - offer.lockedWh + leading * partWh
    if (offer.state !== 'live') return misses(() => `The offer is ${offer.state}.`)
    if (free < partWh) return misses(() => `${kWhText(free)} left, a part is ${kWhText(partWh)}.`)
    if (free < volumeWh) return note(() => `${kWhText(free)} of the ${kWhText(volumeWh)} wanted.`)
    return fits(() => `The whole ${kWhText(volumeWh)}.`)
  },
  time({ wanted, offer, node, now }) {
    const { accumulateFrom, supplyTo } = wanted.terms
    if (offer.validUntil < now) return misses(() => 'The offer ran out.')
    if (offer.fromQuarter > accumulateFrom) return misses(() => 'Begins after the energy comes.')
    if (offer.toQuarter < supplyTo) return misses(() => 'Ends before the energy is wanted back.')
    const minutes = (supplyTo - accumulateFrom) * minutesOfQuarter
    if (minutes < node.minDurationMin) return misses(() => `Stores for ${node.minDurationMin} min at least.`)
    if (minutes > node.maxDurationMin) return misses(() => `Stores for ${node.maxDurationMin} min at most.`)
    return fits(() => `Covers all ${Number((minutes / 60).toFixed(1))} h.`)
  },
  power({ wanted, node, own }) {
    const { terms } = wanted
    const needed = terms.partWh * quartersOfHour
    const inW = Math.ceil(needed / (terms.accumulateTo - terms.accumulateFrom))
    const outW = Math.ceil(needed / (terms.supplyTo - terms.supplyFrom))
    if (inW > node.chargePowerW) return misses(() => `Takes ${kW(node.chargePowerW)}, ${kW(inW)} are needed.`)
    if (outW > node.dischargePowerW) return misses(() => `Gives ${kW(node.dischargePowerW)}, ${kW(outW)} are needed.`)
    const ours = own?.freePowerW
    if (ours != null && ours < inW)
      return note(() => `Fits the rating; our plan leaves ${kW(ours)} of the ${kW(inW)} needed.`)
    return fits(() => `${kW(inW)} in, ${kW(outW)} out.`)
  },
  state({ wanted, node, state, now }) {
    const fault = statusFault(node, now, wanted.bidUntil)
    if (fault !== undefined) return misses(() => fault)
    const site = wanted.terms.meteredSite || node.node
    if (state.nodes[site]?.hasLane !== true) return misses(() => `Site ${site} has no open lane to settle in.`)
    if (node.challenge) return note(() => 'Its presence was challenged; the answer is due.')
    return fits(() => 'Verified, fresh status.')
  },
  guarantee({ wanted, node, own }) {
    const { partWh } = wanted.terms
    const left = Math.max(0, node.guaranteedWh - node.committedWh)
    if (left < partWh) return misses(() => `Guarantees ${kWhText(left)} more.`)
    const ours = own?.freeWh
    if (ours != null && ours < partWh) return note(() => `Guaranteed, but our plan leaves ${kWhText(ours)} free then.`)
    return fits(() => `Guarantees ${kWhText(left)}.`)
  },
  losses({ wanted, node }) {
    const { accumulateFrom, supplyTo, permittedLossPpm } = wanted.terms
    const quarters = supplyTo - accumulateFrom
    const words = () => {
      const lossPct = (node.lossPpmPerHour * quarters) / quartersOfHour / 10_000
      return `${Math.ceil(lossPct * 100 - 1e-9) / 100} % lost, ${permittedLossPpm / 10_000} % permitted.`
    }
    return node.lossPpmPerHour * quarters > permittedLossPpm * quartersOfHour ? misses(words) : fits(words)
  },
  kind({ wanted, node }) {
    const isWanted = wanted.terms.kinds.includes(node.kind)
    return isWanted
      ? fits(() => `${storageKinds[node.kind]}.`)
      : misses(() => `${storageKinds[node.kind]} is not wanted.`)
  },
  source({ wanted, offer }) {
    const isWanted = wanted.terms.sources.includes(offer.source)
    const words = energySources[offer.source]
    return isWanted ? fits(() => `${words}.`) : misses(() => `${words} is not wanted.`)
  },
  zone({ wanted, node, distanceKm }) {
    const zone = wanted.terms.zones.find((wantedZone) => wantedZone.zone === node.zone)
    const far = () => (distanceKm === null ? 'place not known' : `${Math.round(distanceKm)} km`)
    if (!zone) return misses(() => `Zone ${node.zone} is not wanted (${far()}).`)
    const extra = () => (zone.surcharge === '0' ? '' : `, ${powecOf(zone.surcharge)} POWEC/kWh surcharge`)
    return fits(() => `Zone ${node.zone}, ${far()}${extra()}.`)
  },
  price({ wanted, offer }) {
    const { limits } = wanted.terms
    const over = (['capacity', 'hold', 'giveBack'] as const).filter(
      (name) => BigInt(offer.prices[name]) > BigInt(limits[name]),
    )
    return over.length === 0
      ? fits(() => 'Within all limits.')
      : misses(() => `Above the limit: ${over.map(priceWord).join(', ')}.`)
  },
  tariff({ cost, going }) {
    if (cost === undefined || going === undefined || going === 0n) return note(() => 'Too few offers to compare.')
    const pct = Number(((cost - going) * 1_000n) / going) / 10
    if (pct > 10) return note(() => `${pct.toFixed(0)} % above what is usual.`)
    return fits(() => (pct < -10 ? `${(-pct).toFixed(0)} % below what is usual.` : 'About what is usual.'))
  },
  competition({ wanted, offer, cost }) {
    if (wanted.standing.some((standing) => standing?.offer === offer.offer)) return fits(() => 'Leads a part already.')
    if (wanted.standing.some((standing) => standing === null)) return fits(() => 'A part has no candidate yet.')
    const most = wanted.standing.reduce((top, standing) => max(top, BigInt(standing?.costUnits ?? 0)), 0n)
    if (wanted.standing.length === 0 || cost === undefined) return fits(() => 'Nothing stands yet.')
    if (displaces(cost, most)) return fits(() => `Cheaper than ${powecOf(most)} POWEC that stands.`)
    return misses(() => `Not 0.5 % below the ${powecOf(most)} POWEC that stand.`)
  },
}

/** All criteria of an offer, with the words. */
export function judge(judged: Judged): Judgement[] {
  return criterionNames.map((criterion) => {
    const { verdict, words } = judges[criterion](judged)
    return { criterion, verdict, words: words() }
  })
}

/** Criteria that can be missed, those first that cost little to judge and turn many away. */
const sieve: readonly Criterion[] = [
  'kind',
  'source',
  'time',
  'energy',
  'losses',
  'guarantee',
  'power',
  'zone',
  'state',
  'price',
  'parties',
  'competition',
]

/** Whether the contract would take an offer, but for one criterion. Ends at the first that is missed, and makes no words. */
export function isFitting(judged: Judged, butFor?: Criterion): boolean {
  return sieve.every((criterion) => criterion === butFor || judges[criterion](judged).verdict !== 'misses')
}

function kW(watts: number): string {
  // cut, so that what falls short does not read as enough
  return `${Math.floor(watts / 100) / 10} kW`
}

function priceWord(name: 'capacity' | 'hold' | 'giveBack'): string {
  return { capacity: 'capacity', hold: 'holding', giveBack: 'giving back' }[name]
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
