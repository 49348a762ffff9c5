import { describe, expect, test } from 'vitest'
import {
  adviceOf,
  linkRows,
  linkWords,
  matchesLink,
  needsSomebody,
  securityWords,
} from '../../../renderer/views/field/links/link-words.ts'
import type { DeviceLink } from '../../../renderer/state/store.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const site = describeDemoSite(4)
const now = 1_000_000

function deviceOf(id: string) {
  const found = site.devices.find((device) => device.id === id)
  if (!found) throw new Error(id)
  return found
}

const link = (deviceId: string, more: Partial<DeviceLink> = {}): DeviceLink => ({
  deviceId,
  state: 'connected',
  since: 0,
  detail: 'answers',
  endpoint: deviceOf(deviceId).endpoint,
  answerRatio: 1,
  latencyMs: 4,
  lostCount: 0,
  ...more,
})

describe('words and advice', () => {
  const id = 'container-1-controller'
  test.each([
    ['answers', link(id), /^nothing$/],
    ['answers badly', link(id, { answerRatio: 0.6 }), /cable, termination/],
    ['no contact', link(id, { state: 'lost' }), /power of the device/],
    ['wrong device', link(id, { state: 'wrongIdentity' }), /nameplate/],
    ['connecting', link(id, { state: 'connecting', since: now - 2_000 }), /^nothing$/],
    ['connecting', link(id, { state: 'connecting', since: now - 60_000 }), /power of the device/],
    ['not tried yet', undefined, /^nothing$/],
  ])('a link that is "%s"', (words, given, advice) => {
    expect(linkWords(given)).toBe(words)
    const found = adviceOf(deviceOf(id), given, now)?.text
    expect(found ?? 'nothing').toMatch(advice)
  })

  test('a certificate nobody trusts leads to the certificates', () => {
    const given = link('flywheels-controller', {
      state: 'lost',
      detail: 'the certificate with thumbprint 3e1b is not trusted',
    })
    expect(adviceOf(deviceOf('flywheels-controller'), given, now)?.tab).toBe('/field/certificates')
  })

  test('a simulated device is on this machine, whatever it speaks', () => {
    const device = { ...deviceOf('flywheels-controller'), endpoint: 'simulated' }
    expect(securityWords({ device, link: link(device.id) })).toBe('simulated, on this machine')
  })

  test.each([
    ['frozen', true],
    ['restarted', false],
  ] as const)('a note of kind %s puts its device among those that need somebody: %s', (kind, needs) => {
    const [row] = linkRows(
      { ...site, devices: [deviceOf(id)] },
      [link(id, { notes: [{ kind, at: 1, text: '' }] })],
      now,
    )
    expect(row && needsSomebody(row)).toBe(needs)
  })

  test.each([
    ['flywheels-controller', 'Aes256_Sha256_RsaPss', 'Aes256 Sha256 RsaPss'],
    ['hydrogen-controller', 'none', 'not encrypted'],
    ['container-1-controller', undefined, 'Modbus has no encryption'],
  ])('security of %s reads "%3$s"', (id, security, words) => {
    const given = link(id, security === undefined ? {} : { security })
    expect(securityWords({ device: deviceOf(id), link: given })).toBe(words)
  })
})

describe('rows', () => {
  const rows = linkRows(site, [link('pv-controller', { state: 'lost', serial: 'XY-1' })], now)

  test('every device has one, with its assets, in the order of the site', () => {
    expect(rows.map((row) => row.device.id)).toEqual(site.devices.map((device) => device.id))
    expect(rows.find((row) => row.device.id === 'pv-controller')?.assets.map((a) => a.id)).toEqual(['pv'])
  })

  test.each([
    ['xy-1', ['pv-controller']],
    ['PV 15021', ['pv-controller']],
    ['opc.tcp', ['flywheels-controller', 'hydrogen-controller']],
    ['nobody', []],
  ])('filter "%s"', (filter, ids) => {
    expect(rows.filter((row) => matchesLink(row, filter)).map((row) => row.device.id)).toEqual(ids)
  })
})
