import { storedEnergyAtFullKWh } from '../../../../../domain/asset.ts'
import type { SiteDescription } from '../../../../../domain/rpc/site.ts'
import type { Pane, PaneLimit, PaneLine } from '../../../../charts/panes/pane.ts'
import { formatMW } from '../../../../format/power.ts'
import type { Column } from '../../../../history/tiles/column.ts'
import { bandColumn, type Bands } from './bands.ts'
import type { Lane } from './lane-list.ts'
import { plannedAt, plannedColumn, type PlanTrail, sumColumns } from './plan-columns.ts'

/** A lane with what was and what is planned, as it is drawn and exported. */
export interface LanePane {
  lane: Lane
  unit: string
  /** What stored values are multiplied by to be drawn: direction of reading, and kW to MW. */
  factor: number
  actual: Column | undefined
  planned: Column | undefined
  pane: Pane
}

type Connection = SiteDescription['connection']

/** Actual and planned columns of a lane as a pane. `columnOf` gives the history of an asset's power or state of charge. */
export function lanePane(given: {
  lane: Lane
  trail: PlanTrail | undefined
  connection: Connection
  columnOf: (assetId: string) => Column | undefined
  /** What is foreseen; absent until it is read. */
  forecasts?: readonly Bands[] | undefined
}): LanePane {
  const { lane, trail, connection, columnOf, forecasts = [] } = given
  const isPower = lane.counts === 'grid' || lane.counts === 'power'
  const factor = isPower ? lane.turn / 1_000 : 1
  const actual = actualOf(lane, columnOf)
  const planned = trail && plannedColumn(trail, (plan, t) => plannedAt(plan, lane, t))
  const line = (id: string, column: Column | undefined, more: Partial<PaneLine>): PaneLine[] =>
    column ? [{ id: `${lane.id} ${id}`, name: '', colour: lane.colour, factor, axis: 0, column, ...more }] : []
  const unit = unitOf(lane)
  const band = bandColumn(lane, forecasts)
  return {
    lane,
    unit,
    factor,
    actual,
    planned,
    pane: {
      title: lane.title,
      // A state of charge has its zero in view as powers have.
      axes: [{ unit, isPower: lane.counts !== 'price' }],
      weight: lane.weight,
      lines: [
        ...line('band', band, { colour: 's5', isBand: true }),
        ...(lane.counts === 'price' ? priceLines(trail) : []),
        ...line('plan', planned, { colour: 'text', isPlan: true }),
        ...line('actual', actual, { isFilled: isPower }),
      ],
      limits: lane.counts === 'grid' ? limitsOf(connection) : [],
    },
  }
}

function unitOf({ counts }: Lane): string {
  return counts === 'price' ? '€/MWh' : counts === 'soc' ? '%' : 'MW'
}

/** Worth of one more MWh on site: where it leaves the price, a limit or the mining holds the plan. */
function priceLines(trail: PlanTrail | undefined): PaneLine[] {
  if (!trail) return []
  const column = plannedColumn(trail, (plan, t) => plan.busPriceEurPerMWh[t] ?? Number.NaN)
  return [{ id: 'price worth', name: 'worth here', colour: 's2', factor: 1, axis: 0, column, isPlan: true }]
}

function limitsOf({ importLimitKW, exportLimitKW }: Connection): PaneLimit[] {
  return [
    { name: `import limit ${formatMW(importLimitKW)}`, value: importLimitKW / 1_000 },
    { name: `export limit ${formatMW(exportLimitKW)}`, value: -exportLimitKW / 1_000 },
  ]
}

function actualOf(lane: Lane, columnOf: (assetId: string) => Column | undefined): Column | undefined {
  if (lane.counts === 'price') return undefined
  const columns = lane.assets.map((asset) => columnOf(asset.id))
  if (columns.length === 0 || columns.some((column) => !column)) return undefined
  const all = columns.filter((column) => column !== undefined)
  if (lane.counts !== 'soc') return sumColumns(all)
  const full = lane.assets.map((asset) => storedEnergyAtFullKWh(asset) ?? 0)
  const sum = full.reduce((a, b) => a + b, 0)
  return sumColumns(
    all,
    full.map((kWh) => kWh / sum),
  )
}
