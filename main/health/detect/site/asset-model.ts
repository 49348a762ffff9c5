import type { AssetKind } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'
import { explained, type Explained } from '../normal/explained.ts'
import { createNormalModel } from '../normal/normal-model.ts'
import { createMemory } from '../stream/memory.ts'
import { createSlowMean } from '../stream/slow-mean.ts'
import type { Kept } from './point-watch.ts'

/** Share of each row that the usual size of a point learns: four weeks. */
const sizeRate = 1 / 8_064

/** What the drivers of a point leave unexplained. */
export interface PointModel {
  point: PointName
  /** "load and air" as single words. */
  words: readonly string[]
  /** Value minus what is expected; NaN while that is not known. Learns from the row when `isSettled`. */
  rest(values: Float64Array, elapsedMs: Ms, isSettled: boolean): number
  parts: Readonly<Record<string, Kept>>
}

/** The models of an asset: those of its kind whose point and at least one driver it has. `places` are columns of its rows. */
export function modelsOf(kind: AssetKind, places: ReadonlyMap<PointName, number>): PointModel[] {
  return explained[kind].flatMap((one) => {
    const place = places.get(one.point)
    const known = one.by.filter((driver) => places.has(driver.point))
    return place === undefined || known.length === 0 ? [] : [pointModel({ ...one, by: known }, place, places)]
  })
}

function pointModel(
  { point, by: drivers, isProduct }: Explained,
  place: number,
  places: ReadonlyMap<PointName, number>,
): PointModel {
  const memory = createMemory()
  const means = memory.take(drivers.length, Number.NaN)
  const size = createSlowMean(memory, sizeRate)
  const shape = isProduct ? Math.log : (value: number) => value
  const columns = drivers.map((driver) => places.get(driver.point) ?? 0)
  const model = createNormalModel(drivers.length)
  const row = new Float64Array(drivers.length + 1)
  return {
    point,
    words: drivers.map(({ word }) => word),
    rest(values, elapsedMs, isSettled) {
      drivers.forEach((driver, i) => {
        const value = values[columns[i] as number] as number
        // load is the size of power, whichever way it flows
        const flow = driver.point === 'activePowerKW' ? Math.abs(value) : value
        const share = driver.memoryMin === 0 ? 1 : 1 - Math.exp(-elapsedMs / (60_000 * driver.memoryMin))
        row[i] = shape(slowed(means, i, flow ** driver.power, share))
      })
      const value = values[place] as number
      row[drivers.length] = shape(value)
      if (!isSettled) return Number.NaN
      const rest = (row[drivers.length] as number) - model.expect(row)
      model.learn(row)
      size.push(value)
      // of a product the share that is left, at the usual size of the point
      return isProduct ? Math.expm1(rest) * size.mean() : rest
    },
    parts: { drivers: memory, model },
  }
}

/** The mean of a driver over its memory; missing while the driver is. */
function slowed(means: Float64Array, place: number, value: number, share: number): number {
  if (Number.isNaN(value)) return Number.NaN
  const before = means[place] as number
  means[place] = Number.isNaN(before) ? value : before + share * (value - before)
  return means[place]
}
