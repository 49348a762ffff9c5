import { useEffect, useRef } from 'react'
import { useScheme } from '../../theme/scheme.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { useChart } from '../use-chart.ts'
import type { Pane, PaneBox } from './pane.ts'
import { paneOption, windowOption } from './pane-option.ts'
import css from './pane-chart.module.css'
import type { ValueAxis } from './value-axis.ts'

/** The lines of all panes on one canvas. While the window moves only its axes change. */
export function PaneLines(props: {
  panes: readonly Pane[]
  boxes: readonly PaneBox[]
  stretch: Stretch
  axes: readonly (readonly ValueAxis[])[]
}) {
  const { panes, boxes, stretch, axes } = props
  const { scheme } = useScheme()
  const { box, chart } = useChart()
  const drawn = useRef<readonly unknown[]>([])
  useEffect(() => {
    const parts = [panes, boxes, scheme]
    const isMoved = parts.every((part, i) => part === drawn.current[i])
    const window = windowOption(stretch.from, stretch.to, axes)
    if (!isMoved) chart.current?.setOption(paneOption({ panes, boxes, scheme }), { notMerge: true, lazyUpdate: true })
    chart.current?.setOption(window)
    drawn.current = parts
  }, [chart, panes, boxes, scheme, stretch, axes])
  return <figure ref={box} className={css.lines} aria-hidden />
}
