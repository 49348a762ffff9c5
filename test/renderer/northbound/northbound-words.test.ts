import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { northboundConfig } from '../../../domain/site.ts'
import {
  type MapRow,
  matchesRow,
  remedyOf,
  type ServerName,
  serverState,
  snippets,
} from '../../../renderer/views/field/northbound/northbound-words.ts'

test.each(Object.keys(snippets) as ServerName[])('the lines that switch %s on are ones the site file takes', (name) => {
  const { northbound } = parse(snippets[name]) as { northbound: unknown }
  expect(northboundConfig.parse(northbound)[name]).toMatchObject({ host: '127.0.0.1' })
})

test.each([
  [{ isOn: true, fault: '' }, 'on'],
  [{ isOn: false, fault: '' }, 'off'],
  [{ isOn: false, fault: 'port 4841 is in use' }, 'faulty'],
  [{ isOn: true, fault: 'certificate file missing' }, 'faulty'],
])('%o is %s', (server, state) => {
  expect(serverState({ endpoint: '', clients: 0, ...server })).toBe(state)
})

test.each([
  ['port 4841 is in use by another program', /another port/],
  ['listen EADDRINUSE: address already in use', /another port/],
  ['listen EACCES: permission denied 0.0.0.0:502', /above/],
  ['listen EADDRNOTAVAIL 10.9.9.9', /no such address/],
  ['certificate and key do not belong together', /tls/],
  ['something else', /section northbound/],
])('"%s" comes with what to do', (fault, words) => expect(remedyOf(fault)).toMatch(words))

describe('the filter of the map', () => {
  const row: MapRow = {
    assetId: 'li-ion',
    assetName: 'Li-ion',
    point: 'activePowerKW',
    label: 'Power',
    unit: 'kW',
    modbusUnit: 1,
    register: 140,
    address: 300_141,
    qualityRegister: 142,
    node: 'ns=1;s=li-ion.activePowerKW',
  }

  test.each([
    ['', true],
    ['li-ion power', true],
    ['300141', true],
    ['140', true],
    ['ns=1;s=li', true],
    ['LI-ION KW', true],
    ['li-ion voltage', false],
  ])('"%s" %s', (typed, isFound) => expect(matchesRow(row, typed)).toBe(isFound))
})
