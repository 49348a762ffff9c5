/** Comes next. */
export function ListTab() {
  return null
}
