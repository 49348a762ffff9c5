/** Comes next. */
export function ModelsTab() {
  return null
}
