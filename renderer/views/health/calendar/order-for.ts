import type { WorkOrder } from '../../../../domain/health/work.ts'

/** The work order that a window is most likely for: that of the forecast, else the one due first. */
export function orderFor(open: readonly WorkOrder[], forecastId: string | undefined): WorkOrder | undefined {
  const own = forecastId === undefined ? undefined : open.find((order) => order.forecastId === forecastId)
  return own ?? open.toSorted((a, b) => a.dueAt - b.dueAt)[0]
}
