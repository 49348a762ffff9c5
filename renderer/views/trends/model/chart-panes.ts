import type { Pane, PaneAxis, PaneLine } from '../../../charts/panes/pane.ts'
import type { Column } from '../../../history/tiles/column.ts'
import { directionOf, type LineLook } from './lines.ts'
import { shownAt } from './measure.ts'

/** Another time of the same points. */
export interface ComparedColumns {
  words: string
  columnOf: (id: string) => Column | undefined
}

/** Words for a pane whose lines are not all of one kind, by unit. */
const quantities: Record<string, string> = {
  kW: 'Power',
  kvar: 'Reactive power',
  '°C': 'Temperature',
  V: 'Voltage',
  A: 'Current',
  kWh: 'Energy',
  '%': 'Percent',
  '': 'Counts and states',
}

/** The panes of the chart: lines by axis, in MW where one of them is that large. */
export function chartPanes(given: {
  panes: readonly (readonly LineLook[])[]
  columnOf: (id: string) => Column | undefined
  compared: ComparedColumns | undefined
}): Pane[] {
  return given.panes.map((lines) => paneOf(lines, given.columnOf, given.compared))
}

function paneOf(
  looks: readonly LineLook[],
  columnOf: (id: string) => Column | undefined,
  compared: ComparedColumns | undefined,
): Pane {
  const units = [...new Set(looks.map((look) => look.unit))].slice(0, 2)
  const axes = units.map((unit) => axisOf(looks.filter((look) => look.unit === unit)))
  const below = belowWords(looks)
  const lineOf = (look: LineLook, column: Column, isCompared: boolean): PaneLine => ({
    id: isCompared ? `${look.id} compared` : look.id,
    name: isCompared && compared ? `${look.name}, ${compared.words}` : nameAt(look, column),
    colour: look.colour,
    factor: look.turn * (axes[units.indexOf(look.unit)]?.unit === 'MW' ? 1e-3 : 1),
    axis: units.indexOf(look.unit) === 1 ? 1 : 0,
    column,
    ...(isCompared ? { isCompared } : {}),
  })
  const lines = looks.flatMap((look) => {
    const [column, other] = [columnOf(look.id), compared?.columnOf(look.id)]
    return [...(other ? [lineOf(look, other, true)] : []), ...(column ? [lineOf(look, column, false)] : [])]
  })
  return { title: titleOf(looks), axes, lines, ...(below === undefined ? {} : { below }) }
}

function axisOf(looks: readonly LineLook[]): PaneAxis {
  const [first] = looks
  const isPower = first?.isPower ?? false
  return { unit: isPower && looks.some((look) => look.isLarge) ? 'MW' : (first?.unit ?? ''), isPower }
}

/** A power's line says which way it goes now. */
function nameAt(look: LineLook, column: Column): string {
  for (let i = column.mean.length - 1; i >= 0; i--) {
    const value = shownAt(column, column.from + i * column.stepMs)
    if (value === undefined) continue
    const word = directionOf(look, value)
    return word === '' ? look.name : `${look.name}, ${word}`
  }
  return look.name
}

function titleOf(looks: readonly LineLook[]): string {
  const units = [...new Set(looks.map((look) => look.unit))]
  return units
    .map((unit) => {
      const labels = new Set(looks.filter((look) => look.unit === unit).map((look) => look.label))
      const [label = ''] = labels
      return labels.size === 1 ? label : (quantities[unit] ?? label)
    })
    .map((words, i) => (i === 0 ? words : words.charAt(0).toLowerCase() + words.slice(1)))
    .join(' and ')
}

/** What it means when a power of the pane is drawn below zero. */
function belowWords(looks: readonly LineLook[]): string | undefined {
  const words = new Set(
    looks.filter((look) => look.isPower && look.turn === 1).map((look) => directionOf(look, -1_000)),
  )
  const [word] = words
  return words.size > 1 ? 'going out of the bus' : word
}
