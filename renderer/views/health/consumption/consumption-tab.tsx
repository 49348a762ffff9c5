import { Button } from '@mantine/core'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { powerText } from '../../../format/power.ts'
import { useConsumption } from '../queries.ts'
import page from '../health.module.css'
import { Consumers } from './consumers.tsx'
import { ExcessTable } from './excess-table.tsx'
import { MeterTable } from './meter-table.tsx'

/** Equipment that draws more than it should, meters against each other, and what hides in the background load. */
export function ConsumptionTab() {
  const { data, error, refetch } = useConsumption()
  if (!data)
    return error ? (
      <EmptyState title="Consumption could not be read" action={<Button onClick={() => void refetch()}>Again</Button>}>
        {problemOf(error).message}
      </EmptyState>
    ) : (
      <p className={page.quiet}>Reading consumption</p>
    )
  const { excess, meters, consumers, baseKW, unexplainedKW, words } = data
  const rest = [
    baseKW === null ? undefined : `always on ${powerText(baseKW)}`,
    unexplainedKW === null ? undefined : `unexplained ${powerText(unexplainedKW)}`,
  ].filter((part) => part !== undefined)
  return (
    <div className={page.columns}>
      <div className={page.column}>
        <Panel title="Draws more than it should" note="the dearest first">
          <ExcessTable excess={excess} />
        </Panel>
        <Panel title="Meters compared" note="own, the supplier’s, and the sum over the bus">
          <MeterTable meters={meters} />
        </Panel>
      </div>
      <Panel title="Found in the background load" note={rest.join(', ')}>
        <p className={page.quiet}>{words}</p>
        <Consumers consumers={consumers} />
      </Panel>
    </div>
  )
}
