import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { MaintenanceCalendar } from '../../../../domain/rpc/health/calendar.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { useAssetName } from '../names.ts'
import { calendarView, chosenWindow, spanText } from './calendar-view.ts'
import page from '../health.module.css'
import css from './calendar.module.css'
import { PlanDialog } from './plan-dialog.tsx'
import { WindowList } from './window-list.tsx'

/** Cost over time, the cheapest windows, and what is planned anyway. */
export function CalendarPanels(props: { calendar: MaintenanceCalendar; forecastId: string | undefined }) {
  const { calendar, forecastId } = props
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  const [chosenAt, setChosenAt] = useState<EpochMs>()
  const chosen = chosenWindow(calendar.windows, chosenAt)
  const obstacle = useObstacle('operator')
  const [isPlanning, setPlanning] = useState(false)
  const view = useMemo(
    () => calendarView(calendar, { chosenAt: chosen?.from, timeZone }),
    [calendar, chosen?.from, timeZone],
  )
  return (
    <>
      <div className={css.page}>
        <Panel
          title="Cost of a start at each hour, €"
          note={`${nameOf(calendar.assetId)} out for ${calendar.hours} h, against running as planned`}
          className={css.chartPanel}
          isFilling
        >
          <TrendChart view={view} label={`Cost of taking ${nameOf(calendar.assetId)} out, by hour of the start`} />
        </Panel>
        <div className={css.lower}>
          <Panel
            title="Cheapest windows"
            note="cost of the work, and of the risk of waiting"
            link={
              <ActButton
                isPrimary
                obstacle={obstacle ?? (chosen ? undefined : 'Choose a window.')}
                onClick={() => setPlanning(true)}
              >
                Plan the chosen one…
              </ActButton>
            }
            isFilling
          >
            <WindowList windows={calendar.windows} chosen={chosen} onChoose={({ from }) => setChosenAt(from)} />
          </Panel>
          <Panel title="Planned work" link={<Link to="/health/work">Work orders</Link>} isFilling>
            <Planned planned={calendar.planned} />
          </Panel>
        </div>
      </div>
      {isPlanning && chosen && (
        <PlanDialog
          assetId={calendar.assetId}
          window={chosen}
          forecastId={forecastId}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  )
}

function Planned({ planned }: Pick<MaintenanceCalendar, 'planned'>) {
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  if (planned.length === 0) return <p className={page.quiet}>Nothing is planned.</p>
  return (
    <ul className={css.planned}>
      {planned.map(({ workOrderId, title, assetId, from, to }) => (
        <li key={workOrderId}>
          <Link to="/health/work" search={{ id: workOrderId }}>
            {title}
          </Link>
          <span>
            {nameOf(assetId)}, {spanText(from, to, timeZone)}
          </span>
        </li>
      ))}
    </ul>
  )
}
