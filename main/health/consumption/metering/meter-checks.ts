import type { Asset } from '../../../../domain/asset.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { ConsumptionHistory } from '../history.ts'
import { busCheck } from './bus.ts'
import type { MeterCheck } from './check.ts'
import { counterCheck } from './counters.ts'
import { supplierCheck } from './supplier.ts'

const [quarterMs, dayMs]: [Ms, Ms] = [900_000, 86_400_000]
/** A quarter of an hour is known as a whole but for what the times of readings leave open. */
const openMs: Ms = 2_000
const [busDays, counterDays, supplierDays] = [7, 2, 45]

/** All checks of a site's meters up to an instant, those that differ first. */
export async function meterChecks(given: {
  assets: readonly Asset[]
  history: ConsumptionHistory
  now: EpochMs
  dayWords(at: EpochMs): string
}): Promise<MeterCheck[]> {
  const { assets, history, now, dayWords } = given
  const to = Math.floor(now / quarterMs) * quarterMs
  const grid = assets.find(({ kind }) => kind === 'grid')
  if (!grid) return []
  const from = to - busDays * dayMs
  const byAsset = new Map<string, Float64Array>()
  for (const { id } of assets) byAsset.set(id, await energies(history, id, from, to))
  const nameOf = (assetId: string) => assets.find(({ id }) => id === assetId)?.name ?? assetId
  const bus = busCheck({ from, to, quarterMs, gridId: grid.id, byAsset }, { nameOf, dayWords })
  const supplierFrom = to - supplierDays * dayMs
  const quarters = await history.supplier(supplierFrom, to)
  const [first, last] = [quarters[0]?.at ?? supplierFrom, quarters.at(-1)?.at ?? to - quarterMs]
  const supplier = supplierCheck({
    gridId: grid.id,
    from: first,
    to: last + quarterMs,
    quarters,
    bus: { state: bus.check.state, suspect: bus.suspect },
    dayWords,
  })
  const counters: MeterCheck[] = []
  for (const { id } of assets) {
    const check = await counterOf(history, id, byAsset.get(id) ?? new Float64Array(), to)
    if (check) counters.push(check)
  }
  const rank = { differs: 0, agrees: 1, unknown: 2 }
  return [supplier, bus.check, ...counters].toSorted((a, b) => rank[a.state] - rank[b.state])
}

/** Net energy by quarter of an hour; NaN where the power was not known throughout. */
async function energies(
  history: ConsumptionHistory,
  assetId: string,
  from: EpochMs,
  to: EpochMs,
): Promise<Float64Array> {
  const steps = await history.steps({ assetId, point: 'activePowerKW', from, to, stepMs: quarterMs })
  return steps.mean.map((kW, i) => ((steps.usableMs[i] ?? 0) >= quarterMs - openMs ? kW / 4 : Number.NaN))
}

async function counterOf(
  history: ConsumptionHistory,
  assetId: string,
  quarters: Float64Array,
  to: EpochMs,
): Promise<MeterCheck | undefined> {
  const known = quarters.slice(-counterDays * 96)
  // from the newest gap on
  const gap = known.findLastIndex(Number.isNaN)
  const whole = known.subarray(gap + 1)
  const from = to - whole.length * quarterMs
  if (whole.length === 0) return undefined
  const rise = (direction: 'in' | 'out') => history.counterRise({ assetId, direction, from, to })
  const [into, out] = [await rise('in'), await rise('out')]
  return counterCheck({
    assetId,
    from,
    to,
    integralKWh: whole.length < 4 ? Number.NaN : whole.reduce((sum, kWh) => sum + kWh, 0),
    inKWh: into?.kWh,
    outKWh: out?.kWh,
    restarts: (into?.restarts ?? 0) + (out?.restarts ?? 0),
  })
}
