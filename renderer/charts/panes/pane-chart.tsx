import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useEffect, useMemo, useRef } from 'react'
import type { EpochMs } from '../../../domain/units.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { useScheme } from '../../theme/scheme.ts'
import type { AlarmMark, Measure, RangeNote } from './marks.ts'
import { type Pane, paneBoxes } from './pane.ts'
import css from './pane-chart.module.css'
import { PaneCursor } from './pane-cursor.tsx'
import { PaneGround } from './pane-ground.tsx'
import { PaneLines } from './pane-lines.tsx'
import { PaneMarks } from './pane-marks.tsx'
import { timeTicks } from './time-ticks.ts'
import { type Gestures, useGestures } from './use-gestures.ts'
import { axesOf } from './visible.ts'

/** What a chart of panes shows beside its lines. */
export interface PaneChartProps extends Gestures {
  panes: readonly Pane[]
  stretch: Stretch
  timeZone: string
  cursorAt: EpochMs | undefined
  measure: Measure | undefined
  range: Stretch | undefined
  alarms: readonly AlarmMark[]
  notes: readonly RangeNote[]
  /** The chart in words. */
  label: string
  /** The present, where the chart goes beyond it. */
  nowAt?: EpochMs
  /** Titles stand above the lines; else beside the chart. */
  hasTitles?: boolean
  /** Told the width of the panes, px. */
  onWidth: (px: number) => void
}

/** Panes of lines over one time axis, moved by wheel, drag and keys. It asks nobody for data. */
export function PaneChart(props: PaneChartProps) {
  const { panes, stretch, timeZone, cursorAt, measure, range, alarms, notes, label, onWidth } = props
  const { nowAt, hasTitles = true } = props
  const { scheme } = useScheme()
  const { ref: sized, width, height } = useElementSize<HTMLDivElement>()
  const root = useRef<HTMLDivElement>(null)
  const hasRight = panes.some((pane) => pane.axes.length > 1)
  const weights = panes.map((pane) => pane.weight ?? 1).join(' ')
  const boxes = useMemo(
    () => paneBoxes({ weights: weights.split(' ').map(Number), hasRight, hasTitles, width, height }),
    [weights, hasRight, hasTitles, width, height],
  )
  const axes = useMemo(
    () =>
      panes.map((pane, i) =>
        axesOf(pane, stretch, { heightPx: boxes[i]?.height ?? 100, ...(hasTitles ? {} : { tickPx: 18 }) }),
      ),
    [panes, stretch, boxes, hasTitles],
  )
  const inner = boxes[0]?.width
  useEffect(() => {
    if (inner !== undefined && width > 0) onWidth(inner)
  }, [inner, width, onWidth])
  const ticks = useMemo(
    () => timeTicks(stretch.from, stretch.to, timeZone, Math.max(2, Math.floor((inner ?? 400) / 130))),
    [stretch, timeZone, inner],
  )
  const { isPanning, handlers } = useGestures(root, boxes[0], props)
  const layer = { panes, boxes, axes, stretch, timeZone, scheme, width, height, hasTitles }
  return (
    <div
      ref={useMergedRef(sized, root)}
      className={css.chart}
      role="application"
      aria-roledescription="chart"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-panning={isPanning || undefined}
      {...handlers}
    >
      {width > 0 && (
        <>
          <PaneGround {...layer} ticks={ticks} notes={notes} nowAt={nowAt} />
          <PaneLines {...layer} />
          <PaneMarks {...layer} alarms={alarms} notes={notes} measure={measure} range={range} nowAt={nowAt} />
          {cursorAt !== undefined && <PaneCursor {...layer} at={cursorAt} />}
        </>
      )}
    </div>
  )
}
