import { Button } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import type { EpochMs } from '../../../../domain/units.ts'
import { PaneChart } from '../../../charts/panes/pane-chart.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useNow, useSite } from '../../../state/live.ts'
import { PlanExport } from './plan-export.tsx'
import { LaneWords } from './lanes/lane-words.tsx'
import { lanesOf } from './model/lane-list.ts'
import { planNote } from './model/plan-words.ts'
import { PlanState } from './plan-state.tsx'
import css from './plan.module.css'
import { useLanePanes } from './use-lane-panes.ts'
import { usePlan } from './use-plan.ts'
import { usePlanWindow } from './use-plan-window.ts'

/** Height that a lane needs to be read, px. */
const leastLanePx = 66
const none = { alarms: [], notes: [], measure: undefined, range: undefined } as const
const ignore = () => {}
const noCursor = () => undefined

/** What was planned and what came of it, what is planned now, and how good and how fresh that plan is. */
export function PlanPanel() {
  const { timeZone } = useSite()
  const now = useNow(10_000)
  const { trail, status, problem } = usePlan()
  const [cursorAt, setCursor] = useState<EpochMs>()
  const chart = useRef<HTMLDivElement>(null)
  const { ref, height } = useElementSize<HTMLDivElement>()
  const time = usePlanWindow(now, trail?.plan.edges.at(-1))
  const { lanes, onWidth } = useLanes(height, { trail, time, now })
  return (
    <Panel
      title="Plan against actual"
      note={trail ? `48 h in quarter hours, ${planNote(trail.plan, timeZone)}` : 'no plan; what was measured'}
      link={
        <>
          <Legend />
          {time.isMoved && (
            <Button className={css.small} onClick={time.reset}>
              Back to now
            </Button>
          )}
          <PlanExport chart={chart} lanes={lanes} stretch={time.stretch} />
        </>
      }
      isFilling
      className={css.panel}
    >
      <div className={css.lanes} ref={ref}>
        <div className={css.side}>
          {lanes.map((pane) => (
            <LaneWords key={pane.lane.id} pane={pane} plan={trail?.plan} now={now} cursorAt={cursorAt} />
          ))}
        </div>
        <div className={css.chart} ref={chart}>
          <PaneChart
            panes={useMemo(() => lanes.map(({ pane }) => pane), [lanes])}
            stretch={time.stretch}
            timeZone={timeZone}
            cursorAt={cursorAt}
            {...none}
            label="Plan against actual over two days; arrow keys move, plus and minus zoom"
            onWidth={onWidth}
            nowAt={now}
            hasTitles={false}
            window={time.window}
            now={time.end}
            onWindow={time.show}
            onBack={time.back}
            onHover={setCursor}
            onRange={ignore}
            cursorNear={noCursor}
          />
        </div>
      </div>
      <PlanState trail={trail} status={status} problem={problem} at={cursorAt ?? now} />
    </Panel>
  )
}

/** As many lanes as the height shows well, with their columns. */
function useLanes(height: number, given: Omit<Parameters<typeof useLanePanes>[0], 'lanes' | 'widthPx'>) {
  const { assets } = useSite()
  const [widthPx, setWidth] = useState(700)
  const most = Math.max(4, Math.floor((height - 24) / leastLanePx - 0.6))
  const shown = useMemo(() => lanesOf(assets, most), [assets, most])
  return { lanes: useLanePanes({ lanes: shown, widthPx, ...given }), onWidth: setWidth }
}

function Legend() {
  return (
    <span className={css.legend}>
      <span>
        <i data-line="actual" aria-hidden /> actual
      </span>
      <span>
        <i data-line="plan" aria-hidden /> plan
      </span>
      <span title="What is foreseen of the market price, sun and wind with nine in ten">
        <i data-line="band" aria-hidden /> 5 to 95&nbsp;%
      </span>
    </span>
  )
}
