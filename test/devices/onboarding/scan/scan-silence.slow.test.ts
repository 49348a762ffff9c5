import { afterEach, beforeEach, expect, test } from 'vitest'
import { float32 } from '../../definitions/modbus-dump.ts'
import { type FakeModbus, reply, startFakeModbus } from '../../transports/fake-modbus-server.ts'
import { runScan } from './scan-for-test.ts'

let fake: FakeModbus
beforeEach(async () => (fake = await startFakeModbus()))
afterEach(() => fake.stop())

test('a device that falls silent over its identification is found all the same, and its model proposed', async () => {
  fake.put(0x00, float32(230.5), 0x34, float32(-4_250), 0x3c, float32(310), 0x46, float32(49.98), 0x48, float32(1_234))
  fake.twist = (answer, request) => (request.function === 43 ? undefined : answer)
  const { found } = await runScan(`${fake.endpoint}/1`)
  expect(found[0]?.proposals[0]).toMatchObject({ definition: 'eastron/sdm630' })
}, 15_000)

test('a host that drops the connection at every unknown unit is asked on for the others', async () => {
  fake.twist = (answer, { unit, function: code }) => {
    if (unit === 2) return code === 43 ? reply(answer, Buffer.of(0xab, 1)) : answer
    fake.drop()
    return undefined
  }
  const { found, end } = await runScan(`${fake.endpoint}/1-3`)
  expect(found.map(({ unit }) => unit)).toEqual([2])
  expect(end).toMatchObject({ found: 1, silent: 2 })
})

test('a gateway without a path to a unit does not speak for it', async () => {
  fake.twist = (answer, { unit, function: code }) =>
    unit === 2 ? answer : reply(answer, Buffer.of(code | 0x80, unit === 1 ? 10 : 11))
  expect((await runScan(`${fake.endpoint}/1-3`)).found.map(({ unit }) => unit)).toEqual([2])
})

test('another unit that answers is not taken for the one that was asked', async () => {
  fake.twist = (answer, { unit }) => {
    const other = Buffer.from(answer)
    other.writeUInt8(unit === 3 ? 3 : 9, 6)
    return other
  }
  expect((await runScan(`${fake.endpoint}/1-3`)).found.map(({ unit }) => unit)).toEqual([3])
})
