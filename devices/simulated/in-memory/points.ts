import type { ReadingBatch } from '../../../domain/device.ts'
import type { PointName } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { ModbusDefinition, OpcUaDefinition } from '../../definition.ts'
import type { Values } from '../models/model.ts'

/** A point as it comes over a wire in memory. */
export interface WiredPoint {
  name: PointName
  /** What the device's number can hold of a value: the nearest step of its register, or NaN for a code it has no word for. */
  held(value: number): number
}

type Definition = ModbusDefinition | OpcUaDefinition

/** The points of a definition in one poll class. */
export function wiredPoints({ points }: Definition, poll: 'fast' | 'slow'): WiredPoint[] {
  return Object.entries(points)
    .filter(([, point]) => point.poll === poll)
    .map(([name, point]) => ({ name: name as PointName, held: holdingOf(point) }))
}

/** What a setpoint becomes in the register it is written to. */
export function setpointHolding({ setpoint }: Definition): (powerKW: number) => number {
  return setpoint ? holdingOf(setpoint) : (powerKW) => powerKW
}

/** The values that are there, as the device holds them. */
export function readingsOf(points: readonly WiredPoint[], values: Values, at: EpochMs): ReadingBatch {
  const batch: ReadingBatch = {}
  for (const { name, held } of points) {
    const value = values[name]
    const shown = value === undefined ? Number.NaN : held(value)
    batch[name] = Number.isNaN(shown) ? { value: null, at, quality: 'bad' } : { value: shown, at, quality: 'good' }
  }
  return batch
}

type Point = Definition['points'][PointName] & object

function holdingOf(point: Point): (value: number) => number {
  const { scale, offset, codes } = point
  if (codes) {
    const known = new Set(Object.values(codes))
    return (value) => (known.has(Math.round(value)) ? Math.round(value) : Number.NaN)
  }
  const type = 'type' in point ? point.type : 'float64'
  if (type === 'float64') return (value) => value
  if (type === 'float32') return Math.fround
  return (value) => Math.round((value - offset) / scale) * scale + offset
}
