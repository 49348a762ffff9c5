import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerWish } from '../../../devices/probe/sources/registers.ts'
import { type FakeModbus, reply, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { runProbe } from './probe-for-test.ts'

let fake: FakeModbus
beforeEach(async () => {
  fake = await startFakeModbus()
})
afterEach(() => fake.stop())

const run = (...more: string[]) => runProbe([`${fake.endpoint}/1`, ...more])

test.each<[string, string[], [string, number | string | null, string][]]>([
  [
    'registers as they are',
    ['--read', '40011-40012'],
    [
      ['40011', 0x4248, '0x4248'],
      ['40012', 0xfff6, '0xFFF6'],
    ],
  ],
  ['a signed one', ['--read', 'holding:11', '--as', 'int16'], [['40012', -10, '0xFFF6']]],
  ['an input register', ['--read', '30011', '--as', 'uint16'], [['30011', 0x4248, '0x4248']]],
  [
    'a float, low register first',
    ['--read', 'holding:20-21', '--as', 'float32/CDAB'],
    [['40021', 50, '0x0000 0x4248']],
  ],
  [
    'one of two registers, named by its first',
    ['--read', '40021', '--as', 'float32/CDAB'],
    [['40021', 50, '0x0000 0x4248']],
  ],
  ['a text', ['--read', 'holding:30-32', '--as', 'string'], [['40031', 'SN-42', '0x534E 0x2D34 0x3200']]],
  ['decimal digits that are none', ['--read', 'holding:11', '--as', 'bcd16'], [['40012', null, '0xFFF6']]],
  [
    'coils',
    ['--read', '00005-00006'],
    [
      ['00005', 1, '1'],
      ['00006', 0, '0'],
    ],
  ],
])('%s', async (_name, args, expected) => {
  fake.put(10, '4248fff6', 20, '00004248', 30, Buffer.from('SN-42\0').toString('hex'), 4, '00010000')
  const { readings } = await run(...args)
  expect(readings.map(({ point, value, raw }) => [point, value, raw])).toEqual(expected)
})

test('no request is longer than most devices take, no value is split, and every register is asked for once', async () => {
  const { readings } = await run('--read', 'holding:0-499', '--as', 'uint64')
  expect(readings).toHaveLength(125)
  expect(fake.requests.map(({ start, second }) => [start, second])).toEqual([
    [0, 120],
    [120, 120],
    [240, 120],
    [360, 120],
    [480, 20],
  ])
})

test('what is refused takes only its own registers with it', async () => {
  fake.twist = (answer, { start }) => (start === 0 ? reply(answer, Buffer.of(0x83, 2)) : answer)
  const { readings } = await run('--read', 'holding:0-129')
  expect(readings[0]).toMatchObject({ value: null, quality: 'bad' })
  expect(readings[0]?.reason).toMatch(/^Device\.Illegal: .*exception 2\)$/)
  expect(readings[129]).toMatchObject({ value: 0, quality: 'good', place: 'holding 129 (40130)', reading: 'uint16' })
})

test.each([
  ['40010-40001', '', /--read: 40001-40010 as manuals count/],
  ['30001-40002', '', /--read:/],
  ['20001', '', /--read:/],
  ['relay:1', '', /--read: .*holding, input, coil, discrete/],
  ['holding:65536', '', /--read:/],
  ['holding:0-1200', '', /at most 1200 in one go, not 1201/],
  ['40001', 'float16', /--as: int16, .*not "float16"/],
  ['40001', 'int32/ACBD', /--as:/],
  ['1', 'uint16', /bits need none/],
])('%s as "%s" is refused in words', (where, as, words) => {
  expect(() => registerWish(where, as)).toThrow(words)
})
