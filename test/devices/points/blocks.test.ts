import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { modbusDefinition, registerTypes } from '../../../devices/definition.ts'
import { planBlocks } from '../../../devices/points/blocks.ts'
import { wordsIn } from '../../../devices/points/words.ts'
import { pointNames } from '../../../domain/points.ts'

const head = { protocol: 'modbus', id: 'a/b', kind: 'load', maker: 'a', model: 'b', source: 'test' }

function plan(points: Record<string, object>, block?: object) {
  return planBlocks(modbusDefinition.parse({ ...head, points, ...(block ? { block } : {}) })).map((b) => ({
    at: `${b.table} ${b.start}+${b.length} ${b.poll}`,
    points: b.points.map((p) => p.name).join(' '),
  }))
}

test('neighbours and small gaps are read together, far registers and other tables apart', () => {
  const blocks = plan({
    activePowerKW: { register: 0, type: 'int32' },
    voltageV: { register: 10, type: 'uint16' },
    currentA: { register: 20, type: 'uint16' },
    frequencyHz: { register: 11, type: 'uint16', table: 'input' },
  })
  expect(blocks).toEqual([
    { at: 'holding 0+11 slow', points: 'activePowerKW voltageV' },
    { at: 'holding 20+1 slow', points: 'currentA' },
    { at: 'input 11+1 slow', points: 'frequencyHz' },
  ])
})

test('a block ends before the point that would pass its longest length', () => {
  const blocks = plan(
    {
      voltageV: { register: 0, type: 'uint16' },
      importedKWh: { register: 1, type: 'uint64' },
      currentA: { register: 5, type: 'uint16' },
    },
    { max: 4 },
  )
  expect(blocks.map((b) => b.at)).toEqual(['holding 0+1 slow', 'holding 1+4 slow', 'holding 5+1 slow'])
})

test('a slow point inside a fast block rides with it, one outside waits for its own turn', () => {
  const blocks = plan({
    activePowerKW: { register: 0, type: 'int32', poll: 'fast' },
    voltageV: { register: 2, type: 'uint16' },
    socPct: { register: 3, type: 'uint16', poll: 'fast' },
    runHoursH: { register: 4, type: 'uint32' },
  })
  expect(blocks).toEqual([
    { at: 'holding 0+4 fast', points: 'activePowerKW socPct voltageV' },
    { at: 'holding 4+2 slow', points: 'runHoursH' },
  ])
})

const place = { register: fc.integer({ min: 0, max: 300 }), poll: fc.constantFrom('fast', 'slow') }
const numbers = registerTypes.filter((type) => type !== 'string' && type !== 'bit')
const anyPoint = fc.oneof(
  fc.record({ table: fc.constantFrom('holding', 'input'), type: fc.constantFrom(...numbers), ...place }),
  fc.record({ table: fc.constantFrom('coil', 'discrete'), type: fc.constant('bit'), ...place }),
)

test('every point is in exactly one block, whole, and no block is longer than allowed', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...pointNames), anyPoint),
      fc.record({ max: fc.integer({ min: 4, max: 125 }), gap: fc.integer({ min: 0, max: 20 }) }),
      (points, block) => {
        const definition = modbusDefinition.parse({ ...head, points, block })
        const blocks = planBlocks(definition)
        expect(blocks.flatMap((b) => b.points.map((p) => p.name)).sort()).toEqual(Object.keys(points).sort())
        for (const b of blocks) {
          expect(b.length).toBeLessThanOrEqual(block.max)
          for (const { point } of b.points) {
            expect(point.table).toBe(b.table)
            expect(point.register).toBeGreaterThanOrEqual(b.start)
            expect(point.register + wordsIn(point)).toBeLessThanOrEqual(b.start + b.length)
            expect(b.poll === 'fast' || point.poll === 'slow').toBe(true)
          }
        }
      },
    ),
  )
})
