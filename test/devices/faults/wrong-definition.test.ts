import { expect, test } from 'vitest'
import { definitionSchema, type ModbusPoint } from '../../../devices/definition.ts'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { decodePoint } from '../../../devices/points/decode.ts'
import { encodePoint } from '../../../devices/points/encode.ts'
import { batteryDefinition } from '../drivers/open-for-test.ts'

/** Power of every Modbus definition, as its device would send a third of the most it can. */
const powers = [...loadDefinitions().values()].flatMap((definition) => {
  const point = definition.protocol === 'modbus' ? definition.points.activePowerKW : undefined
  if (!point?.plausible) return []
  const [from, to] = point.plausible
  const third = (Math.abs(from) > to ? from : to) / 3
  return [{ id: definition.id, point, kW: point.frame === 'load' ? -third : third }]
})
const quality = (point: ModbusPoint, sent: ModbusPoint, kW: number) =>
  decodePoint(point, encodePoint({ ...sent, plausible: undefined }, kW), point.register).quality

const swapped = { ABCD: 'CDAB', CDAB: 'ABCD', BADC: 'DCBA', DCBA: 'BADC' } as const

test.each(powers.filter(({ point }) => point.type === 'int32'))(
  'fault 16: in the wrong word order the power of $id is outside what can be',
  ({ point, kW }) => {
    expect(quality(point, point, kW)).toBe('good')
    expect(quality({ ...point, order: swapped[point.order] }, point, kW)).toBe('suspect')
  },
)

test.each(powers)('fault 86: watts taken for kilowatts are outside what can be for $id', ({ point, kW }) => {
  const raw = encodePoint({ ...point, type: 'float64', plausible: undefined }, kW)
  const wrong = { ...point, type: 'float64', scale: point.scale * 1_000 } as const
  expect(decodePoint(wrong, raw, point.register).quality).toBe('suspect')
})

const oneWay = powers.filter(({ point: { plausible, type } }) => {
  const [from = 0, to = 0] = plausible ?? []
  return Math.abs(from) < to / 10 && !type.startsWith('u')
})

test.each(oneWay)(
  'fault 87: of $id, which goes one way only, the wrong sign is outside what can be',
  ({ point, kW }) => {
    const turned = point.frame === 'load' ? ('generator' as const) : ('load' as const)
    expect(quality(point, { ...point, frame: turned }, kW)).toBe('suspect')
  },
)

test('fault 87: a definition that does not say whose sign a power has does not load', () => {
  const points = { ...batteryDefinition.points, activePowerKW: { register: 0, type: 'int32', scale: 0.1 } }
  const { error } = definitionSchema.safeParse({ ...batteryDefinition, points })
  expect(error?.issues).toMatchObject([{ path: ['points', 'activePowerKW', 'frame'] }])
})
