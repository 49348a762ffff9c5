/** How far a meter of a class may be off at usual load, percent of the energy. */
export interface MeterClass {
  name: string
  limitPct: number
  source: string
}

/** Accuracy classes of active energy, at unity power factor and reference conditions. */
export const meterClasses = {
  c: { name: 'class C', limitPct: 0.5, source: 'EN 50470-3, class C' },
  b: { name: 'class B', limitPct: 1, source: 'EN 50470-3, class B; IEC 62053-21, class 1' },
  a: { name: 'class A', limitPct: 2, source: 'EN 50470-3, class A; IEC 62053-21, class 2' },
  s05: { name: 'class 0.5 S', limitPct: 0.5, source: 'IEC 62053-22, class 0.5 S' },
  s02: { name: 'class 0.2 S', limitPct: 0.2, source: 'IEC 62053-22, class 0.2 S' },
} as const satisfies Record<string, MeterClass>

/** One of {@link meterClasses}. */
export type MeterClassName = keyof typeof meterClasses

/** What is assumed of own meters, whose class no register tells, and of the supplier's at a connection of this size. */
export const ownClass: MeterClass = meterClasses.b
/** See {@link ownClass}. */
export const supplierClass: MeterClass = meterClasses.s05

/** Two meters of one energy agree within this, percent: each may be off by its limit, in opposite directions. */
export function pairLimitPct(a: MeterClass, b: MeterClass): number {
  return a.limitPct + b.limitPct
}

/** Registers and files often show whole kWh only, so that a difference of two readings is off by up to as much. */
const grainWh = 1_000

/** Most that two sound meters of a pair limit may differ by on an energy, Wh: both accuracies, and the grain of registers. */
export function pairLimitWh(limitPct: number, aWh: number, bWh: number): number {
  return (limitPct / 100) * Math.max(aWh, bWh) + grainWh
}

/** What a counter of a device and the integral of its own power may differ by, percent: one converter, two ways to sum. */
export const counterLimitPct = 1
