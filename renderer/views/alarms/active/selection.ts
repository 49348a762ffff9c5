/** What is chosen in a list: the row with the cursor, where a range began, and all that are chosen, by id. */
export interface Selection {
  cursor: string | undefined
  anchor: string | undefined
  chosen: ReadonlySet<string>
}

/** Nothing is chosen. */
export const noSelection: Selection = { cursor: undefined, anchor: undefined, chosen: new Set() }

/** Only this row. */
export function choose(id: string): Selection {
  return { cursor: id, anchor: id, chosen: new Set([id]) }
}

/** This row besides, or no longer. */
export function toggle(selection: Selection, id: string): Selection {
  const chosen = new Set(selection.chosen)
  if (!chosen.delete(id)) chosen.add(id)
  return { cursor: id, anchor: id, chosen }
}

/** All rows between the one where the range began and this one, in the order of `ids`. */
export function chooseRange(selection: Selection, id: string, ids: readonly string[]): Selection {
  const from = ids.indexOf(selection.anchor ?? id)
  const to = ids.indexOf(id)
  if (from < 0 || to < 0) return choose(id)
  const chosen = new Set(ids.slice(Math.min(from, to), Math.max(from, to) + 1))
  return { cursor: id, anchor: ids[from], chosen }
}

/** Moves the cursor by rows; `isRange` widens the range to it. Stays at the ends. */
export function move(selection: Selection, by: number, ids: readonly string[], isRange: boolean): Selection {
  const at = selection.cursor === undefined ? -1 : ids.indexOf(selection.cursor)
  const place = at < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(Math.max(at + by, 0), ids.length - 1)
  const id = ids[place]
  if (id === undefined) return noSelection
  return isRange ? chooseRange(selection, id, ids) : choose(id)
}

/** The same without rows that are gone; the same object while nothing is. */
export function keepOnly(selection: Selection, ids: ReadonlySet<string>): Selection {
  const chosen = [...selection.chosen].filter((id) => ids.has(id))
  const isGone = (id: string | undefined) => id !== undefined && !ids.has(id)
  if (!isGone(selection.cursor) && !isGone(selection.anchor) && chosen.length === selection.chosen.size)
    return selection
  return {
    cursor: isGone(selection.cursor) ? undefined : selection.cursor,
    anchor: isGone(selection.anchor) ? undefined : selection.anchor,
    chosen: new Set(chosen),
  }
}
