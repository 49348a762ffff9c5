import { usable } from '../../../domain/reading.ts'
import type { EngineStatus } from '../../../domain/rpc/live.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import { type ControllerName, controllerNames } from '../../../domain/setpoint.ts'
import { powerText } from '../../format/power.ts'
import type { LiveStore } from '../../state/store.ts'

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
  /** Whether the grid's power may be decided on. */
  hasGridPower: boolean
  decisions: readonly Decision[]
}

function standing(
  controller: ControllerName,
  { status, hasGridPower, decisions }: ServiceFacts,
): Pick<Service, 'state' | 'readiness'> {
  if (status.failedControllers.includes(controller)) return { state: 'not ready', readiness: 'controller failed' }
  if (status.mode === 'manual') return { state: 'off', readiness: 'off in manual' }
  if (!hasGridPower) return { state: 'not ready', readiness: 'no grid value' }
  const isActive = decisions.some((d) => d.because.some((b) => b.controller === controller && b.isBinding))
  return { state: isActive ? 'active' : 'armed', readiness: 'ready' }
}

/** Whether the reading at the grid connection is one that may be decided on. */
export function hasGridPower({ assets }: Pick<SiteDescription, 'assets'>, image: Pick<LiveStore, 'reading'>): boolean {
  const grid = assets.find((asset) => asset.kind === 'grid')
  return grid !== undefined && usable(image.reading(grid.id, 'activePowerKW')) !== undefined
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
