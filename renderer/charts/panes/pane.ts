import type { Column } from '../../history/tiles/column.ts'
import type { ColourName } from '../../theme/tokens.ts'

/** One line of a pane. */
export interface PaneLine {
  /** Asset and point, and what it is compared with. */
  id: string
  name: string
  colour: ColourName
  /** What a stored value is multiplied by to be drawn: direction of reading, and kW to MW. */
  factor: number
  /** Which of the pane's axes it belongs to: 0 left, 1 right. */
  axis: 0 | 1
  column: Column
  /** Another day, drawn dashed and thin. */
  isCompared?: boolean
}

/** A value axis of a pane with what it counts. */
export interface PaneAxis {
  unit: string
  /** True where values below zero have words of their own, and ticks carry no minus. */
  isPower: boolean
}

/** Lines that share one part of the chart. */
export interface Pane {
  title: string
  /** Words for values below zero, e.g. `exporting`, said while there are any. */
  below?: string
  axes: readonly PaneAxis[]
  lines: readonly PaneLine[]
}

/** The part of a chart in which one pane's lines are drawn, px. */
export interface PaneBox {
  left: number
  top: number
  width: number
  height: number
}

/** Room beside, above and below the panes, px. */
const margin = { left: 50, right: 14, rightAxis: 50, bottom: 24, top: 26, last: 8 } as const

/** Where each pane lies in a chart of a size: equal heights, the title above the lines. */
export function paneBoxes(given: { count: number; hasRight: boolean; width: number; height: number }): PaneBox[] {
  const { count, hasRight, width, height } = given
  const each = Math.max(40, (height - margin.bottom) / Math.max(1, count))
  const inner = Math.max(50, width - margin.left - (hasRight ? margin.rightAxis : margin.right))
  return Array.from({ length: count }, (_, i) => ({
    left: margin.left,
    top: Math.round(i * each) + margin.top,
    width: inner,
    height: Math.max(20, Math.round(each) - margin.top - margin.last),
  }))
}
