import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Panel } from '../../../components/panel.tsx'
import { LoadChart } from './load-chart.tsx'
import css from './load-panel.module.css'
import { LoadMeters } from './meters.tsx'
import { useKpis } from './use-kpis.ts'

/** How many alarms there were in the last 24 hours, in short, beneath the list. */
export function LoadPanel() {
  const { data } = useKpis('24h')
  const link = (
    <Link to="/alarms/figures">
      Worst ten
      <ChevronRight size={14} aria-hidden />
    </Link>
  )
  return (
    <Panel
      className={css.panel}
      title="Alarm load"
      note="last 24 h, alarms in 10 minutes; above the line is a flood"
      link={link}
    >
      {data && (
        <div className={css.body}>
          <LoadChart kpis={data} />
          <div className={css.meters}>
            <LoadMeters kpis={data} />
          </div>
        </div>
      )}
    </Panel>
  )
}
