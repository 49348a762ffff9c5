import { expect, test } from 'vitest'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { planBlocks } from '../../../devices/points/blocks.ts'
import { explainPoint } from '../../../devices/points/decode.ts'

const definition = loadDefinitions().get('powerchain/io-module')

// pulses 1 to 4 and both analogue inputs; contacts 1 and 3 closed, the relay too; input 2 of the analogue ones is broken
const tables: Record<string, Buffer> = {
  input: Buffer.from('0012d6870000000500000000000100001388ffff', 'hex'),
  discrete: Buffer.of(0b0101),
  coil: Buffer.of(1),
}

test('contacts, pulses, analogue inputs and the relay read as wired', () => {
  if (definition?.protocol !== 'modbus') throw new Error('no definition')
  const values = planBlocks(definition).flatMap(({ table, start, length, points }) => {
    const all = tables[table] ?? Buffer.alloc(0)
    const bytes = table === 'input' ? all.subarray(start * 2, (start + length) * 2) : all
    return points.map(({ name, point }) => {
      const { value, reason } = explainPoint(point, { bytes, start })
      return [name, reason ?? value] as const
    })
  })
  expect(Object.fromEntries(values)).toEqual({
    activePowerKW: -50,
    absorbedKWh: 1_234.567,
    input1: 1,
    input2: 0,
    input3: 1,
    input4: 0,
    pulses1: 1_234_567,
    pulses2: 5,
    pulses3: 0,
    pulses4: 65_536,
    analogue1: 50,
    analogue2: 'not provided by the device',
    relay: 1,
  })
})
