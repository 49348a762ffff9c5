import { type PointName, pointSpec } from '../../../domain/points.ts'
import type { ModbusPoint } from '../../definition.ts'
import { type BlockData, explainPoint } from '../../points/decode.ts'
import { wordsIn } from '../../points/words.ts'
import { createRandom } from '../../simulated/random.ts'

/** What a point says for or against a definition. */
export type Outcome = 'fits' | 'odd' | 'mute'

/**
 * Values that a device of any make can have, by unit: smallest and largest amount other than zero. Wrong word orders
 * and wrong types give numbers far outside. Chosen wide: from one socket to the largest plants on one connection.
 */
const amounts: Record<string, readonly [smallest: number, largest: number]> = {
  kW: [1e-4, 1e6],
  kvar: [1e-4, 1e6],
  V: [0.1, 5e5],
  A: [1e-3, 1e5],
  Hz: [40, 70],
  kWh: [1e-3, 1e9],
  '%': [1e-2, 101],
  '°C': [1e-2, 1_200],
  rpm: [0.1, 2e5],
  h: [1e-2, 1e6],
}
const otherAmounts = [1e-4, 1e9] as const
/** Counters and shares do not go below zero. */
const neverNegative = new Set(['kWh', '%', 'Hz', 'h', 'rpm'])

const trials = 256
const seed = 20_240_501
const chances = new WeakMap<ModbusPoint, number>()

/** How a point reads in what a device gave; zeros, and what the device says it does not provide, say nothing. */
export function outcomeOf(name: PointName, point: ModbusPoint, data: BlockData): Outcome {
  if (isEmpty(point, data)) return 'mute'
  const { value, quality, reason } = explainPoint(point, data)
  if (reason === 'not provided by the device') return 'mute'
  if (value === null || quality !== 'good') return 'odd'
  const { unit } = pointSpec(name)
  if (point.codes || point.bits || value === 0) return 'fits'
  if (value < 0 && neverNegative.has(unit)) return 'odd'
  const [smallest, largest] = amounts[unit] ?? otherAmounts
  const amount = Math.abs(value)
  return amount >= smallest && amount <= largest ? 'fits' : 'odd'
}

/** How often registers filled at random would pass for this point, from almost 0 to 1. */
export function chanceOf(name: PointName, point: ModbusPoint): number {
  const known = chances.get(point)
  if (known !== undefined) return known
  const random = createRandom(seed)
  // a scale factor lies in front of the point here, wherever it is in the device
  const local: ModbusPoint = {
    ...point,
    register: 1,
    ...(point.scaleFrom ? { scaleFrom: { table: point.table, register: 0 } } : {}),
  }
  const bytes = Buffer.alloc((1 + wordsIn(point)) * 2)
  let passed = 0
  for (let i = 0; i < trials; i++) {
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random.next() * 256)
    if (outcomeOf(name, local, { bytes, start: 0 }) === 'fits') passed += 1
  }
  const chance = (passed + 1) / (trials + 1)
  chances.set(point, chance)
  return chance
}

/** All zeros or all ones: what unused registers and missing values look like. */
function isEmpty(point: ModbusPoint, { bytes, start }: BlockData): boolean {
  if (point.type === 'bit') return false
  const at = (point.register - start) * 2
  const own = bytes.subarray(at, at + 2 * wordsIn(point))
  return own.every((byte) => byte === 0) || own.every((byte) => byte === 0xff)
}
