import type { ReactNode } from 'react'
import type { EpochMs } from '../../../domain/units.ts'
import type { AlarmMark, Measure, RangeNote } from '../../charts/panes/marks.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatClock, formatDay } from '../../format/time.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { useSite } from '../../state/live.ts'
import { InView } from './marks/in-view.tsx'
import { hasRoom, type PanePoints } from './model/arrange.ts'
import { lineId } from './model/lines.ts'
import { PointRow } from './point-row.tsx'
import css from './points.module.css'
import panel from './trends.module.css'
import type { ShownLine } from './use-chart-panes.ts'

/** The lines in view with their values, and what happened meanwhile. */
export function PointsPanel(props: {
  points: PanePoints
  lines: readonly ShownLine[]
  /** Where values are read: at the cursor, else the newest. */
  at: EpochMs
  isCursor: boolean
  stretch: Stretch
  measure: Measure | undefined
  comparedWords: string | undefined
  alarms: readonly AlarmMark[]
  notes: readonly RangeNote[]
  /** The button that adds points. */
  add: ReactNode
  onMove: (id: string, pane: number) => void
  onRemove: (id: string) => void
  onRemoveNote: ((id: string) => void) | undefined
}) {
  const { points, lines, at, isCursor, stretch, measure, comparedWords, alarms, notes, add } = props
  const { timeZone } = useSite()
  const when = stretch.to - stretch.from > 86_400_000 ? `${formatDay(at, timeZone)} ` : ''
  return (
    <div className={panel.side}>
      <Panel
        title="Points"
        note={isCursor ? `at ${when}${formatClock(at, timeZone)}` : 'newest in view'}
        link={add}
        isFilling
      >
        {lines.length === 0 && (
          <EmptyState title="No points chosen">Add the points whose history you want to see.</EmptyState>
        )}
        <ul className={css.list}>
          {lines.map((line) => {
            const home = points.findIndex((pane) => pane.some((ref) => lineId(ref) === line.look.id))
            const others = points.flatMap((pane, n) => (n !== home && hasRoom(pane, line.look.ref) ? [n] : []))
            return (
              <PointRow
                key={line.look.id}
                line={line}
                at={at}
                stretch={stretch}
                measure={measure}
                comparedWords={comparedWords}
                paneNumbers={others}
                paneCount={points.length}
                onMove={props.onMove}
                onRemove={props.onRemove}
              />
            )
          })}
        </ul>
      </Panel>
      <InView alarms={alarms} notes={notes} timeZone={timeZone} onRemoveNote={props.onRemoveNote} />
    </div>
  )
}
