import { z } from 'zod'
import { reason } from '../files.ts'
import { instant } from '../shapes.ts'

/** Power and time a service can rely on now, kW, never negative. */
export const readinessShape = z.object({
  /** More into the grid (less draw) that could be had within the service's time, and for how long. */
  upKW: z.number(),
  upForMs: z.number().nullable(),
  /** More draw. */
  downKW: z.number(),
  downForMs: z.number().nullable(),
  /** Time the service's rules ask for; `null` = until recalled. */
  neededForMs: z.number().nullable(),
})

/**
 * How a service stands. `off` switched off or manual mode; `notAvailable` something is missing; `armed` it would act;
 * `active` it acts now.
 */
export const serviceStateShape = z.object({
  /** Id from the site file, or the name of the controller for duties of the site's own. */
  id: z.string(),
  label: z.string(),
  /** Key of the table of grid services; absent for duties of the site's own. */
  service: z.string().exactOptional(),
  servedBy: z.enum(['loop', 'device']),
  state: z.enum(['off', 'notAvailable', 'armed', 'active']),
  /** Why it is not available, or what it does now. */
  detail: z.string(),
  since: instant,
  promisedUpKW: z.number(),
  promisedDownKW: z.number(),
  readiness: readinessShape.nullable(),
  /** What it moves now beyond what would be without it; positive = more into the grid; `null` = nothing. */
  nowKW: z.number().nullable(),
  /** Rules of the service in words, with their source. */
  rules: z.string(),
})
/** Arms the response that inverters and flywheel controllers give by themselves, or takes it back. */
export const armInput = z.strictObject({ serviceId: z.string().max(64), isArmed: z.boolean(), reason })
/** Arms a service in its devices, or takes it back. */
export type ArmRequest = z.infer<typeof armInput>

/** How a service stands. */
export type ServiceState = z.infer<typeof serviceStateShape>
