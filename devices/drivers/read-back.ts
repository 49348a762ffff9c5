import { PowerchainError } from '../../domain/errors.ts'
import type { KW } from '../../domain/units.ts'
import { readBackTolerance } from '../points/encode.ts'
import type { Scaling } from '../points/scaling.ts'

/**
 * Holds the setpoint a device reports against the one it was given.
 * @throws PowerchainError `Device.BadAnswer` when they differ by more than one raw unit
 */
export function checkReadBack(options: {
  powerKW: KW
  back: number | null
  written: Scaling
  readBack: Scaling
}): void {
  const { powerKW, back, written, readBack } = options
  if (back !== null && Math.abs(back - powerKW) <= readBackTolerance(written, readBack, powerKW)) return
  const found = back === null ? 'none' : `${back} kW`
  throw new PowerchainError('Device.BadAnswer', `setpoint ${powerKW} kW written, but the device reports ${found}`, {
    details: { askedKW: powerKW, reportedKW: back },
  })
}

/**
 * Holds what an output reports against what was asked of it: 0 is off, all else on.
 * @throws PowerchainError `Device.BadAnswer` when it did not follow
 */
export function checkSwitched(name: string, isOn: boolean, back: number | null): void {
  if (back !== null && (back !== 0) === isOn) return
  const found = back === null ? 'nothing' : back === 0 ? 'off' : 'on'
  throw new PowerchainError(
    'Device.BadAnswer',
    `${name} switched ${isOn ? 'on' : 'off'}, but the device reports ${found}`,
  )
}
