import fc from 'fast-check'
import { expect, test } from 'vitest'
import { qualities } from '../../../../../domain/reading.ts'
import { decodeAxis, decodeChunk, encodeAxis, encodeChunk } from '../../../../../main/historian/readings/codec/chunk.ts'
import type { Samples } from '../../../../../main/historian/readings/samples.ts'

const hour = 3_600_000
const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
  .map(([n, d]) => n / 10 ** d)
const value = fc.oneof(decimal, fc.double(), fc.constant(Number.NaN))
const row = fc.record({
  at: fc.integer({ min: 0, max: hour - 1 }),
  value,
  quality: fc.integer({ min: 0, max: qualities.length - 1 }),
})
const rows = fc.uniqueArray(row, { selector: ({ at }) => at, maxLength: 200 })

function samplesOf(list: { at: number; value: number; quality: number }[]): Samples {
  const sorted = list.toSorted((a, b) => a.at - b.at)
  return {
    at: Float64Array.from(sorted, ({ at }) => at),
    value: Float64Array.from(sorted, ({ value }) => value),
    quality: Uint8Array.from(sorted, ({ quality }) => quality),
  }
}

function isSame(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-6
}

/** What differs, by place: instants and qualities by a bit, values by more than rounding. */
function differences(back: Samples, samples: Samples): number[] {
  return [...samples.at.keys()].filter(
    (i) =>
      back.at[i] !== samples.at[i] ||
      back.quality[i] !== samples.quality[i] ||
      !isSame(back.value[i] ?? 0, samples.value[i] ?? 0),
  )
}

test('what was packed comes back: every instant, quality and absence, values to their last decimal', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.integer({ min: 0, max: hour - 1 }), { maxLength: 100 }), (list, others) => {
      const samples = samplesOf(list)
      const shared = Float64Array.from(new Set([...samples.at, ...others])).sort()
      const axes = [samples.at, shared, Float64Array.from(others).sort()]
      const backs = axes.map((axis) => decodeChunk(encodeChunk(samples, axis), axis))
      expect(backs.map(({ at }) => at.length)).toEqual(axes.map(() => list.length))
      expect(backs.flatMap((back) => differences(back, samples))).toEqual([])
    }),
  )
})

test('decimal values come back bit by bit', () => {
  const list = Array.from({ length: 900 }, (_, i) => ({ at: 1_000 * i, value: ((i * 137) % 997) / 10, quality: 0 }))
  const samples = samplesOf(list)
  expect(decodeChunk(encodeChunk(samples, samples.at), samples.at).value).toEqual(samples.value)
})

test('a steady point costs almost nothing, a busy one about a byte', () => {
  const axis = Float64Array.from({ length: 900 }, (_, i) => 1_000 * i)
  const quality = new Uint8Array(900)
  const steady = encodeChunk({ at: axis, value: new Float64Array(900).fill(3), quality }, axis)
  let level = 1_000
  const busyValue = Float64Array.from(axis, (_, i) => (level += (((i * 7_919) % 41) - 20) / 10))
  const busy = encodeChunk({ at: axis, value: busyValue.map((v) => Math.round(v * 10) / 10), quality }, axis)
  expect(steady.length).toBeLessThan(40)
  expect(busy.length).toBeLessThan(900)
})

test('an axis comes back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 42 })), (instants) => {
      const axis = Float64Array.from(instants).sort()
      expect(decodeAxis(encodeAxis(axis))).toEqual(axis)
    }),
  )
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['another format', Buffer.of(9, 1, 2, 3)],
  ['half a chunk', encodeChunk(samplesOf([{ at: 1, value: 2, quality: 0 }]), new Float64Array(0)).subarray(0, 9)],
])('%s is refused as damaged', (_, bytes) => {
  expect(() => decodeChunk(bytes, new Float64Array(0))).toThrow('damaged')
})
