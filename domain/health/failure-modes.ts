import { flywheelModes } from './modes/flywheels.ts'
import { batteryModes } from './modes/batteries.ts'
import { hydrogenModes } from './modes/hydrogen.ts'
import { containerModes } from './modes/containers.ts'
import { generationModes } from './modes/generation.ts'
import { gridModes } from './modes/grid.ts'
import type { FailureMode } from './modes/mode.ts'

/**
 * The failures this product foresees. Costs and times are orders of magnitude of ours, to be set right by the site's own
 * work orders; limits follow the sources named in the rule library (`main/health/rules/library`).
 */
export const failureModes = {
  ...flywheelModes,
  ...batteryModes,
  ...hydrogenModes,
  ...containerModes,
  ...generationModes,
  ...gridModes,
} as const satisfies Record<string, FailureMode>

/** Name of a failure this product foresees. */
export type FailureModeName = keyof typeof failureModes

/** All of them, in the order they are listed. */
export const failureModeNames = Object.keys(failureModes) as [FailureModeName, ...FailureModeName[]]

/** One of them as plain data. */
export function failureMode(name: FailureModeName): FailureMode {
  return failureModes[name]
}
