import { Button, Progress } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReportFormat, ReportTemplates } from '../../../../domain/rpc/reports.ts'
import { Panel } from '../../../components/panel.tsx'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../reports.module.css'
import type { Making } from '../use-making.ts'
import { firstOf, periodWords, shifted } from './calendar-day.ts'

type Template = ReportTemplates['templates'][number]

interface Chosen {
  template: Template | undefined
  day: string
  /** Today at the site. */
  today: string
  making: Making
  onDay: (day: string) => void
}

/** Which report about which day, week or month; then to the screen or into files. */
export function ChoosePanel(
  props: Chosen & { templates: ReportTemplates | undefined; onTemplate: (id: string) => void },
) {
  const { templates, template, onTemplate } = props
  return (
    <Panel title="Make a report">
      <div className={css.templates} role="radiogroup" aria-label="Report">
        {templates?.templates.map((one) => (
          <label key={one.id} className={css.template} data-on={one.id === template?.id || undefined}>
            <input type="radio" name="template" checked={one.id === template?.id} onChange={() => onTemplate(one.id)} />
            <span>
              <strong>{one.title}</strong>
              {one.isOwn && <span className={css.second}> own template</span>}
              <span className={css.holds}>{one.sections.map(({ title }) => title).join(', ')}</span>
            </span>
          </label>
        ))}
      </div>
      {templates?.faults.map(({ file, line, field, expected }) => (
        <p key={`${file} ${field} ${expected}`} className={css.problem}>
          {file.replace(/^.*[\\/]/, '')}, line {line}, {field || 'whole file'}: expected {expected}
        </p>
      ))}
      <PeriodChoice {...props} />
      <Acts {...props} />
    </Panel>
  )
}

function PeriodChoice({ template, day, today, onDay }: Chosen) {
  const period = template?.period ?? 'day'
  const isNewest = firstOf(period, day) >= firstOf(period, today)
  return (
    <div className={css.period}>
      <Button aria-label="Earlier" className={css.step} onClick={() => onDay(shifted(period, day, -1))}>
        <ChevronLeft size={16} aria-hidden />
      </Button>
      <span className={css.periodWords} aria-live="polite">
        {periodWords(period, day)}
      </span>
      <Button
        aria-label="Later"
        className={css.step}
        disabled={isNewest}
        onClick={() => onDay(shifted(period, day, 1))}
      >
        <ChevronRight size={16} aria-hidden />
      </Button>
      <input
        className={css.day}
        type="date"
        aria-label={period === 'day' ? 'Day at the site' : `A day of the ${period}, at the site`}
        value={day}
        max={today}
        onChange={(event) => event.currentTarget.value !== '' && onDay(event.currentTarget.value)}
      />
    </div>
  )
}

const files: readonly { label: string; formats: ReportFormat[] }[] = [
  { label: 'Make PDF', formats: ['pdf'] },
  { label: 'Make XLSX', formats: ['xlsx'] },
]

function Acts({ template, day, making }: Chosen) {
  const role = useObstacle('operator')
  const seeing = useObstacle('viewer')
  const { progress, problem, kept } = making.view
  if (progress)
    return (
      <div className={css.making}>
        <Progress value={progress.share * 100} aria-label="Progress of the report" />
        <span className={css.step2}>{progress.step}</span>
        <Button onClick={making.stop}>Stop</Button>
      </div>
    )
  return (
    <>
      <div className={css.acts}>
        <ActButton isPrimary obstacle={seeing} onClick={() => template && making.show(template.id, day)}>
          Show
        </ActButton>
        {files.map(({ label, formats }) => (
          <ActButton key={label} obstacle={role} onClick={() => template && making.make(template.id, day, formats)}>
            {label}
          </ActButton>
        ))}
      </div>
      {problem && (
        <p className={css.problem} role="alert">
          {problem.message}
        </p>
      )}
      {kept && <p className={css.second}>Kept: {kept.files.map(({ name }) => name).join(', ')}</p>}
    </>
  )
}
