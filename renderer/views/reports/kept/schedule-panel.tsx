import type { ReportTemplates } from '../../../../domain/rpc/reports.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import css from '../reports.module.css'

const minuteMs = 60_000

/** Reports that are made by themselves, when next, and what kept the last one from being made. */
export function SchedulePanel({ schedule }: { schedule: ReportTemplates['schedule'] }) {
  const { timeZone } = useSite()
  const now = useNow(minuteMs)
  return (
    <Panel title="Schedule" note="reports in the site file">
      {schedule.length === 0 && <p className={css.second}>None: the site file has no section “reports”.</p>}
      <ul className={css.list} aria-label="Schedule">
        {schedule.map(({ template, at, formats, next, problem }) => (
          <li key={`${template} ${at}`} className={css.keptRow}>
            <span className={css.keptWords}>
              <strong>{template}</strong> {at}
              <span className={css.holds}>
                next {formatWhen(next, now, timeZone)}, {formats.map((format) => format.toUpperCase()).join(' and ')}
              </span>
              {problem !== undefined && <span className={css.problem}>Not made: {problem}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
