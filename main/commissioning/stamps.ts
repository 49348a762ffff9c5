import { createHash } from 'node:crypto'
import type { Device } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { DeviceConfig, SiteConfig } from '../../domain/site.ts'
import type { Stamp } from './records.ts'

/** What commissioning asks of a device model. */
export interface CommissionedModel {
  id: string
  points: Readonly<Record<string, unknown>>
  identity?: unknown
  setpoint?: unknown
}

/** Tells whether a record is about the device as it is now. */
export interface Stamps {
  /** @throws PowerchainError `Field.UnknownDevice` */
  deviceOf(deviceId: string): DeviceConfig
  /** The device as it is now. */
  of(deviceId: string): Stamp
  /** The record, when it is about the same box, read in the same way. */
  current<R extends Stamp>(deviceId: string, record: R | undefined): R | undefined
}

/** Stamps of the devices of a site. */
export function createStamps(given: {
  site: SiteConfig
  devices: ReadonlyMap<string, Pick<Device, 'status'>>
  modelOf(definition: string): CommissionedModel | undefined
}): Stamps {
  const { site, devices, modelOf } = given
  const fingerprintOf = createFingerprints()
  const deviceOf = (deviceId: string): DeviceConfig => {
    const config = site.devices.find(({ id }) => id === deviceId)
    if (!config) throw new PowerchainError('Field.UnknownDevice', `There is no device "${deviceId}".`)
    return config
  }
  /** `undefined` until the device has said, or not said, who it is. */
  const serialOf = (deviceId: string): string | undefined => {
    const status = devices.get(deviceId)?.status()
    return status?.serial ?? (status?.state === 'connected' ? '' : undefined)
  }
  const readingOf = (deviceId: string) => {
    const { definition } = deviceOf(deviceId)
    const model = modelOf(definition)
    return { definition, fingerprint: model ? fingerprintOf(model) : '' }
  }
  return {
    deviceOf,
    of: (deviceId) => ({ ...readingOf(deviceId), serial: serialOf(deviceId) ?? deviceOf(deviceId).serial ?? '' }),
    current(deviceId, record) {
      if (!record) return undefined
      const { definition, fingerprint } = readingOf(deviceId)
      const serial = serialOf(deviceId) ?? record.serial
      const isSame = record.definition === definition && record.fingerprint === fingerprint && record.serial === serial
      return isSame ? record : undefined
    },
  }
}

/** Digests are made once for each definition that was read. */
function createFingerprints(): (model: CommissionedModel) => string {
  const known = new WeakMap<CommissionedModel, string>()
  return (model) => {
    const digest = known.get(model) ?? createHash('sha256').update(JSON.stringify(model)).digest('hex')
    known.set(model, digest)
    return digest
  }
}
