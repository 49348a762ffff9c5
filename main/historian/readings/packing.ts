import type { EpochMs, Ms } from '../../../domain/units.ts'
import { decodeAxis, decodeChunk, encodeChunk } from './chunk.ts'
import { addRollUps, addSamples, type Carry, emptyRollUps, type RollUps } from './roll-up.ts'
import { decodeRollUps, encodeRollUps } from './roll-up-bytes.ts'
import { merged, noSamples, type Samples } from './samples.ts'
import type { ChunkRow, Tables } from './tables.ts'
import { dayMs, dayOf, minuteMs, windowMs } from './window-time.ts'

/** Instants of windows are read again and again; so many are kept at hand. */
const mostAxes = 400
const noAxis = new Float64Array(0)

/** Turns samples into packed windows and back. All of it belongs into a transaction of the caller. */
export interface Packing {
  /** Samples of a packed window. */
  read(row: ChunkRow): Samples
  /**
   * Packs one point's samples of a window with its roll-ups, together with what is packed there already.
   * Gives the last sample, to be carried into the next window.
   */
  pack(task: PackTask): Carry | undefined
}

/** One window of one point to be packed. */
export interface PackTask {
  point: number
  holdMs: Ms
  window: EpochMs
  samples: Samples
  /** Instants the window's points share, written already; other instants are stored with the samples. */
  axis: Float64Array
  carry: Carry | undefined
}

/** Packing into `tables`. */
export function createPacking(tables: Tables): Packing {
  const axes = new Map<EpochMs, Float64Array>()

  function axisOf(window: EpochMs): Float64Array {
    const known = axes.get(window)
    if (known) return known
    const body = tables.axis(window)
    const axis = body ? decodeAxis(body) : noAxis
    if (axes.size >= mostAxes) axes.clear()
    axes.set(window, axis)
    return axis
  }

  const read = ({ window, body }: ChunkRow): Samples => (body ? decodeChunk(body, axisOf(window)) : noSamples)

  return {
    read,
    pack({ point, holdMs, window, samples, axis, carry }) {
      const row = tables.chunk(point, window)
      const all = row ? merged(read(row), samples) : samples
      axes.set(window, axis)
      const minutes = emptyRollUps(window, minuteMs, windowMs / minuteMs)
      const last = addSamples(minutes, all, { carry, holdMs, from: window, end: window + windowMs })
      const body = all.at.length > 0 ? encodeChunk(all, axis) : null
      tables.putChunk(point, { window, body, minutes: encodeRollUps(minutes) })
      addToDay(tables, point, window, minutes)
      return last
    },
  }
}

/** The day's quarters with this one new, and its total from all of them. */
function addToDay(tables: Tables, point: number, window: EpochMs, minutes: RollUps): void {
  const day = dayOf(window)
  const row = tables.day(point, day)
  const quarters = row ? decodeRollUps(row.quarters, day, windowMs) : emptyRollUps(day, windowMs, dayMs / windowMs)
  const quarter = emptyRollUps(window, windowMs, 1)
  addRollUps(quarter, minutes)
  replaceStep(quarters, (window - day) / windowMs, quarter)
  const total = emptyRollUps(day, dayMs, 1)
  addRollUps(total, quarters)
  tables.putDay(point, { day, quarters: encodeRollUps(quarters), total: encodeRollUps(total) })
}

function replaceStep(into: RollUps, step: number, one: RollUps): void {
  for (const name of ['count', 'min', 'max', 'mean'] as const) into[name][step] = one[name][0] ?? Number.NaN
  into.qualityMs.forEach((column, quality) => (column[step] = one.qualityMs[quality]?.[0] ?? 0))
}
