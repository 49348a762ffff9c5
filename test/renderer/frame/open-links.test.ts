import { expect, test } from 'vitest'
import { openLinkNames } from '../../../renderer/frame/open-links.ts'

const assets = [
  { name: 'Hydrogen', device: 'hydrogen-controller' },
  { name: 'Bank A', device: 'gateway' },
  { name: 'Bank B', device: 'gateway' },
]
const link = (deviceId: string, security?: string, state: 'connected' | 'lost' = 'connected') =>
  security === undefined ? { deviceId, state } : { deviceId, state, security }

test('nothing is said while every link is encrypted or has no choice', () => {
  expect(openLinkNames([link('hydrogen-controller', 'Basic256Sha256'), link('gateway')], assets)).toEqual([])
})

test('an open link is named by the assets behind it, a stranger by its own name', () => {
  const links = [link('hydrogen-controller', 'none'), link('gateway', 'none'), link('spare', 'none')]
  expect(openLinkNames(links, assets)).toEqual(['Hydrogen', 'Bank A', 'Bank B', 'spare'])
})

test('a link that is down sends nothing, so it is not named', () => {
  expect(openLinkNames([link('gateway', 'none', 'lost')], assets)).toEqual([])
})
