import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { definitionSchema, type ModbusDefinition, type ModbusPoint } from '../../../devices/definition.ts'
import { startPolling } from '../../../devices/drivers/poll-loop.ts'
import { PointDecoder } from '../../../devices/points/point-decoder.ts'
import { openDevice } from '../../../devices/index.ts'
import { createLines } from '../../../devices/transports/modbus/lines.ts'
import { silentLog } from '../../../domain/log.ts'
import { deviceConfig } from '../../../domain/site.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { atMost, type Figure, quantile } from '../figure.ts'
import { startPeers } from './peers.ts'

const goodDevices = 80
const badDevices = 20
const periodMs = 1_000
const measuredMs = 30_000
const registers = 100
/** No answer: a missed poll. */
const none = Buffer.alloc(0)

/** 100 devices x 200 points at 1 s in this process, 20 of them dead, slow or flooding: how evenly the others are read. */
export async function pollJitter(): Promise<Figure[]> {
  const peers = await startPeers()
  const program = spawn(process.execPath, [fileURLToPath(new URL('bad-devices.ts', import.meta.url))])
  const ports = await new Promise<number[]>((resolve) => {
    program.stdout.once('data', (bytes: Buffer) => resolve(JSON.parse(String(bytes)) as number[]))
  })
  const bad = Array.from({ length: badDevices }, (_, i) => startBad(i, ports[i % ports.length] ?? 0))
  const errorsMs: number[] = []
  const good = await Promise.all(Array.from({ length: goodDevices }, () => startGood(peers.port, errorsMs)))
  await new Promise((resolve) => clock.after(measuredMs, () => resolve(undefined)))
  for (const stop of good) stop()
  await Promise.all(bad.map((device) => device.stop()))
  program.kill()
  peers.stop()
  const expected = (goodDevices * 2 * (measuredMs - 2 * periodMs)) / periodMs
  return [
    atMost('100 devices x 200 points, 20 bad: poll jitter p99', quantile(errorsMs, 0.99), 'ms', 100),
    atMost('100 devices x 200 points, 20 bad: polls missed', Math.max(0, expected - errorsMs.length), '', 0),
  ]
}

/** Two blocks of 100 registers a second, each decoded into 100 points; notes how far each period is from a second. */
async function startGood(port: number, errorsMs: number[]): Promise<() => void> {
  const line = await createLines().attach({
    address: { scheme: 'modbus-tcp', host: '127.0.0.1', port },
    folder: '/',
    clock,
    signal: new AbortController().signal,
    settings: { unit: 1, events: { answered: () => {}, unanswered: () => {}, lost: () => {} } },
  })
  const items = [0, 1].map(() => {
    const readAt: number[] = []
    return {
      periodMs,
      async read() {
        const bytes = await line.ask({ kind: 'read', table: 'holding', start: 0, length: registers }).catch(() => none)
        if (bytes === none) return 0
        for (const decoder of decoders) decoder.read(bytes)
        const nowMs = clock.monotonicMs()
        const lastMs = readAt.at(-1)
        readAt.push(nowMs)
        // the first period also spreads the items over the second
        if (lastMs !== undefined && readAt.length > 2) errorsMs.push(Math.abs(nowMs - lastMs - periodMs))
        return 0
      },
    }
  })
  const stop = startPolling({ items, clock })
  return () => {
    stop()
    line.close()
  }
}

function startBad(i: number, port: number) {
  const endpoint = `modbus-tcp://127.0.0.1:${port}`
  const config = deviceConfig.parse({ id: `bad-${i}`, definition: definition.id, endpoint, unit: i + 1 })
  const device = openDevice({ config, endpoint, definition, dataDir: '/nowhere', clock, log: silentLog })
  device.start()
  return device
}

const definition = definitionSchema.parse({
  protocol: 'modbus',
  id: 'bench/meter',
  kind: 'load',
  maker: 'Bench',
  model: 'Meter',
  source: 'bench',
  points: { voltageV: { register: 0, type: 'uint16' }, currentA: { register: 90, type: 'uint16', poll: 'fast' } },
}) as ModbusDefinition
const decoders = Array.from(
  { length: registers },
  (_, register) => new PointDecoder({ ...definition.points.voltageV, register } as ModbusPoint, 0),
)
