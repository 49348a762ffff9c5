import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProbeReading } from '../../../devices/probe/reading.ts'
import type { Simulation } from '../../../devices/simulated/simulation.ts'
import { startOnSockets } from '../simulated/real-clock.ts'
import { definitions, demoSite } from '../simulated/sites.ts'
import { runProbe } from './probe-for-test.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'probe-'))
const site = demoSite()
let simulation: Simulation

beforeAll(async () => {
  simulation = await startOnSockets(site, dataDir)
}, 20_000)
afterAll(async () => {
  await simulation.stop()
  rmSync(dataDir, { recursive: true })
})

const idOf = (device: string) => site.devices.find(({ id }) => id === device)?.definition ?? ''
const endpointOf = (device: string) => simulation.endpoints[device] ?? ''

test.each(['li-ion', 'flywheels', 'hydrogen', 'factory', 'container-3'])(
  '%s: every point of its definition is good',
  async (device) => {
    const definition = definitions.get(idOf(device))
    const security = definition?.protocol === 'opcUa' ? ['--security', 'none'] : []
    const unit = site.devices.find(({ id }) => id === device)?.unit ?? 1
    const endpoint = endpointOf(device) + (security.length > 0 ? '' : `/${unit}`)
    const args = [endpoint, '--definition', idOf(device), '--data', dataDir, ...security]
    const { readings } = await runProbe(args)
    expect(readings.map(({ point }) => point)).toEqual(Object.keys(definition?.points ?? {}))
    expect(readings.filter(({ quality }) => quality !== 'good')).toEqual([])
  },
)

test('a setpoint reaches the physics', async () => {
  const args = [`${endpointOf('li-ion')}/1`, '--definition', idOf('li-ion'), '--write', 'setpointKW=-120']
  expect(await runProbe(args)).toMatchObject({ isDone: true, readings: [{ value: -120, quality: 'good' }] })
  expect(simulation.plant.devices.get('li-ion')?.points().setpointKW).toBe(-120)
})

function cli(args: string[], until: (text: string) => boolean = () => false) {
  const child = spawn(process.execPath, ['devices/probe/cli.ts', ...args])
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += String(chunk)
    if (until(out)) child.kill('SIGINT')
  })
  child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)))
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  )
}

test('the command prints one JSON object a line, again and again, until it is interrupted', async () => {
  const args = [`${endpointOf('li-ion')}/1`, '--definition', idOf('li-ion'), '--watch', '0.2', '--json']
  const { code, out, err } = await cli(args, (text) => text.split('"socPct"').length > 2)
  const lines = out.trim().split('\n')
  const readings = lines.map((line) => JSON.parse(line) as ProbeReading)
  expect(readings.filter(({ point }) => point === 'socPct').length).toBeGreaterThan(1)
  expect(Object.keys(readings[0] ?? {})).toEqual(['point', 'value', 'unit', 'quality', 'at'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
}, 10_000)

test('without --json it prints a table; a wrong call says how to call it', async () => {
  const [table, wrong] = await Promise.all([
    cli([`${endpointOf('grid')}/1`, '--definition', idOf('grid')]),
    cli(['modbus-tcp://127.0.0.1:502/1-9']),
  ])
  expect(table.out).toMatch(/^activePowerKW +-?\d[\d.e-]* {2}kW +good$/m)
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toMatch(/^a range of units is for --scan\n\(npm run probe -- --help/)
}, 10_000)
