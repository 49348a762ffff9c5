import type { PointName } from '../../../../domain/points.ts'
import { addDay, emptyMoments, lineOf } from './moments.ts'

/** A day is judged when so many steps of it are known. */
const leastSteps = 48
const own: PointName = 'activePowerKW'
const prefix = 'meters of '

/** Column with the power of the other meters of the bus, summed by kind of asset, for a meter that is judged by them. */
export function otherMeters(kind: string): PointName {
  return `${prefix}${kind}` as PointName
}

/**
 * One row, as logarithms: the mean size of a meter's power, and the same by the balance of the bus. Each meter's error is
 * taken for a share of its own power; the shares that explain best what is left of the balance are found together
 * (least squares).
 */
export function balanced(columns: ReadonlyMap<PointName, Float64Array>, from: number, to: number): Float64Array {
  const meters = [...columns].filter(([key]) => key === own || key.startsWith(prefix))
  const place = meters.findIndex(([key]) => key === own)
  const rows: number[] = []
  let [size, known] = [0, 0]
  for (let step = from; step < to; step++) {
    const powers = meters.map(([, column]) => column[step] ?? Number.NaN)
    if (powers.some(Number.isNaN)) continue
    rows.push(
      ...powers,
      powers.reduce((sum, power) => sum + power, 0),
    )
    size += Math.abs(powers[place] ?? 0)
    known += 1
  }
  if (known < leastSteps || meters.length < 2 || size === 0) return new Float64Array()
  const moments = emptyMoments(Array.from({ length: meters.length + 1 }, () => 0))
  addDay(moments, Float64Array.from(rows))
  const share = lineOf(moments).weights[place] ?? 0
  return Float64Array.of(Math.log(size / known), Math.log(size / known) + Math.log(Math.max(0.1, 1 + share)))
}
