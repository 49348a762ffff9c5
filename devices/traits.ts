import type { DeviceTraits } from '../domain/device.ts'
import type { PointName } from '../domain/points.ts'
import type { Definition } from './definition.ts'

/** What the engine needs to know of a device of this model. */
export function traitsOf(definition: Definition): DeviceTraits {
  const { watchdog } = definition
  return {
    definition: definition.id,
    points: Object.keys(definition.points) as PointName[],
    acceptsSetpoint: definition.setpoint !== undefined,
    ...(watchdog ? { watchdogMs: watchdog.timeoutMs, safeState: watchdog.safeState } : {}),
  }
}
