import { Button } from '@mantine/core'
import type { HealthModels } from '../../../../domain/rpc/health/models.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { GoodFigures } from '../forecasts/how-good.tsx'
import { useModels } from '../queries.ts'
import { ModelsPanel } from './models-panel.tsx'
import { MonthsChart } from './months-chart.tsx'
import { MonthsTable } from './months-table.tsx'
import { SourcesTable } from './sources-table.tsx'
import page from '../health.module.css'

function Months({ months }: Pick<HealthModels, 'months'>) {
  if (months.every(({ judged, failures }) => judged === 0 && failures === 0))
    return <p className={page.quiet}>Nobody has judged anything and nothing has failed in these months.</p>
  return (
    <>
      <MonthsChart months={months} />
      <MonthsTable months={months} />
    </>
  )
}

/** How often we are right, by month and by source, and the models behind it. */
export function VerdictsTab() {
  const { data, error, refetch } = useModels()
  if (!data)
    return error ? (
      <EmptyState title="This could not be read" action={<Button onClick={() => void refetch()}>Again</Button>}>
        {problemOf(error).message}
      </EmptyState>
    ) : (
      <p className={page.quiet}>Reading verdicts and models</p>
    )
  return (
    <div className={page.columns}>
      <div className={page.column}>
        <Panel title="How good we are" note="last 12 months, judged by technicians and by what failed">
          <GoodFigures precision={data.overall} />
        </Panel>
        <Panel title="By month" note="what was announced, and what was missed">
          <Months months={data.months} />
        </Panel>
      </div>
      <div className={page.column}>
        <Panel title="By source" note="before and after what technicians said was used">
          <SourcesTable sources={data.sources} />
        </Panel>
        <ModelsPanel models={data.models} training={data.training} />
      </div>
    </div>
  )
}
