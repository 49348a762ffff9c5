import type { Comparison, Rerun, RerunFigures } from '../../../domain/rpc/past/rerun.ts'
import { formatNumber } from '../../format/number.ts'

/** One figure of all runs beside each other, in words; a figure that is not known is a dash. */
export interface FigureRow {
  label: string
  unit: string
  values: Record<Rerun['kind'], string>
  /** What the settings change: the run with them less the run with those of now. */
  change: string
}

interface Figure {
  label: string
  unit: string
  of: (figures: RerunFigures) => number | null
  decimals?: number
}

const mega = (value: number | null) => (value === null ? null : value / 1_000)

/** What is shown of the figures, in this order. */
const figures: readonly Figure[] = [
  { label: 'Highest quarter of an hour', unit: 'MW', of: (f) => mega(f.highestQuarterKW), decimals: 2 },
  { label: 'Highest import', unit: 'MW', of: (f) => mega(f.highestKW), decimals: 2 },
  { label: 'Above the agreed import', unit: 's', of: (f) => f.overImportLimitS },
  { label: 'Imported', unit: 'MWh', of: (f) => mega(f.importKWh), decimals: 2 },
  { label: 'Exported', unit: 'MWh', of: (f) => mega(f.exportKWh), decimals: 2 },
  { label: 'Cost of the import', unit: '€', of: (f) => f.importCostEur, decimals: 2 },
  { label: 'Mined with', unit: 'MWh', of: (f) => mega(f.minedKWh), decimals: 2 },
  { label: 'Given by storage', unit: 'MWh', of: (f) => mega(f.dischargedKWh), decimals: 2 },
  { label: 'More in storage at the end', unit: 'MWh', of: (f) => mega(f.storedMoreKWh), decimals: 2 },
  { label: 'Setpoints written', unit: '', of: (f) => f.setpoints },
]

/** The figures of a comparison as rows of a table. */
export function figureRows({ runs }: Pick<Comparison, 'runs'>): FigureRow[] {
  const figuresOf = (kind: Rerun['kind']) => runs.find((run) => run.kind === kind)?.figures
  return figures.map(({ label, unit, of, decimals = 0 }) => {
    const valueOf = (kind: Rerun['kind']) => {
      const found = figuresOf(kind)
      return found ? of(found) : null
    }
    const text = (value: number | null) => (value === null ? '–' : formatNumber(value, decimals))
    const [now, tried] = [valueOf('asIs'), valueOf('changed')]
    const change = now === null || tried === null ? null : tried - now
    return {
      label,
      unit,
      values: { recorded: text(valueOf('recorded')), asIs: text(now), changed: text(tried) },
      change: change === null ? '–' : `${change > 0 ? '+' : ''}${formatNumber(change, decimals)}`,
    }
  })
}
