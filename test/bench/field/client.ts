// client.ts LIBRARY PORT CONNECTIONS AT_ONCE MS: reads 100 registers again and again, in a process of its own, and prints
// what it did as JSON.
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createConnection, Socket } from 'node:net'
import { definitionSchema, type ModbusPoint } from '../../../devices/definition.ts'
import { PointDecoder } from '../../../devices/points/point-decoder.ts'
import { createLines } from '../../../devices/transports/modbus/lines.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { quantile } from '../figure.ts'

const length = 100
const request = Buffer.from('000100000006010300000064', 'hex')
const answerBytes = 9 + 2 * length
const expected = Array.from({ length }, (_, i) => i * 31)
const load = createRequire(import.meta.url)

/** Reads the registers once and turns them into 100 numbers. */
type Read = () => Promise<readonly number[]>

const libraries: Record<string, (port: number, atOnce: number) => Promise<Read>> = {
  async powerchain(port, atOnce) {
    const line = await createLines().attach({
      address: { scheme: 'modbus-tcp', host: '127.0.0.1', port: port },
      folder: '/',
      clock,
      signal: new AbortController().signal,
      settings: { unit: 1, transactionsInFlight: atOnce, events: ignored },
    })
    return async () => {
      const bytes = await line.ask(registers)
      return decoders.map((decoder) => decoder.decode(bytes))
    }
  },
  async 'modbus-serial'(port) {
    const { default: ModbusRtu } = (await import('modbus-serial')) as unknown as { default: new () => ModbusSerial }
    const client = new ModbusRtu()
    await client.connectTCP('127.0.0.1', { port })
    client.setID(1)
    return async () => (await client.readHoldingRegisters(0, length)).data
  },
  /** No client at all: a socket that counts bytes, the floor under everybody. Nothing is checked or decoded. */
  async raw(port) {
    let have = 0
    let done: (() => void) | undefined
    const callback = (bytes: number) => {
      have += bytes
      if (have < answerBytes) return true
      have = 0
      done?.()
      return true
    }
    const socket = createConnection({ port, noDelay: true, onread: { buffer: Buffer.alloc(8_192), callback } })
    await once(socket, 'connect')
    return () =>
      new Promise((resolve) => {
        done = () => resolve(expected)
        socket.write(request)
      })
  },
  async jsmodbus(port) {
    const { client } = load('jsmodbus') as { client: { TCP: new (socket: Socket, unit: number) => JsModbus } }
    const socket = new Socket()
    const line = new client.TCP(socket, 1)
    await new Promise<void>((resolve) => void socket.setNoDelay(true).connect(port, '127.0.0.1', resolve))
    return async () => (await line.readHoldingRegisters(0, length)).response.body.valuesAsArray
  },
}

interface ModbusSerial {
  connectTCP(host: string, options: { port: number }): Promise<void>
  setID(unit: number): void
  readHoldingRegisters(start: number, length: number): Promise<{ data: number[] }>
}

interface JsModbus {
  readHoldingRegisters(start: number, length: number): Promise<{ response: { body: { valuesAsArray: number[] } } }>
}

const ignored = { answered: () => {}, unanswered: () => {}, lost: () => {} }
const registers = { kind: 'read', table: 'holding', start: 0, length } as const
const decoders = Array.from({ length }, (_, register) => new PointDecoder(pointAt(register), 0))

function pointAt(register: number): ModbusPoint {
  const head = { protocol: 'modbus', id: 'bench/meter', kind: 'load', maker: 'bench', model: 'meter', source: 'bench' }
  const definition = definitionSchema.parse({ ...head, points: { voltageV: { register, type: 'uint16' } } })
  return definition.points.voltageV as ModbusPoint
}

/** Reads until `untilMs`, one after the other. */
async function keepReading(read: Read, untilMs: number, latencies: number[]): Promise<void> {
  for (let begin = performance.now(); begin < untilMs;) {
    const values = await read()
    if (values.length !== length || values[99] !== 99 * 31) throw new Error(`wrong answer: ${values.join(' ')}`)
    const end = performance.now()
    latencies.push(end - begin)
    begin = end
  }
}

const [library = '', ...numbers] = process.argv.slice(2)
const [port = 0, connections = 1, atOnce = 1, ms = 1_000] = numbers.map(Number)
const open = libraries[library]
if (!open) throw new Error(`one of ${Object.keys(libraries).join(', ')}`)
const reads = await Promise.all(Array.from({ length: connections }, () => open(port, atOnce)))
const readers = reads.flatMap((read) => Array.from({ length: atOnce }, () => read))
const run = async (forMs: number) => {
  const latencies: number[] = []
  const untilMs = performance.now() + forMs
  await Promise.all(readers.map((read) => keepReading(read, untilMs, latencies)))
  return latencies
}

await run(ms / 3)
const [begin, cpu] = [performance.now(), process.cpuUsage()]
const latencies = await run(ms)
const { user, system } = process.cpuUsage(cpu)
const seconds = (performance.now() - begin) / 1_000
const figures = { requests: latencies.length, seconds, cpuS: (user + system) / 1e6, p99Ms: quantile(latencies, 0.99) }
console.log(JSON.stringify(figures))
process.exit(0)
