import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { Expected, ExpectedAt, ValueOf } from '../rules-needs.ts'

/**
 * The values that rules need, each looked up once a scan however many rules need it. A value that is not known is NaN.
 */
export interface Slots {
  /** The instant of the scan. */
  at: EpochMs
  /** Counts scans. */
  turn: number
  /** The place of a point among the values. */
  place(assetId: string, point: PointName): number
  value(place: number): number
  /** What a model expects of it now. */
  expected(place: number): Expected | undefined
  fill(at: EpochMs, valueOf: ValueOf): void
  /** Asset and point of each place. */
  wanted(): readonly { assetId: string; point: PointName }[]
}

/** No values yet. */
export function createSlots(expectedAt: ExpectedAt): Slots {
  const places = new Map<string, number>()
  const wanted: { assetId: string; point: PointName }[] = []
  const expectedTurn: number[] = []
  const expected: (Expected | undefined)[] = []
  let values = new Float64Array(64)
  const slots: Slots = {
    at: Number.NaN,
    turn: 0,
    place(assetId, point) {
      const key = `${assetId} ${point}`
      const known = places.get(key)
      if (known !== undefined) return known
      const place = wanted.push({ assetId, point }) - 1
      places.set(key, place)
      if (place >= values.length) {
        const larger = new Float64Array(values.length * 2)
        larger.set(values)
        values = larger
      }
      values[place] = Number.NaN
      return place
    },
    value: (place) => values[place] ?? Number.NaN,
    expected(place) {
      if (expectedTurn[place] === slots.turn) return expected[place]
      const ref = wanted[place]
      const answer = ref && expectedAt(ref.assetId, ref.point, slots.at)
      expectedTurn[place] = slots.turn
      expected[place] = answer
      return answer
    },
    fill(at, valueOf) {
      slots.at = at
      slots.turn++
      for (let place = 0; place < wanted.length; place++) {
        const ref = wanted[place]
        values[place] = (ref && valueOf(ref.assetId, ref.point)) ?? Number.NaN
      }
    },
    wanted: () => wanted,
  }
  return slots
}
