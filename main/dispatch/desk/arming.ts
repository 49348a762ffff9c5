import type { Person } from '../../../domain/access.ts'
import type { Device } from '../../../domain/device.ts'
import type { OfferedService } from '../../../domain/dispatch/controller-settings.ts'
import { gridServiceOf } from '../../../domain/dispatch/services.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { ArmRequest, ServiceState } from '../../../domain/rpc/dispatch/services.ts'
import { tells } from '../services/armed.ts'
import { notOurs } from '../words.ts'
import type { DeskNeeds } from './desk-needs.ts'

/** Where services are armed that inverters and flywheel controllers give by themselves. */
export interface ArmingDesk {
  /**
   * Switches the response of each device that the service names, one after the other; what the devices read back is what
   * counts. Taking it back is always allowed.
   * @throws PowerchainError `Dispatch.UnknownInstruction`, `Dispatch.NotControllable`, `Dispatch.StaleData` when it is not
   * ready, `Device.*` from the first device that refuses
   */
  arm(person: Person, request: ArmRequest): Promise<void>
}

/** What the desk for arming is made of. */
export interface ArmingNeeds extends Pick<DeskNeeds, 'site' | 'audit' | 'view'> {
  devices: ReadonlyMap<string, Device>
  services(): readonly ServiceState[]
}

/** Desk over the services that devices give by themselves. */
export function createArmingDesk(needs: ArmingNeeds): ArmingDesk {
  const { site, audit } = needs
  return {
    async arm(person, { serviceId, isArmed, reason }) {
      const offered = site.controllers.frequencyResponse?.services.find((s) => s.id === serviceId)
      if (!offered) throw new PowerchainError('Dispatch.UnknownInstruction', `There is no service "${serviceId}".`)
      const { label, servedBy } = gridServiceOf(offered.service)
      if (servedBy === 'loop')
        throw new PowerchainError('Dispatch.NotControllable', `${label} is given by the control loop: nothing to arm.`)
      const assets = assetsOf(offered, needs)
      if (isArmed) checkReady(offered, needs)
      const names = assets.map((a) => a.name).join(', ')
      const action = isArmed ? 'ServiceArmed' : 'ServiceDisarmed'
      audit({ person: person.name, action, detail: `${label} in ${names}: ${reason}` })
      for (const asset of assets) await switchResponse(needs.devices.get(asset.device), asset.name, isArmed)
    },
  }
}

function assetsOf(offered: OfferedService, { site, view }: ArmingNeeds) {
  const image = view.image()
  const assets = site.assets.filter((a) => offered.assets?.includes(a.id) ?? tells(a.id, image))
  if (assets.length === 0)
    throw new PowerchainError('Dispatch.NotControllable', 'No device here offers a response of its own.')
  for (const { id, name } of assets) {
    const authority = view.authorityOf(id)
    if (authority !== 'control')
      throw new PowerchainError('Dispatch.NotControllable', `${name} is ${notOurs[authority]}.`)
  }
  return assets
}

/** A service is armed only with the power and energy that it promises. */
function checkReady({ id, upKW, downKW }: OfferedService, { services }: ArmingNeeds): void {
  const readiness = services().find((s) => s.id === id)?.readiness
  if (!readiness) throw new PowerchainError('Dispatch.StaleData', 'What is ready is not known yet.')
  if (readiness.upKW < upKW || readiness.downKW < downKW)
    throw new PowerchainError(
      'Dispatch.StaleData',
      `Ready are ${readiness.upKW} kW up and ${readiness.downKW} kW down; promised are ${upKW} and ${downKW} kW.`,
    )
}

async function switchResponse(device: Device | undefined, name: string, isOn: boolean): Promise<void> {
  if (!device?.switchOutput)
    throw new PowerchainError('Device.NotWritable', `${name} offers no response of its own that could be armed.`)
  await device.switchOutput('responseArmed', isOn)
}
