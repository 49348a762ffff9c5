import { useMemo } from 'react'
import { drawKW } from '../../../../domain/units.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import type { TrendView } from '../../../charts/trend-option.ts'
import { Panel } from '../../../components/panel.tsx'
import { useTrend } from '../../../history/use-trend.ts'
import { useSite } from '../../../state/live.ts'
import { useContainers } from '../data/use-containers.ts'
import css from './schedule-panel.module.css'

/** What mining drew together up to now, on screens with room for it. */
export function MiningTrend() {
  const { timeZone } = useSite()
  const containers = useContainers()
  const ratedKW = containers.reduce((sum, container) => sum + container.ratedPowerKW, 0)
  const trend = useTrend(
    containers.map((container) => container.id),
    'activePowerKW',
  )
  const view = useMemo((): TrendView => {
    const values = trend.values.map((value) => (value === null ? null : drawKW(value)))
    const line = { name: 'draw', colour: 's1' as const, from: trend.from, stepMs: trend.stepMs, values }
    return { series: [line], ...trend.window, timeZone, unit: 'kW', min: 0, max: ratedKW }
  }, [trend, timeZone, ratedKW])
  return (
    <Panel title="Draw of all" note={`kW, ${trend.words}`} className={css.trend}>
      <div className={css.chart}>
        <TrendChart view={view} label={`Draw of all containers ${trend.words}`} />
      </div>
    </Panel>
  )
}
