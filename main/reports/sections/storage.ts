import { type AssetOf, storedEnergyAtFullKWh } from '../../../domain/asset.ts'
import type { ReportCell } from '../../../domain/rpc/reports.ts'
import type { EpochMs, Pct } from '../../../domain/units.ts'
import { energyWithin } from '../measure/energy.ts'
import { visitSteps } from '../measure/walk.ts'
import { assetsOf, column, elapsedMs, pctOf, type SectionBody, type SectionNeeds, table } from './section.ts'

type Storage = AssetOf<'battery' | 'flywheel' | 'hydrogen'>

const secondMs = 1_000
/** Losses are stated when the power was known for this share of the time, percent; less would count a gap as a loss. */
const leastKnownPct = 99.5

/** Throughput, losses, cycles and depth of discharge of each storage. */
export async function storageSection(needs: SectionNeeds): Promise<SectionBody> {
  const rows: ReportCell[][] = []
  for (const storage of assetsOf(needs, ['battery', 'flywheel', 'hydrogen'])) rows.push(await row(needs, storage))
  const heads = [
    column('Storage'),
    column('Charged', 'kWh', 1),
    column('Discharged', 'kWh', 1),
    column('Stored more', 'kWh', 1),
    column('Losses', 'kWh', 1),
    column('Full cycles', '', 2),
    column('Lowest', '%', 1),
    column('Highest', '%', 1),
    column('Depth of discharge', '%', 1),
    column('Share known', '%', 2),
  ]
  return {
    notes: [
      'Losses = charged - discharged - stored more. Stored more is the change of the state of charge times the rated energy ' +
        `(hydrogen: lower heating value). Losses are left out where the power was known for less than ${leastKnownPct} % of the time.`,
      'Full cycles = half of charged + discharged, over the rated energy. Depth of discharge = 100 % - lowest state of charge.',
    ],
    charts: [],
    tables: [table('Storage', heads, rows)],
  }
}

async function row(needs: SectionNeeds, storage: Storage): Promise<ReportCell[]> {
  const { measured, period, now } = needs
  const sum = energyWithin(await measured.energy(storage), period)
  const fullKWh = storedEnergyAtFullKWh(storage) ?? Number.NaN
  const levels = {
    first: await socAt(needs, storage, period.from),
    last: await socAt(needs, storage, Math.min(period.to, now) - secondMs),
  }
  const isLevelKnown = levels.first !== null && levels.last !== null
  const moreKWh = isLevelKnown ? (((levels.last ?? 0) - (levels.first ?? 0)) / 100) * fullKWh : null
  const share = pctOf(sum.coveredMs, elapsedMs(needs))
  const isKnown = sum.coveredMs > 0
  const canSayLoss = moreKWh !== null && (share ?? 0) >= leastKnownPct
  const { lowest, highest } = await reach(needs, storage)
  return [
    storage.name,
    isKnown ? sum.outKWh : null,
    isKnown ? sum.inKWh : null,
    moreKWh,
    canSayLoss ? sum.outKWh - sum.inKWh - moreKWh : null,
    isKnown ? (sum.inKWh + sum.outKWh) / 2 / fullKWh : null,
    lowest,
    highest,
    lowest === null ? null : 100 - lowest,
    share,
  ]
}

async function socAt({ data, measured }: SectionNeeds, storage: Storage, at: EpochMs): Promise<Pct | null> {
  const { mean } = await data.steps({ ...measured.stretch(storage, 'socPct'), from: at, to: at + secondMs, steps: 1 })
  const [soc] = mean
  return soc === undefined || Number.isNaN(soc) ? null : soc
}

async function reach(
  { measured }: SectionNeeds,
  storage: Storage,
): Promise<{ lowest: Pct | null; highest: Pct | null }> {
  let [lowest, highest] = [Infinity, -Infinity]
  visitSteps(await measured.quarters(storage, 'socPct'), ({ min, max }) => {
    lowest = Math.min(lowest, min)
    highest = Math.max(highest, max)
  })
  return Number.isFinite(lowest) ? { lowest, highest } : { lowest: null, highest: null }
}
