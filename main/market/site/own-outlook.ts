import type { Asset } from '../../../domain/asset.ts'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { OwnOutlook } from '../matching/judged.ts'
import { isStorage } from './storage-facts.ts'

/** What a plan leaves free of our storage between two quarters: the least of all its steps there. */
export function ownOutlook(
  plan: Pick<Plan, 'edges' | 'assets'> | undefined,
  assets: readonly Asset[],
  from: number,
  to: number,
): OwnOutlook {
  const steps = plan ? stepsWithin(plan, quarterStart(from), quarterStart(to)) : []
  if (!plan || steps.length === 0) return { freeWh: null, freePowerW: null }
  const stores = assets.filter(isStorage).filter(({ id }) => plan.assets[id] !== undefined)
  const free = steps.map((step) => {
    let [kWh, kW] = [0, 0]
    for (const asset of stores) {
      const { maxKWh, chargeKW } = storageModel(asset)
      const planned = plan.assets[asset.id]
      kWh += Math.max(0, maxKWh - (planned?.energyKWh?.[step] ?? maxKWh))
      kW += Math.max(0, chargeKW + Math.min(0, planned?.powerKW[step] ?? 0))
    }
    return { kWh, kW }
  })
  return {
    freeWh: Math.floor(Math.min(...free.map(({ kWh }) => kWh)) * 1_000),
    freePowerW: Math.floor(Math.min(...free.map(({ kW }) => kW)) * 1_000),
  }
}

function stepsWithin({ edges }: Pick<Plan, 'edges'>, from: number, to: number): number[] {
  return edges.slice(0, -1).flatMap((edge, step) => (edge < to && (edges[step + 1] ?? edge) > from ? [step] : []))
}
