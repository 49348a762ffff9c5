/** How far each device has come, what was found of it, and the test pulse. */
export function CommissioningTab() {
  return null
}
