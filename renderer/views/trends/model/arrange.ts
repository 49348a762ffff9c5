import { pointSpec } from '../../../../domain/points.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import { maxTrendLines } from '../../../../domain/rpc/trends.ts'
import { lineId } from './lines.ts'

/** Points by pane, from top to bottom. */
export type PanePoints = readonly (readonly PointRef[])[]

/** More lines in one pane can't be told apart. */
const mostInPane = 7
const mostPanes = 5

const unitOf = (ref: PointRef) => pointSpec(ref.point).unit
const unitsOf = (refs: readonly PointRef[]) => new Set(refs.map(unitOf))

/** Whether a pane has room for a point, with at most two units in it. */
export function hasRoom(pane: readonly PointRef[], ref: PointRef): boolean {
  return pane.length < mostInPane && unitsOf([...pane, ref]).size <= 2
}

/** Adds a point to the first pane of its unit, else to a new one; while there are many panes it shares one. */
export function withPoint(panes: PanePoints, ref: PointRef): PanePoints {
  const all = panes.flat()
  if (all.length >= maxTrendLines || all.some((known) => lineId(known) === lineId(ref))) return panes
  const same = panes.findIndex((pane) => unitsOf(pane).has(unitOf(ref)) && hasRoom(pane, ref))
  const shared = panes.length < mostPanes ? -1 : panes.findIndex((pane) => hasRoom(pane, ref))
  const place = same >= 0 ? same : shared
  return place < 0 ? [...panes, [ref]] : panes.map((pane, i) => (i === place ? [...pane, ref] : pane))
}

/** Takes a point out; a pane without points goes. */
export function withoutPoint(panes: PanePoints, id: string): PanePoints {
  return panes.map((pane) => pane.filter((ref) => lineId(ref) !== id)).filter((pane) => pane.length > 0)
}

/** Puts a point into another pane, or a new one where `to` is no pane yet. */
export function withPointIn(panes: PanePoints, id: string, to: number): PanePoints {
  const ref = panes.flat().find((known) => lineId(known) === id)
  const target = panes[to]
  if (!ref || (target && !hasRoom(target, ref))) return panes
  const rest = panes.map((pane, i) => {
    const others = pane.filter((known) => lineId(known) !== id)
    return i === to ? [...others, ref] : others
  })
  return [...rest, ...(target ? [] : [[ref]])].filter((pane) => pane.length > 0)
}

/** Ways to lay out all points anew. */
export const layouts = {
  byUnit: 'One pane for each unit',
  byLine: 'One pane for each line',
  byTwo: 'Two units in a pane',
} as const

/** The same points laid out in one of {@link layouts}. */
export function laidOut(panes: PanePoints, layout: keyof typeof layouts): PanePoints {
  const all = panes.flat()
  if (layout === 'byLine') return all.map((ref) => [ref])
  const made: PointRef[][] = []
  for (const ref of all) {
    const same = made.find((pane) => unitsOf(pane).has(unitOf(ref)) && hasRoom(pane, ref))
    const home = same ?? (layout === 'byTwo' ? made.find((pane) => hasRoom(pane, ref)) : undefined)
    if (home) home.push(ref)
    else made.push([ref])
  }
  return made
}
