import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { northboundConfig } from '../../../domain/site.ts'
import {
  faultParts,
  type MapRow,
  matchesRow,
  nodeParts,
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
  [
    'Port 4841 is in use by another program. End that program, or choose another port.',
    'Port 4841 is in use by another program.',
    'End that program, or choose another port.',
  ],
  ['10.9.9.9 is no address of this machine. Correct it.', '10.9.9.9 is no address of this machine.', 'Correct it.'],
  ['no rights', 'no rights', 'Look at the section northbound of the site file.'],
])('"%s" is what it is, and what helps', (fault, what, remedy) => {
  expect(faultParts(fault)).toEqual({ what, remedy })
})

test.each([
  ['nsu=urn:powerchain:northbound;s=grid.activePowerKW', 'nsu=urn:powerchain:northbound', 's=grid.activePowerKW'],
  ['ns=1;s=a;b', 'ns=1', 's=a;b'],
  ['i=85', '', 'i=85'],
])('node %s is in "%s" as %s', (node, namespace, name) => expect(nodeParts(node)).toEqual({ namespace, name }))

describe('the filter of the map', () => {
  const row: MapRow = {
    assetId: 'li-ion',
    assetName: 'Li-ion',
    nodeName: 's=li-ion.activePowerKW',
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
