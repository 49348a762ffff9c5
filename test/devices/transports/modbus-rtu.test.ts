import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modbusAddress } from '../../../devices/transports/modbus/address.ts'
import { crc16 } from '../../../devices/transports/modbus/frames/crc.ts'
import type { UnitLine } from '../../../devices/transports/modbus/line.ts'
import { createLines, type Lines } from '../../../devices/transports/modbus/lines.ts'
import type { UnitSettings } from '../../../devices/transports/modbus/unit.ts'
import { attach, silentEvents } from './attach.ts'
import { type FakeRtu, startRtuOverTcp, startSerialLine, withCrc } from './fake-rtu-device.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0

test.each([
  ['modbus-rtu:///dev/ttyUSB0', { path: '/dev/ttyUSB0', baudRate: 19_200, parity: 'even', stopBits: 1 }],
  ['modbus-rtu:///dev/serial/by-id/usb-FTDI-if00?baud=9600&parity=none&stop=2', { baudRate: 9_600, stopBits: 2 }],
  ['modbus-rtu://COM7?parity=odd', { path: 'COM7', parity: 'odd' }],
  ['modbus-rtu-tcp://10.0.0.4:4001', { host: '10.0.0.4', port: 4_001 }],
  ['modbus-tls://[fe80::1]:802', { scheme: 'modbus-tls', host: 'fe80::1', port: 802 }],
])('%s is an address', (endpoint, parts) => {
  expect(modbusAddress(endpoint)).toMatchObject(parts)
})

test.each([
  'modbus-rtu:///dev/ttyUSB0?speed=9600',
  'modbus-rtu:///dev/x?parity=maybe',
  'modbus-rtu://',
  'modbus-tls://a',
])('%s is none', (endpoint) => {
  expect(modbusAddress(endpoint)).toBeUndefined()
})

test('the check sum is that of the standard', () => {
  // MODBUS over Serial Line 1.02, appendix B: 02 07 gives 41 12
  expect(crc16(Buffer.of(2, 7))).toBe(0x1241)
})

let fake: FakeRtu
let lines: Lines
let open: UnitLine[]

async function unit(settings: Partial<UnitSettings> = {}): Promise<UnitLine> {
  const line = await attach({ endpoint: fake.endpoint, lines, timeoutMs: 300, ...settings })
  open.push(line)
  return line
}

const read = async (line: UnitLine, start: number, length = 2) => {
  const data = await line.ask({ kind: 'read', table: 'holding', start, length })
  return Array.from({ length }, (_, i) => data.readUInt16BE(2 * i))
}
const write = (line: UnitLine, start: number, hex: string) =>
  line.ask({ kind: 'write', start, values: Buffer.from(hex, 'hex') })
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )

const serialLine = `on a serial port${hasPython ? '' : ' (left out: python3 is not here)'}`

