import type { EpochMs, Ms } from '../../../domain/units.ts'
import { decodeAxis, decodeChunk, encodeChunk } from './codec/chunk.ts'
import { addRollUps, addSamples, type Carry, emptyRollUps } from './roll-up.ts'
import { decodeRollUps, encodeRollUps } from './codec/roll-up-bytes.ts'
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
  /** Packs the roll-ups of one point's day from its windows, anew where they are packed already. */
  packDay(point: number, day: EpochMs): void
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
      if (tables.day(point, dayOf(window))) packDay(tables, point, dayOf(window))
      else tables.addPendingDay(dayOf(window))
      return last
    },
    packDay: (point, day) => packDay(tables, point, day),
  }
}

function packDay(tables: Tables, point: number, day: EpochMs): void {
  const rows = tables.chunks(point, day, day + dayMs)
  if (rows.length === 0) return
  const quarters = emptyRollUps(day, windowMs, dayMs / windowMs)
  for (const { window, minutes } of rows) if (minutes) addRollUps(quarters, decodeRollUps(minutes, window, minuteMs))
  const total = emptyRollUps(day, dayMs, 1)
  addRollUps(total, quarters)
  tables.putDay(point, { day, quarters: encodeRollUps(quarters), total: encodeRollUps(total) })
}
