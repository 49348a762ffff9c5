import { z } from 'zod'

/** Amount in units (1e-18 POWEC) or price in units per kWh or kWh-hour, as decimal text. */
export const unitsShape = z.string().regex(/^\d{1,40}$/, 'a whole number of units')
/** Account on the chain. */
export const accountShape = z.string().regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')
/** Whole number of the contracts that fits 32 bits. */
export const uint32Shape = z.number().int().min(0).max(0xffff_ffff)
/** Energy, Wh. */
export const whShape = z.number().int().nonnegative()
/** Instant, epoch ms UTC. */
export const atShape = z.number().int()

/** What storage costs: units per kWh-hour reserved, per kWh-hour held, per kWh given back. */
export const pricesShape = z.strictObject({ capacity: unitsShape, hold: unitsShape, giveBack: unitsShape })
/** What storage costs. */
export type Prices = z.infer<typeof pricesShape>

/** Whether two accounts are one, whatever the case of their letters. */
export function isSame(a: string | undefined | null, b: string | undefined | null): boolean {
  return a != null && b != null && a.toLowerCase() === b.toLowerCase()
}
