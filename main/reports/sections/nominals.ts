import type { SiteConfig } from '../../../domain/site.ts'

/** Nominal values at the connection; the voltage is `undefined` when the site file does not state it. */
export function nominalsOf({ connection }: SiteConfig): { voltageV: number | undefined; frequencyHz: number } {
  return { voltageV: connection.nominalVoltageV, frequencyHz: connection.nominalFrequencyHz ?? 50 }
}
