import { z } from 'zod'

/** A server of ours towards other systems. */
export const offeredServerShape = z.object({
  isOn: z.boolean(),
  /** Where it is reached; empty when off. */
  endpoint: z.string(),
  /** Systems connected now. */
  clients: z.number().int(),
  /** Why it is not running although it is asked for; empty otherwise. */
  fault: z.string(),
})

/** Where one of our values is found by other systems. Read only. */
export const offeredPointShape = z.object({
  assetId: z.string(),
  point: z.string(),
  label: z.string(),
  unit: z.string(),
  /** Modbus unit that answers for it. */
  modbusUnit: z.number().int(),
  /** Input register of the float32 value, counted from 0, and as manuals print it: 300001 = register 0. */
  register: z.number().int(),
  address: z.number().int(),
  /** Input register of the quality: 0 good, 1 stale, 2 suspect, 3 bad, 4 missing, 5 put in by hand. */
  qualityRegister: z.number().int(),
  node: z.string(),
})
/** Where one of our values is found by other systems. */
export type OfferedPoint = z.infer<typeof offeredPointShape>

/** What other systems can read of us. */
export const offeredShape = z.object({
  modbus: offeredServerShape,
  opcUa: offeredServerShape,
  points: z.array(offeredPointShape),
})
/** What other systems can read of us. */
export type Offered = z.infer<typeof offeredShape>
