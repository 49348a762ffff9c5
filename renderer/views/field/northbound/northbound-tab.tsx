/** What other systems can read of us, and where. */
export function NorthboundTab() {
  return null
}