for (const [name, start, isHere] of [
  ['over TCP', startRtuOverTcp, true],
  [serialLine, startSerialLine, hasPython],
] as const)
  describe.skipIf(!isHere)(`RTU ${name}`, () => {
    beforeEach(async () => {
      fake = await start()
      lines = createLines()
      open = []
    })

    afterEach(async () => {
      for (const line of open) line.close()
      await fake.stop()
    })

    test('reads and writes, several units in turn', async () => {
      const [one, two] = [await unit({ unit: 1 }), await unit({ unit: 2 })]
      expect(await Promise.all([read(one, 10), read(two, 20), read(one, 30)])).toEqual([
        [10, 11],
        [20, 21],
        [30, 31],
      ])
      await write(one, 10, '002a')
      await write(two, 11, '00010002')
      expect(await read(one, 10, 3)).toEqual([42, 1, 2])
    })

    test('fault 12: an echo of what is sent is recognised, on reads and from then on writes', async () => {
      fake.twist = (answer, request) => [Buffer.concat([request, answer])]
      const line = await unit()
      const early = write(line, 5, '0007')
      expect(await read(line, 1)).toEqual([1, 2])
      await early
      await write(line, 6, '0008')
      expect(await read(line, 5)).toEqual([7, 8])
      fake.twist = (_answer, request) => [request]
      expect(await code(write(line, 5, '0009'))).not.toBe('no error')
    })

    test('fault 12: noise before, a gap within, echo in pieces: the answer is still found', async () => {
      const line = await unit()
      fake.twist = (answer) => [Buffer.from('ff00a5', 'hex'), answer]
      expect(await read(line, 3)).toEqual([3, 4])
      fake.twist = (answer) => [answer.subarray(0, 3), answer.subarray(3, 6), answer.subarray(6)]
      expect(await read(line, 4)).toEqual([4, 5])
      fake.twist = (answer, request) => [request.subarray(0, 4), request.subarray(4), answer]
      expect(await read(line, 5)).toEqual([5, 6])
    })

    test.each([
      ['a lost byte', (answer: Buffer) => [Buffer.concat([answer.subarray(0, 4), answer.subarray(5)])]],
      ['a flipped bit', (answer: Buffer) => [Buffer.from(answer.map((byte, i) => (i === 4 ? byte ^ 1 : byte)))]],
      ['another unit', (answer: Buffer) => [withCrc(Buffer.concat([Buffer.of(9), answer.subarray(1, -2)]))]],
      ['another count', (answer: Buffer) => [withCrc(Buffer.concat([answer.subarray(0, 2), Buffer.of(2, 0, 1)]))]],
    ])('fault 12: %s is never a value, and the line is good again', async (_name, twist) => {
      const line = await unit()
      expect(await read(line, 1)).toEqual([1, 2])
      fake.twist = twist
      expect(await code(read(line, 3))).toBe('Device.BadAnswer')
      fake.twist = (answer) => [answer]
      expect(await read(line, 5)).toEqual([5, 6])
    })

    test('fault 5: an answer that comes late never answers another request, though nothing in it tells', async () => {
      // wide apart, so that a machine that stands still for a while does not make a late answer a far too late one
      const [one, two] = [await unit({ unit: 1, timeoutMs: 300 }), await unit({ unit: 2, timeoutMs: 300 })]
      expect(await read(one, 1)).toEqual([1, 2])
      fake.twist = (answer, request) => (request[0] === 1 ? [Buffer.alloc(0), ...gap(18), answer] : [answer])
      expect(await code(read(one, 3))).toBe('Device.Timeout')
      expect(await code(read(one, 5))).toBe('Device.Timeout')
      expect(await read(two, 7)).toEqual([7, 8])
      await delay(450)
      fake.twist = (answer) => [answer]
      expect(await read(one, 5)).toEqual([5, 6])
    })

    test('fault 10: a second whole answer is noticed and never answers the next request, however alike', async () => {
      const unasked: boolean[] = []
      const events = { ...silentEvents, unasked: (isWhole: boolean) => void unasked.push(isWhole) }
      const line = await unit({ events })
      fake.twist = (answer) => [Buffer.concat([answer, second(answer)])]
      for (const start of [10, 20, 30, 40]) expect(await read(line, start)).toEqual([start, start + 1])
      await expect.poll(() => unasked).toEqual([true, true, true, true])
    })

    // a machine busy with other work can hold the second answer back longer than any line would
    test('fault 11: where second answers come later, the line learns to wait for them', { retry: 3 }, async () => {
      const unasked: boolean[] = []
      const events = { ...silentEvents, unasked: (isWhole: boolean) => void unasked.push(isWhole) }
      const line = await unit({ events })
      fake.twist = (answer) => [answer, second(answer)]
      expect(await read(line, 5)).toEqual([5, 6])
      await expect.poll(() => unasked).toEqual([true])
      for (const start of [10, 20, 30]) expect(await read(line, start)).toEqual([start, start + 1])
      await expect.poll(() => unasked).toEqual([true, true, true, true])
    })

    test('noise between requests is noticed when it is more than a glitch, and spoils nothing', async () => {
      const unasked: boolean[] = []
      const events = { ...silentEvents, unasked: (isWhole: boolean) => void unasked.push(isWhole) }
      const line = await unit({ events })
      fake.twist = (answer) => [Buffer.concat([answer, Buffer.of(0, 0xff)])]
      expect(await read(line, 1)).toEqual([1, 2])
      await delay(30)
      expect(unasked).toEqual([])
      fake.twist = (answer) => [answer, Buffer.from('00ff55aa00ff', 'hex'), Buffer.from('00ff55', 'hex')]
      expect(await read(line, 3)).toEqual([3, 4])
      await delay(80)
      expect(unasked).toEqual([false])
      fake.twist = (answer) => [answer]
      expect(await read(line, 5)).toEqual([5, 6])
    })

    test('a unit that is not there does not stop the others', async () => {
      const [one, absent] = [await unit({ unit: 1 }), await unit({ unit: 77, timeoutMs: 100 })]
      const missing = code(read(absent, 1))
      expect(await read(one, 1)).toEqual([1, 2])
      expect(await missing).toBe('Device.Timeout')
      expect(await read(one, 2)).toEqual([2, 3])
    })
  })

/** What another device with the same unit number answers to the same. */
function second(answer: Buffer): Buffer {
  return withCrc(Buffer.concat([answer.subarray(0, 3), Buffer.alloc(answer.length - 5, 0x77)]))
}

/** Nothing, for n x 20 ms. */
const gap = (n: number) => Array.from({ length: n }, () => Buffer.alloc(0))

test('fault 83: a port that is not there is named', async () => {
  const attached = attach({ endpoint: 'modbus-rtu:///dev/tty-not-there' })
  await expect(attached).rejects.toMatchObject({ code: 'Device.Unreachable' })
  await expect(attached).rejects.toThrow(/tty-not-there is not there/)
})
