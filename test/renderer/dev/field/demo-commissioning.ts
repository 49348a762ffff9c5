import { isControllable } from '../../../../domain/asset.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Commissioned, DeviceCheck, PulseStep } from '../../../../domain/rpc/field/commissioning.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { wave } from '../wave.ts'

const titles: Record<DeviceCheck['id'], string> = {
  identity: 'Identity',
  range: 'Values in range',
  steadiness: 'Steady answers',
  clock: 'Clock',
  unit: 'Unit and scale',
  siteMeter: 'Against the site meter',
  direction: 'Direction',
  response: 'Response',
}

const passed: Record<DeviceCheck['id'], string> = {
  identity: 'serial number as in the site file',
  range: '24 of 24 points within what is plausible',
  steadiness: '50 of 50 requests answered, 4 ms median',
  clock: '0.3 s behind the engine',
  unit: 'power within 2 % of voltage times current',
  siteMeter: 'moved by 98 kW when the device moved by 100 kW',
  direction: 'drew more when told to draw more',
  response: 'nine tenths of the change after 4.1 s',
}

const checkIds = Object.keys(titles) as DeviceCheck['id'][]

function checksOf(results: Partial<Record<DeviceCheck['id'], [DeviceCheck['result'], string]>>): DeviceCheck[] {
  return checkIds.map((id) => {
    const [result, detail] = results[id] ?? ['pass', passed[id]]
    return { id, title: titles[id], result, detail }
  })
}

const untried: DeviceCheck[] = checkIds.map((id) => ({ id, title: titles[id], result: 'notTried', detail: '' }))

/** Devices on their way from "it answers" to "it may be steered". */
export function createDemoCommissioning(site: SiteDescription, now: () => number) {
  const people = { acceptedBy: 'M. Lind', acceptedAt: now() - 5 * 86_400_000, note: 'Meter compared on site' }
  const states = new Map<string, Commissioned>()
  site.devices.forEach((device, n) => {
    const assetId = site.assets.find((a) => a.device === device.id)?.id ?? ''
    const common = { deviceId: device.id, assetId, definition: device.definition, serial: device.serial ?? '' }
    const isOpen = device.mode === 'commissioning'
    const reversed = checksOf({ direction: ['fail', 'told to draw 100 kW more, it drew 96 kW less'] })
    const slow = checksOf({ clock: ['warn', '41 s ahead of the engine'], response: ['notTried', ''] })
    const entry: Commissioned = isOpen
      ? { ...common, state: 'open', checks: [untried, reversed, slow][n % 3] ?? untried }
      : n % 4 === 0
        ? { ...common, state: 'accepted', checks: checksOf({}), ...people }
        : { ...common, state: 'notAsked', checks: untried }
    states.set(device.id, entry)
  })

  function find(deviceId: string): Commissioned {
    const found = states.get(deviceId)
    if (!found) throw new PowerchainError('Field.UnknownDevice', `there is no device "${deviceId}"`)
    return found
  }
  function set(entry: Commissioned): Commissioned {
    states.set(entry.deviceId, entry)
    return entry
  }

  return {
    list: () => [...states.values()],
    async examine(deviceId: string) {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      return set({ ...find(deviceId), checks: checksOf({ direction: ['notTried', ''], response: ['notTried', ''] }) })
    },
    accept(deviceId: string, note: string) {
      const entry = find(deviceId)
      const failed = entry.checks.find((check) => check.result === 'fail')
      if (failed) throw new PowerchainError('Field.NotAccepted', `${failed.title} failed: ${failed.detail}`)
      return set({ ...entry, state: 'accepted', acceptedBy: site.person.name, acceptedAt: now(), note })
    },
    withdraw: (deviceId: string) => set({ ...find(deviceId), state: 'open' }),
    async *pulse(input: { assetId: string; byKW: number; seconds: number }): AsyncGenerator<PulseStep, void, void> {
      const asset = site.assets.find((a) => a.id === input.assetId)
      const isReversed = asset !== undefined && isControllable(asset.kind) && asset.id.endsWith('4')
      const factor = isReversed ? -1 : 1
      for (let atMs = -2_000; atMs <= input.seconds * 1_000; atMs += 500) {
        const share = atMs <= 400 ? 0 : 1 - Math.exp(-(atMs - 400) / 1_400)
        const deviceKW = -900 + factor * input.byKW * share + wave(now(), 1, 3_000)
        const siteKW = 1_240 - factor * input.byKW * 0.98 * share + 4 * wave(now(), 2, 3_000)
        yield { type: 'sample', atMs, orderedKW: -900 + (atMs < 0 ? 0 : input.byKW), deviceKW, siteKW }
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
      yield isReversed
        ? {
            type: 'result',
            direction: 'reversed',
            responseMs: null,
            devicePct: -97,
            sitePct: -95,
            verdict: 'It moved the other way: the frame of its setpoint is named wrongly in the definition.',
          }
        : {
            type: 'result',
            direction: 'right',
            responseMs: 3_600,
            devicePct: 98,
            sitePct: 96,
            verdict: 'It followed the order, and the site meter saw the same change.',
          }
    },
  }
}
