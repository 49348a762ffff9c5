import type { EngineStatus } from '../../../domain/rpc/live.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import type { ControllerName } from '../../../domain/setpoint.ts'
import { powerText } from '../../format/power.ts'

/** A duty that the controllers do by themselves. */
export interface Service {
  name: string
  state: 'active' | 'armed' | 'not ready'
  commitment: string
  /** `ready`, or why not. */
  readiness: string
}

/** The part of the image that services are told from. */
export interface ServiceFacts {
  peakShavingAboveKW: number | undefined
  status: Pick<EngineStatus, 'mode' | 'failedControllers'>
  decisions: readonly Decision[]
}

function standing(
  controller: ControllerName,
  { status, decisions }: ServiceFacts,
): Pick<Service, 'state' | 'readiness'> {
  if (status.failedControllers.includes(controller)) return { state: 'not ready', readiness: 'controller failed' }
  if (status.mode === 'manual') return { state: 'not ready', readiness: 'mode is manual' }
  const isActive = decisions.some((d) => d.because.some((b) => b.controller === controller && b.isBinding))
  return { state: isActive ? 'active' : 'armed', readiness: 'ready' }
}

/** The duties this site is set up for, and how each stands. */
export function servicesOf(facts: ServiceFacts): Service[] {
  const { peakShavingAboveKW, decisions } = facts
  const services: Service[] = []
  if (peakShavingAboveKW !== undefined)
    services.push({
      name: 'Peak shaving',
      commitment: `above ${powerText(peakShavingAboveKW)}`,
      ...standing('peakShaving', facts),
    })
  const absorbs = decisions.some((d) => d.because.some((b) => b.controller === 'surplusAbsorption'))
  if (absorbs) services.push({ name: 'Surplus', commitment: 'as it comes', ...standing('surplusAbsorption', facts) })
  return services
}
