import { expect, test } from 'vitest'
import { decodeBlock } from '../../../devices/sunspec/decode-block.ts'
import { loadModels } from '../../../devices/sunspec/load-models.ts'
import { fieldSize } from '../../../devices/sunspec/model.ts'
import { planDefinition, planEverything } from '../../../devices/sunspec/plan.ts'
import { modelHex } from './register-dump.ts'

const models = loadModels()
const found = [...models].map(([id, { lengths }], i) => ({ id, start: 40_002 + 200 * i, length: lengths?.[0] ?? 120 }))

test('every field of every model is read once, on point borders, in at most 125 registers, inside its model', () => {
  const blocks = planEverything(found, models)
  const names = blocks.flatMap(({ fields }) => fields.map(({ name }) => name))
  const fields = [...models].flatMap(([id, model]) =>
    Object.entries(model.fields).flatMap(([name, { type }]) => (type === 'sunssf' ? [] : [`${id}.${name}`])),
  )
  expect(names.sort()).toEqual(fields.sort())
  for (const { from, length, model, fields: planned } of blocks) {
    expect(length).toBeLessThanOrEqual(125)
    expect(from + length).toBeLessThanOrEqual(2 + model.length)
    for (const { field, factorAt = field.at } of planned) {
      expect(Math.min(field.at, factorAt)).toBeGreaterThanOrEqual(from)
      expect(Math.max(field.at + fieldSize(field), factorAt + 1)).toBeLessThanOrEqual(from + length)
    }
  }
})

test('a model longer than one request is cut between its points', () => {
  const meter = [{ id: 213, start: 40_070, length: 124 }]
  const blocks = planEverything(meter, models)
  expect(blocks.map(({ from, length }) => [from, length])).toEqual([
    [0, 70],
    [124, 2],
  ])
})

const points = { activePowerKW: { frame: 'load', poll: 'fast' }, faultCode: { poll: 'slow' } } as const

test('the first model of the list that the device has counts, and the first of its kind', () => {
  const device = [
    { id: 203, start: 40_070, length: 105 },
    { id: 103, start: 40_200, length: 50 },
    { id: 103, start: 40_300, length: 50 },
  ]
  const { blocks } = planDefinition({ points, sunspec: { models: [113, 103, 203] } }, device, models)
  expect(blocks.map(({ model, poll }) => [model.start, poll])).toEqual([[40_200, 'fast']])
})

test('fault 14 and 15: a model cut short gives no point beyond its end, and no scale from there', () => {
  const sunspec = { models: [103] }
  const short = { id: 103, start: 40_070, length: 13 }
  const { blocks, missing } = planDefinition({ points, sunspec }, [short], models)
  expect(missing).toEqual(['faultCode'])
  const [block] = blocks
  if (!block) throw new Error('no block')
  const registers = Buffer.from(modelHex({ id: 103, length: 13, fields: { 14: '0064' } }), 'hex')
  expect(decodeBlock(block, registers.subarray(0, block.length * 2))).toEqual([
    ['activePowerKW', { value: null, quality: 'bad', reason: 'scale unknown: no usable W_SF' }],
  ])
})

test('another model where one was found is refused whole', () => {
  const [block] = planEverything([{ id: 103, start: 40_070, length: 50 }], models)
  if (!block) throw new Error('no block')
  const other = Buffer.from(modelHex({ id: 120, length: 50, fields: {} }), 'hex')
  expect(() => decodeBlock(block, other)).toThrow('model 103 is no longer at register 40070')
})
