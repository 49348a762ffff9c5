import { isoAtSite } from '../../../charts/panes/site-time.ts'
import { type Column, stepAt, type Stretch } from '../../../history/tiles/column.ts'
import { guardFormula } from '../../assets/csv.ts'
import type { Cell } from '../../trends/export/table.ts'
import { quarterMs } from './model/plan-columns.ts'
import type { LanePane } from './model/plan-panes.ts'

/** What is seen, as a table in quarters of an hour: what was and what is planned of each lane, powers in kW, + into the bus. */
export function planTable(lanes: readonly LanePane[], stretch: Stretch, timeZone: string): Cell[][] {
  const head = ['time', ...lanes.flatMap(headsOf)].map((cell) => guardFormula(cell))
  const first = Math.ceil(stretch.from / quarterMs) * quarterMs
  const count = Math.max(0, Math.ceil((stretch.to - first) / quarterMs))
  const rows = Array.from({ length: count }, (_, i): Cell[] => {
    const at = first + i * quarterMs
    return [
      isoAtSite(at, timeZone),
      ...lanes.flatMap(({ lane, actual, planned }) => {
        const plan = planned ? meanOver(planned, at) : null
        return lane.counts === 'price' ? [plan] : [actual ? meanOver(actual, at) : null, plan]
      }),
    ]
  })
  return [head, ...rows]
}

function headsOf({ lane }: LanePane): string[] {
  if (lane.counts === 'price') return ['import price (€/MWh)']
  const unit = lane.counts === 'soc' ? '(%)' : '(kW, + into the bus)'
  return [`${lane.title} actual ${unit}`, `${lane.title} plan ${unit}`]
}

/** Mean of a column over a quarter; `null` where a step of it has no value. */
function meanOver(column: Column, at: number): number | null {
  const [first, last] = [stepAt(column, at), stepAt(column, at + quarterMs - 1)]
  if (first === undefined || last === undefined) return null
  const values = column.mean.subarray(first, last + 1)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Number.isNaN(mean) ? null : Number(mean.toFixed(2))
}
