import type { PowerRange } from '../../domain/setpoint.ts'

interface Ranged {
  frame?: 'generator' | 'load' | undefined
  plausible?: [number, number] | undefined
}

/**
 * The setpoints that a definition lets through, in our frame: the plausible range of the setpoint or, where it names none,
 * of its read-back, else of the power. `undefined` when none of them has one: then nothing may be written.
 */
export function setpointRange(definition: {
  setpoint?: Ranged | undefined
  points: { setpointKW?: Ranged | undefined; activePowerKW?: Ranged | undefined }
}): PowerRange | undefined {
  const { setpoint, points } = definition
  const ranged = [setpoint, points.setpointKW, points.activePowerKW].find((point) => point?.plausible)
  if (!setpoint || !ranged?.plausible) return undefined
  const [from, to] = ranged.plausible
  return ranged.frame === 'load' ? { minKW: 0 - to, maxKW: 0 - from } : { minKW: from, maxKW: to }
}
