import type { Authority } from '../../../domain/setpoint.ts'

/** Who a person may give an asset to; commissioning begins and ends with an engineer's acceptance. */
export type GivenAuthority = Exclude<Authority, 'commissioning'>

/** How each is chosen, and the act of the last button. */
export const givenAuthorities: Record<GivenAuthority, { title: string; act: string }> = {
  control: { title: 'This system steers it', act: 'Take control' },
  handedOver: { title: 'Handed over to somebody else', act: 'Hand over' },
  monitor: { title: 'Monitor only', act: 'Stop steering' },
}

/** What changes at once when an asset is given to `authority`. */
export function effectOfAuthority(authority: GivenAuthority): string {
  return authority === 'control'
    ? 'Dispatch writes its setpoint again from the next cycle on, within all limits'
    : 'No setpoint and no heartbeat are written any more. A device with a watchdog falls to its safe state unless ' +
        'somebody else keeps it'
}

/** Why the choice cannot be confirmed yet; `undefined` when it can. */
export function chosenObstacle(present: Authority, chosen: Authority | undefined, reason: string): string | undefined {
  if (chosen === undefined || chosen === present) return 'Choose who shall steer it from now on.'
  return reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined
}

/** Why an asset that is not ours cannot be operated; `undefined` when it can. */
export function notOurs(authority: Authority | undefined): string | undefined {
  switch (authority) {
    case 'monitor':
      return 'Monitor only: nothing is written to it. Take control first.'
    case 'handedOver':
      return 'Handed over: somebody else steers it. Take it back first.'
    case 'commissioning':
      return 'Not accepted yet: only test pulses are written to it.'
    default:
      return undefined
  }
}
