import type { EngineStatus } from '../../../domain/rpc/live.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { type ControllerName, controllerNames } from '../../../domain/setpoint.ts'
import { powerText } from '../../format/power.ts'

/** A duty that the controllers do by themselves. */
export interface Service {
  name: string
  state: 'active' | 'armed' | 'off' | 'not ready'
  commitment: string
  /** `ready`, or why not. */
  readiness: string
}

/** The part of the image that services are told from. */
export interface ServiceFacts {
  peakShavingAboveKW: number | undefined
  surplusExportAboveKW: number | undefined
  status: Pick<EngineStatus, 'mode' | 'failedControllers'>
  decisions: readonly Decision[]
}

function standing(
  controller: ControllerName,
  { status, decisions }: ServiceFacts,
): Pick<Service, 'state' | 'readiness'> {
  if (status.failedControllers.includes(controller)) return { state: 'not ready', readiness: 'controller failed' }
  if (status.mode === 'manual') return { state: 'off', readiness: 'off in manual' }
  const isActive = decisions.some((d) => d.because.some((b) => b.controller === controller && b.isBinding))
  return { state: isActive ? 'active' : 'armed', readiness: 'ready' }
}

/** The duties this site is set up for, and how each stands. */
export function servicesOf(facts: ServiceFacts): Service[] {
  const { peakShavingAboveKW, surplusExportAboveKW } = facts
  const service = (controller: ControllerName, commitment: string): Service => ({
    name: controllerNames[controller],
    commitment,
    ...standing(controller, facts),
  })
  return [
    ...(peakShavingAboveKW === undefined ? [] : [service('peakShaving', `above ${powerText(peakShavingAboveKW)}`)]),
    ...(surplusExportAboveKW === undefined
      ? []
      : [
          service(
            'surplusAbsorption',
            surplusExportAboveKW < 0.5 ? 'any export' : `export above ${powerText(surplusExportAboveKW)}`,
          ),
        ]),
  ]
}
