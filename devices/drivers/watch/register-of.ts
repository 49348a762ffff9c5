/** How a device carries a value, as far as its definition says. */
export interface Register {
  /** Register type; empty where there is none, or where the device scales by itself. */
  type: string
  /** Size of the scale, without its sign. */
  scale: number
  /** Smallest change that can be seen, in our unit; 0 when nobody knows. */
  step: number
}

/** The register of a point of any protocol. */
export function registerOf(point: object): Register {
  const {
    type = '',
    scale = 1,
    deadband = 0,
    scaleFrom,
  } = point as Partial<Register> & {
    deadband?: number
    scaleFrom?: object
  }
  if (scaleFrom) return { type: '', scale: Math.abs(scale), step: deadband }
  const isWhole = /int|bcd/.test(type)
  return { type, scale: Math.abs(scale), step: Math.max(isWhole ? Math.abs(scale) : 0, deadband) }
}
