import type { PlanFeeder, PlanProblem } from '../problem.ts'
import { at } from '../problem.ts'
import type { SiteView } from './site-view.ts'

/** What a feeder's members could move at most in either direction decides whether it needs a place in the problem. */
type Parts = Pick<PlanProblem, 'sources' | 'storages' | 'units'>

/** The feeders whose limit can bind. */
export function siteFeeders(
  { site }: Pick<SiteView, 'site'>,
  parts: Parts,
  givenKW: ReadonlyMap<string, readonly (number | undefined)[]>,
): PlanFeeder[] {
  return site.feeders.flatMap(({ id, name, limitKW }) => {
    const assetIds = site.assets.filter(({ feeder }) => feeder === id).map((asset) => asset.id)
    const members = [...parts.sources, ...parts.storages, ...parts.units]
      .map((part) => part.id)
      .filter((part) => assetIds.includes(part.split('/')[0] ?? part))
    const [first] = givenKW.values()
    const given = (first ?? []).map((_, t) => assetIds.reduce((sum, one) => sum + (givenKW.get(one)?.[t] ?? 0), 0))
    const canBind = given.some((kW, t) => Math.abs(kW) + mostKW(parts, members, t) > limitKW)
    return canBind ? [{ name, limitKW, members, givenKW: given }] : []
  })
}

function mostKW({ sources, storages, units }: Parts, members: readonly string[], t: number): number {
  const isIn = ({ id }: { id: string }) => members.includes(id)
  const [give, take] = [
    sources.filter(isIn).reduce((sum, source) => sum + at(source.availableKW, t), 0),
    storages.filter(isIn).reduce((sum, storage) => sum + at(storage.chargeLimitKW, t), 0),
  ]
  const back = storages.filter(isIn).reduce((sum, storage) => sum + at(storage.dischargeLimitKW, t), 0)
  const run = (flow: 'draws' | 'feeds') =>
    units.filter((unit) => isIn(unit) && unit.flow === flow).reduce((sum, unit) => sum + at(unit.maxKW, t), 0)
  return Math.max(give + back + run('feeds'), take + run('draws'))
}
