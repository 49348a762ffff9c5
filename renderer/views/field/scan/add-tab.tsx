/** Comes next. */
export function AddTab() {
  return null
}
