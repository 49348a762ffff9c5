import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitLine } from '../../../devices/transports/modbus/line.ts'
import { attach } from './attach.ts'

// Our client on a server that other people wrote: both sides of a test of our own could share a mistake.
const isThere = (command: string) => spawnSync(command, ['-c', 'import pymodbus.server']).status === 0
const python = ['python3', '/usr/bin/python3'].find(isThere)

/** pymodbus 3: every table holds 7 x address + 1 (registers) or address is odd (bits), counted from 0 as on the wire. */
const server = `
import asyncio, logging, sys
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartAsyncTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer
logging.disable(logging.CRITICAL)
registers = lambda: ModbusSequentialDataBlock(0, [7 * i + 1 for i in range(200)])
bits = lambda: ModbusSequentialDataBlock(0, [i % 2 == 1 for i in range(200)])
unit = ModbusSlaveContext(co=bits(), di=bits(), hr=registers(), ir=registers(), zero_mode=True)
identity = ModbusDeviceIdentification(info_name={'VendorName': 'Acme', 'ProductCode': 'PM-1', 'MajorMinorRevision': '2.4'})
async def main():
    started = await StartAsyncTcpServer(context=ModbusServerContext(slaves=unit, single=True), identity=identity,
        framer={'tcp': ModbusSocketFramer, 'rtu': ModbusRtuFramer}[sys.argv[1]], address=('127.0.0.1', 0), defer_start=True)
    running = asyncio.create_task(started.serve_forever())
    await started.serving
    print(started.server.sockets[0].getsockname()[1], flush=True)
    await running
asyncio.run(main())
`

const words = (data: Buffer) => Array.from({ length: data.length / 2 }, (_, i) => data.readUInt16BE(2 * i))

describe.skipIf(!python).each([
  ['tcp', 'modbus-tcp'],
  ['rtu', 'modbus-rtu-tcp'],
])('pymodbus over %s', (framer, scheme) => {
  let process: ChildProcess
  let line: UnitLine

  beforeAll(async () => {
    process = spawn(python ?? '', ['-c', server, framer], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [port] = (await once(process.stdout ?? process, 'data')) as [Buffer]
    line = await attach({ endpoint: `${scheme}://127.0.0.1:${String(port).trim()}`, timeoutMs: 3_000 })
  })
  afterAll(() => {
    line.close()
    process.kill()
  })

  const holding = async (start: number, length: number) =>
    words(await line.ask({ kind: 'read', table: 'holding', start, length }))

  test.each(['holding', 'input'] as const)('functions 3 and 4: %s registers', async (table) => {
    expect(words(await line.ask({ kind: 'read', table, start: 100, length: 3 }))).toEqual([701, 708, 715])
  })

  test.each(['coil', 'discrete'] as const)('functions 1 and 2: %s', async (table) => {
    expect(await line.ask({ kind: 'read', table, start: 100, length: 10 })).toEqual(Buffer.of(0b1010_1010, 0b10))
  })

  test('functions 6 and 16: one register and several', async () => {
    await line.ask({ kind: 'write', start: 10, values: Buffer.from('1234', 'hex') })
    await line.ask({ kind: 'write', start: 11, values: Buffer.from('0001fffe', 'hex') })
    expect(await holding(9, 5)).toEqual([64, 0x1234, 1, 0xfffe, 92])
  })

  test('functions 5 and 15: one coil and several', async () => {
    await line.ask({ kind: 'writeCoils', start: 20, values: [true] })
    await line.ask({ kind: 'writeCoils', start: 21, values: [false, false, true] })
    expect(await line.ask({ kind: 'read', table: 'coil', start: 20, length: 5 })).toEqual(Buffer.of(0b01001))
  })

  test('function 22: bits of a register', async () => {
    await line.ask({ kind: 'write', start: 30, values: Buffer.from('0012', 'hex') })
    // the example of the Modbus Application Protocol 1.1b3, section 6.16
    await line.ask({ kind: 'mask', start: 30, and: 0xf2, or: 0x25 })
    expect(await holding(30, 1)).toEqual([0x17])
  })

  test('function 23: write, then read', async () => {
    const values = Buffer.from('00050006', 'hex')
    const data = await line.ask({ kind: 'readWrite', start: 40, length: 3, writeStart: 41, values })
    expect(words(data)).toEqual([281, 5, 6])
  })

  test('function 43/14: who it is', async () => {
    const objects = await line.ask({ kind: 'identify', level: 1, object: 0 })
    for (const text of ['Acme', 'PM-1', '2.4']) expect(objects.toString('latin1')).toContain(text)
  })

  test('what it does not have is refused by name', async () => {
    await expect(holding(500, 1)).rejects.toMatchObject({ code: 'Device.Illegal' })
    expect(await holding(0, 1)).toEqual([1])
  })
})
