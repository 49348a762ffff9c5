import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { float32 } from '../definitions/modbus-dump.ts'
import { calledSo, onlyUnits } from '../onboarding/scan/scan-for-test.ts'
import { type FakeModbus, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { runProbe } from './probe-for-test.ts'

let fakes: FakeModbus[]
beforeEach(async () => {
  const first = await startFakeModbus({ host: '127.0.0.2' })
  fakes = [first, await startFakeModbus({ host: '127.0.0.3', port: first.port })]
})
afterEach(async () => {
  for (const fake of fakes) await fake.stop()
})

const rangeOf = (units: string) => `modbus-tcp://127.0.0.2-4:${fakes[0]?.port}/${units}`

test('a line for each place of the range: who answers and what fits, or why nobody does', async () => {
  for (const fake of fakes) {
    fake.put(0, float32(230.5), 0x34, float32(-4_250), 0x3c, float32(310), 0x46, float32(49.98), 0x48, float32(1_234))
    fake.twist = onlyUnits(1)
  }
  const { readings, isDone } = await runProbe([rangeOf('1'), '--scan'])
  expect(isDone).toBe(true)
  expect(readings).toHaveLength(3)
  for (const line of readings)
    expect(Object.keys(line).slice(0, 5)).toEqual(['point', 'value', 'unit', 'quality', 'at'])
  const at = (host: string) => readings.find(({ endpoint }) => endpoint?.includes(`${host}:`))
  expect(at('127.0.0.2')).toMatchObject({
    point: 'unit 1',
    value: 'answers, but does not say who it is',
    quality: 'good',
  })
  expect(at('127.0.0.3')?.proposals?.[0]).toMatchObject({ definition: 'eastron/sdm630' })
  expect(at('127.0.0.4')).toMatchObject({ point: 'unit 1', value: null, quality: 'bad' })
  expect(at('127.0.0.4')?.reason).toMatch(/^Device\.Unreachable: .*nothing listens there/)
})

test('what a device says of itself is the value of its line', async () => {
  for (const fake of fakes) fake.twist = calledSo('ABB', 'B23 112-100')
  const { readings } = await runProbe([`${fakes[0]?.endpoint}/1`, '--scan'])
  expect(readings).toMatchObject([
    { value: 'vendorName ABB, productCode B23 112-100', maker: 'ABB', model: 'B23 112-100', quality: 'good' },
  ])
})

function printedBy(...args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, ['devices/probe/cli.ts', ...args])
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)))
  return new Promise((resolve) => child.once('close', () => resolve(out.trim().split('\n'))))
}

test('--raw adds place, registers and how they are read, for people and programs', async () => {
  const [fake] = fakes
  fake?.put(0x46, float32(49.98))
  const args = [`${fake?.endpoint}/1`, '--definition', 'eastron/sdm630', '--raw']
  const [json, table] = await Promise.all([printedBy(...args, '--json'), printedBy(...args)])
  const lines = json.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.find(({ point }) => point === 'frequencyHz')).toMatchObject({
    quality: 'good',
    place: 'input 70 (30071)',
    raw: '0x4247 0xEB85',
    reading: 'float32 ABCD',
  })
  expect(table.find((line) => line.startsWith('frequencyHz'))).toMatch(
    /input 70 \(30071\); 0x4247 0xEB85; float32 ABCD$/,
  )
})
