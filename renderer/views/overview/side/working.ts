import type { Decision } from '../../../../domain/rpc/shapes.ts'
import { type ControllerName, controllerNames } from '../../../../domain/setpoint.ts'

/** A controller that decides for some assets now, with its reason. */
export interface Working {
  controller: ControllerName
  reason: string
  assetIds: string[]
}

const order = Object.keys(controllerNames) as ControllerName[]

/**
 * Which controllers decide now and why: the binding links of the why-chains, equal ones taken together. Nothing is
 * decided for an asset without a setpoint.
 */
export function workingNow(decisions: readonly Decision[]): Working[] {
  const found = new Map<string, Working>()
  for (const { assetId, because, setpointKW } of decisions) {
    if (setpointKW === null) continue
    const binding = because.find((b) => b.isBinding)
    if (!binding) continue
    const { controller, reason } = binding
    const key = `${controller} ${reason}`
    const known = found.get(key)
    if (known) known.assetIds.push(assetId)
    else found.set(key, { controller, reason, assetIds: [assetId] })
  }
  return [...found.values()].toSorted((a, b) => order.indexOf(a.controller) - order.indexOf(b.controller))
}
