import { gridAssetOf } from '../../../../domain/site.ts'
import type { ControllerInput } from '../controller.ts'

/** Voltage and frequency within these shares of nominal count as a grid that is there, and as one that is steady. */
const there = { voltage: 0.5, frequency: 0.2 }
const steady = { voltage: 0.1, frequency: 0.01 }

/** Whether the grid is there, by feedback of its breaker and by what its meter measures. */
export function gridPresence({ site, image }: Pick<ControllerInput, 'site' | 'image'>): 'lost' | 'unsteady' | 'steady' {
  const id = gridAssetOf(site).id
  const { nominalVoltageV, nominalFrequencyHz = 50 } = site.connection
  const isOpen = image.value(id, 'breakerClosed') === 0
  const voltageV = image.value(id, 'voltageV')
  const frequencyHz = image.value(id, 'frequencyHz')
  const deviations = {
    voltage: nominalVoltageV === undefined || voltageV === undefined ? 0 : Math.abs(voltageV / nominalVoltageV - 1),
    frequency: frequencyHz === undefined ? 0 : Math.abs(frequencyHz / nominalFrequencyHz - 1),
  }
  const within = (limits: typeof there) =>
    deviations.voltage <= limits.voltage && deviations.frequency <= limits.frequency
  if (isOpen || !within(there)) return 'lost'
  return within(steady) ? 'steady' : 'unsteady'
}
