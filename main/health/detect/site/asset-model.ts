import type { AssetKind } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'
import { type Driver, explained } from '../normal/explained.ts'
import { createNormalModel } from '../normal/normal-model.ts'
import { createMemory } from '../stream/memory.ts'
import type { Kept } from './point-watch.ts'

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
  return explained[kind].flatMap(({ point, by }) => {
    const place = places.get(point)
    const known = by.filter((driver) => places.has(driver.point))
    return place === undefined || known.length === 0 ? [] : [pointModel(point, place, known, places)]
  })
}

function pointModel(
  point: PointName,
  place: number,
  drivers: readonly Driver[],
  places: ReadonlyMap<PointName, number>,
): PointModel {
  const memory = createMemory()
  const means = memory.take(drivers.length, Number.NaN)
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
        const size = driver.point === 'activePowerKW' ? Math.abs(value) : value
        const share = driver.memoryMin === 0 ? 1 : 1 - Math.exp(-elapsedMs / (60_000 * driver.memoryMin))
        row[i] = slowed(means, i, size ** driver.power, share)
      })
      const value = values[place] as number
      row[drivers.length] = value
      if (!isSettled) return Number.NaN
      const rest = value - model.expect(row)
      model.learn(row)
      return rest
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
