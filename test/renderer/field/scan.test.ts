import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewRow, ScanStep } from '../../../domain/rpc/field/field.ts'
import { problemOf } from '../../../renderer/connection/problem.ts'
import { directionWord, inOrder, valueText } from '../../../renderer/views/field/scan/preview-table.tsx'
import { emptyScan, placeOf, takeStep, whoWords } from '../../../renderer/views/field/scan/scan-steps.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const found = (unit: number): ScanStep => ({
  type: 'found',
  endpoint: 'modbus-tcp://10.0.0.1:502',
  unit,
  maker: '',
  model: '',
  serial: '',
  detail: 'answers, but does not say who it is',
  latencyMs: 3,
  proposals: [],
})

describe('what a scan has come to', () => {
  test('follows its steps', () => {
    const steps: ScanStep[] = [
      { type: 'progress', asked: 0, total: 3, now: 'a' },
      found(1),
      { type: 'progress', asked: 2, total: 3, now: 'c' },
      { type: 'end', found: 1, silent: 2, ended: '' },
    ]
    expect(steps.slice(0, 3).reduce(takeStep, emptyScan)).toMatchObject({ asked: 2, now: 'c', silent: undefined })
    expect(steps.reduce(takeStep, emptyScan)).toMatchObject({ asked: 3, total: 3, now: '', silent: 2, ended: '' })
    expect(steps.reduce(takeStep, emptyScan).found).toHaveLength(1)
  })

  test('names place and answerer, also one that does not say who it is', () => {
    const nameless = found(7) as Extract<ScanStep, { type: 'found' }>
    expect(placeOf(nameless)).toBe('modbus-tcp://10.0.0.1:502/7')
    expect(placeOf({ endpoint: 'opc.tcp://a:4840', unit: undefined } as never)).toBe('opc.tcp://a:4840')
    expect(whoWords(nameless, [])).toBe('answers, but does not say who it is')
    expect(whoWords({ ...nameless, maker: 'SolarEdge', model: 'SE33K' }, [])).toBe('SolarEdge SE33K')
  })
})

const proposing = (fit: number) => ({ ...found(7), proposals: [{ definition: 'eastron/sdm630', fit, because: '' }] })

test('a place that is nameless is called after the model that fits it', () => {
  const models = [{ id: 'eastron/sdm630', maker: 'Eastron', model: 'SDM630 Modbus' }] as never
  expect(whoWords(proposing(0.8) as never, models)).toBe('looks like Eastron SDM630 Modbus')
  expect(whoWords(proposing(0.8) as never, [])).toBe('looks like eastron/sdm630')
  expect(whoWords(proposing(0.2) as never, models)).toBe('answers, but does not say who it is')
})

test.each([
  [{ point: 'activePowerKW', unit: 'kW', value: -513.4 }, 'container', 'drawing', '513.4'],
  [{ point: 'activePowerKW', unit: 'kW', value: 18.4 }, 'grid', 'importing', '18.4'],
  [{ point: 'reactivePowerKvar', unit: 'kvar', value: -64.2 }, 'container', 'taking', '64.2'],
  [{ point: 'ambientDegC', unit: '°C', value: -4 }, 'container', '', '-4.0'],
  [{ point: 'activePowerKW', unit: 'kW', value: null }, 'grid', '', undefined],
] as const)('the value %j of a %s reads "%s %s"', (part, kind, word, text) => {
  const row = { ...part, quality: 'good' } as PreviewRow
  expect([directionWord(row, kind), valueText(row)]).toEqual([word, text])
})

test('points with trouble stand first, all others keep their order', () => {
  const rows = ['a', 'b', 'c', 'd'].map((point) => ({ point }) as PreviewRow)
  expect(inOrder(rows, new Set(['c', 'b'])).map((row) => row.point)).toEqual(['b', 'c', 'a', 'd'])
  expect(inOrder(rows, undefined)).toBe(rows)
})

describe('over the wire', () => {
  let server: DemoServer
  beforeEach(async () => {
    server = await startDemoServer()
    server.connection.start()
    await until(() => server.store.connection().state === 'live')
  })
  afterEach(() => server.stop())

  test('a device of the site is found as such, and its preview goes on until it is left', async () => {
    const { client } = server.connection
    const [device] = server.engine.site.devices
    if (!device) throw new Error('no device')
    let view = emptyScan
    for await (const step of await client.field.scan({ range: `${device.endpoint}/1` })) view = takeStep(view, step)
    expect(view).toMatchObject({ asked: 1, silent: 0, found: [{ deviceId: device.id, serial: device.serial }] })

    const ending = new AbortController()
    const { definition, endpoint } = device
    const rounds = await client.field.preview({ definition, endpoint }, { signal: ending.signal })
    const first = await rounds.next()
    expect(first.done).toBe(false)
    const next = rounds.next()
    ending.abort()
    await expect(next).rejects.toThrow(/abort/i)
  })

  test('a range that is none is refused with what was expected', async () => {
    const refused = await server.connection.client.field
      .scan({ range: 'here' })
      .catch((error: unknown) => problemOf(error))
    expect(refused).toMatchObject({ code: 'Config.Invalid' })
    expect((refused as { message: string }).message).toContain('modbus-tcp://HOST:PORT')
  })
})
