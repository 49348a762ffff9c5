import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataType, Variant } from 'node-opcua-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectOpcUa } from '../../../../devices/transports/opc-ua/connect.ts'
import { browse, callMethod, objectsFolder, readHistory } from '../../../../devices/transports/opc-ua/explore.ts'
import type { OpcUaLink } from '../../../../devices/transports/opc-ua/link.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { type FakeOpcUa, startFakeOpcUa } from '../../drivers/opc-ua-fake.ts'
import { addMethodAndHistory } from '../../drivers/opc-ua-machine.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'opc-ua-explore-'))
const node = (name: string) => `nsu=urn:test:device;s=${name}`
let fake: FakeOpcUa
let link: OpcUaLink

beforeAll(async () => {
  fake = await startFakeOpcUa({ Soc: 50, Power: 0 })
  addMethodAndHistory(fake)
  link = await connectOpcUa({
    endpoint: fake.endpoint,
    security: 'none',
    pkiFolder: join(dataDir, 'pki'),
    clock,
    signal: new AbortController().signal,
    onLost: () => {},
  })
})

afterAll(async () => {
  await link.close()
  await fake.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('browsing names what lies below, with namespaces that last and methods told apart', async () => {
  const top = await browse(link, objectsFolder)
  expect(top).toContainEqual({ node: node('Soc'), name: 'Soc', kind: 'variable' })
  expect(top).toContainEqual({ node: node('Machine'), name: 'Machine', kind: 'object' })
  const parts = await browse(link, node('Machine'))
  expect(parts).toHaveLength(1_502)
  expect(parts).toContainEqual({ node: node('Double'), name: 'Double', kind: 'method' })
})

test('a method is called with arguments and gives its results', async () => {
  const inputs = [new Variant({ dataType: DataType.Double, value: 21 })]
  const results = await callMethod(link, { object: node('Machine'), method: node('Double'), inputs })
  expect(results.map(({ value }) => value as number)).toEqual([42])
})

test.each([
  ['a method that is not there', () => callMethod(link, { object: node('Machine'), method: node('None'), inputs: [] })],
  ['arguments missing', () => callMethod(link, { object: node('Machine'), method: node('Double'), inputs: [] })],
  ['a node that is not there', () => browse(link, node('None'))],
  ['a namespace that is not there', () => browse(link, 'nsu=urn:none;s=Soc')],
  ['no history kept', () => readHistory(link, { node: node('Soc'), from: 0, to: 2_000_000 })],
])('%s is refused as illegal, by the name of the status', async (_name, ask) => {
  await expect(ask()).rejects.toMatchObject({ code: 'Device.Illegal', message: expect.stringMatching(/answers Bad/) })
})

test('history comes oldest first within the instants asked for', async () => {
  const values = await readHistory(link, { node: node('Kept'), from: 1_005_000, to: 1_009_500 })
  expect(values.map(({ value }) => value.value as number)).toEqual([5, 6, 7, 8, 9])
})
