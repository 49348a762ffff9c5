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
  /** What is meant, drawn dashed in steps that hold until the next. */
  isPlan?: boolean
  /** Tint between the line and zero. */
  isFilled?: boolean
  /** Only the band between least and most is drawn: what is foreseen with a probability. */
  isBand?: boolean
}

/** A value that is not to be passed, with its name. */
export interface PaneLimit {
  name: string
  value: number
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
  /** Limits of what the left axis counts. */
  limits?: readonly PaneLimit[]
  /** Share of the height beside the other panes; absent = 1. */
  weight?: number
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

/**
 * Where each pane lies in a chart of a size: heights by weight, the title above the lines, unless titles stand elsewhere.
 */
export function paneBoxes(given: {
  weights: readonly number[]
  hasRight: boolean
  hasTitles: boolean
  width: number
  height: number
}): PaneBox[] {
  const { weights, hasRight, hasTitles, width, height } = given
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const inner = Math.max(50, width - margin.left - (hasRight ? margin.rightAxis : margin.right))
  const above = hasTitles ? margin.top : margin.last
  let before = 0
  return weights.map((weight) => {
    const top = ((height - margin.bottom) * before) / all
    const each = Math.max(40, ((height - margin.bottom) * weight) / all)
    before += weight
    const lines = Math.max(20, Math.round(each) - above - margin.last)
    return { left: margin.left, top: Math.round(top) + above, width: inner, height: lines }
  })
}
