import { type GridService, type GridServiceKey, gridServices } from '../../../domain/dispatch/services.ts'
import type { Ms } from '../../../domain/units.ts'

/** A service with what follows from its rules for meters. */
export interface ServiceNeed extends GridService {
  key: GridServiceKey
  /** Longest time between two readings of the meter that proves it. */
  meterEveryMs: Ms
}

/** Metering asked of fast frequency services: 20 Hz (Cornwall Insight on Dynamic Containment). */
const fastMeterMs: Ms = 50
/** All others: five readings within the time to full delivery, a second at most for frequency, a minute at most for any. */
const readingsToFull = 5
const slowestMs: Ms = 60_000

/** All services of the table with what they need of meters. */
export function serviceNeeds(): ServiceNeed[] {
  return (Object.keys(gridServices) as GridServiceKey[]).map((key) => {
    const service: GridService = gridServices[key]
    return Object.assign({ key, meterEveryMs: meterEveryMs(service) }, service)
  })
}

function meterEveryMs({ servedBy, signal, fullMs }: GridService): Ms {
  if (servedBy === 'device') return fastMeterMs
  const byTime = fullMs === null ? slowestMs : fullMs / readingsToFull
  return Math.min(byTime, signal === 'frequency' ? 1_000 : slowestMs)
}
