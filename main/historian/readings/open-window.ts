import type { EpochMs } from '../../../domain/units.ts'
import { merged, noSamples, type Samples } from './samples.ts'

/** Everything of one instant: columns of equal length, a point's number, its value (NaN when none) and quality. */
export interface Scan {
  at: EpochMs
  point: Uint32Array
  value: Float64Array
  quality: Uint8Array
}

/** Samples of the running quarter of an hour, by point, until they are packed. */
export interface OpenWindow {
  readonly start: EpochMs
  /** Instants of the scans so far, in order of time. */
  axis(): Float64Array
  append(scan: Scan): void
  /** Numbers of the points with samples. */
  points(): number[]
  /** How many samples a point has. */
  count(point: number): number
  /** Samples of one point in order of time. */
  samples(point: number): Samples
  /** The scans as they came. */
  scans(): Scan[]
}

interface Column {
  length: number
  /** Scan of each sample, as its place among the scans as they came. */
  scan: Uint16Array
  value: Float64Array
  quality: Uint8Array
}

const firstRoom = 16

/** An empty window that begins at `start`; it is likely to fill as the `former` one did. */
export function createOpenWindow(start: EpochMs, former?: OpenWindow): OpenWindow {
  const columns = new Map<number, Column>()
  const instants: EpochMs[] = []
  let isSorted = true

  return {
    start,
    axis: () => (isSorted ? Float64Array.from(instants) : Float64Array.from(new Set(instants)).sort()),
    append({ at, point, value, quality }) {
      if (at <= (instants.at(-1) ?? -Infinity)) isSorted = false
      const scan = instants.push(at) - 1
      for (let i = 0; i < point.length; i++) {
        const number = point[i] ?? 0
        let column = columns.get(number)
        if (!column) columns.set(number, (column = newColumn(former?.count(number) || firstRoom)))
        if (column.length === column.scan.length) columns.set(number, (column = grown(column)))
        const place = column.length++
        column.scan[place] = scan
        column.value[place] = value[i] ?? Number.NaN
        column.quality[place] = quality[i] ?? 0
      }
    },
    points: () => [...columns.keys()],
    count: (point) => columns.get(point)?.length ?? 0,
    samples(point) {
      const column = columns.get(point)
      if (!column) return noSamples
      const { length, scan, value, quality } = column
      const at = new Float64Array(length)
      for (let i = 0; i < length; i++) at[i] = instants[scan[i] ?? 0] ?? 0
      const samples = { at, value: value.slice(0, length), quality: quality.slice(0, length) }
      return isSorted ? samples : inOrder(samples)
    },
    scans: () => scansOf(instants, columns),
  }
}

function scansOf(instants: readonly EpochMs[], columns: ReadonlyMap<number, Column>): Scan[] {
  const rows = instants.map((at) => ({ at, point: [] as number[], value: [] as number[], quality: [] as number[] }))
  for (const [number, { length, scan, value, quality }] of columns)
    for (let i = 0; i < length; i++) {
      const row = rows[scan[i] ?? 0]
      row?.point.push(number)
      row?.value.push(value[i] ?? Number.NaN)
      row?.quality.push(quality[i] ?? 0)
    }
  return rows.map(({ at, point, value, quality }) => ({
    at,
    point: Uint32Array.from(point),
    value: Float64Array.from(value),
    quality: Uint8Array.from(quality),
  }))
}

function newColumn(room: number): Column {
  return { length: 0, scan: new Uint16Array(room), value: new Float64Array(room), quality: new Uint8Array(room) }
}

function grown(column: Column): Column {
  const larger = { ...newColumn(2 * column.scan.length), length: column.length }
  larger.scan.set(column.scan)
  larger.value.set(column.value)
  larger.quality.set(column.quality)
  return larger
}

/** Late samples stand where they came; of two with one instant the later to come holds. */
function inOrder({ at, value, quality }: Samples): Samples {
  let result = noSamples
  for (let start = 0; start < at.length;) {
    let end = start + 1
    while (end < at.length && (at[end] ?? 0) > (at[end - 1] ?? 0)) end += 1
    const run = {
      at: at.subarray(start, end),
      value: value.subarray(start, end),
      quality: quality.subarray(start, end),
    }
    result = merged(result, run)
    start = end
  }
  return result
}
