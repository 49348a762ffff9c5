import { memo } from 'react'
import type { EpochMs } from '../../../domain/units.ts'
import type { AlarmMark, Measure, RangeNote } from '../../charts/panes/marks.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatClock, formatDay } from '../../format/time.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { useSite } from '../../state/live.ts'
import { InView } from './marks/in-view.tsx'
import { hasRoom, withoutPoint, withPointIn } from './model/arrange.ts'
import { lineId } from './model/lines.ts'
import { Picker } from './picker/picker.tsx'
import { PointRow } from './point-row.tsx'
import css from './points.module.css'
import panel from './trends.module.css'
import type { ShownLine } from './use-chart-panes.ts'
import type { LinesState } from './use-lines.ts'

/** The lines in view with their values, and what happened meanwhile. */
export const PointsPanel = memo(function PointsPanel(props: {
  state: LinesState
  lines: readonly ShownLine[]
  /** Where values are read: at the cursor, else the newest. */
  at: EpochMs
  isCursor: boolean
  stretch: Stretch
  measure: Measure | undefined
  comparedWords: string | undefined
  alarms: readonly AlarmMark[]
  notes: readonly RangeNote[]
  removalOf: (note: RangeNote) => (() => void) | undefined
}) {
  const { state, lines, at, isCursor, stretch, measure, comparedWords, alarms, notes, removalOf } = props
  const { panes, recent, setPanes, add } = state
  const { timeZone } = useSite()
  const when = stretch.to - stretch.from > 86_400_000 ? `${formatDay(at, timeZone)} ` : ''
  const remove = (id: string) => setPanes(withoutPoint(panes, id))
  return (
    <div className={panel.side}>
      <Panel
        title="Points"
        note={isCursor ? `at ${when}${formatClock(at, timeZone)}` : 'newest in view'}
        link={<Picker chosen={panes.flat()} recent={recent} onAdd={add} onRemove={remove} />}
        isFilling
      >
        {lines.length === 0 && (
          <EmptyState title="No points chosen">Add the points whose history you want to see.</EmptyState>
        )}
        <ul className={css.list}>
          {lines.map((line) => {
            const home = panes.findIndex((pane) => pane.some((ref) => lineId(ref) === line.look.id))
            const others = panes.flatMap((pane, n) => (n !== home && hasRoom(pane, line.look.ref) ? [n] : []))
            return (
              <PointRow
                key={line.look.id}
                line={line}
                at={at}
                stretch={stretch}
                measure={measure}
                comparedWords={comparedWords}
                paneNumbers={others}
                paneCount={panes.length}
                onMove={(id, pane) => setPanes(withPointIn(panes, id, pane))}
                onRemove={remove}
              />
            )
          })}
        </ul>
      </Panel>
      <InView alarms={alarms} notes={notes} timeZone={timeZone} removalOf={removalOf} />
    </div>
  )
})
