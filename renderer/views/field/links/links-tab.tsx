/** Comes next. */
export function LinksTab() {
  return null
}
