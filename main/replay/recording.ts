import type { PointName } from '../../domain/points.ts'
import { qualities } from '../../domain/reading.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** Samples of one point in order of time; a missing value is NaN, `quality` holds places in `qualities`. */
export interface RecordedSamples {
  at: Float64Array
  value: Float64Array
  quality: Uint8Array
}

/** What is stored of a point in [from, to). Errors: `Store.*`. */
export type SamplesOf = (asked: PointRef & { from: EpochMs; to: EpochMs }) => Promise<RecordedSamples>

/** Readings of all points at an instant as columns, in the order of the points. */
export interface RecordedColumns {
  values: readonly (number | null)[]
  qualities: readonly number[]
  instants: readonly EpochMs[]
}

/** What was recorded, read forward from an instant on. */
export interface Recording {
  /** Goes to the n-th step; never back. Reads ahead, so that it rarely waits. Errors: `Store.*`. */
  moveTo(step: number): Promise<void>
  /** Readings as they stood at the instant of the step. */
  readings(): RecordedColumns
}

/** What a recording is read with. */
export interface RecordingNeeds {
  points: readonly PointRef[]
  samplesOf: SamplesOf
  /** How long a stored value may stand for what followed. */
  holdMs: (point: PointName) => Ms
  from: EpochMs
  /** Samples after it are not read. */
  to: EpochMs
  stepMs: Ms
  /** Steps read in one go; absent = a minute of screens. A slice is no longer than a chunk of the store. */
  stepsOfSlice?: number
}

interface Slice {
  lastStep: number
  columns: readonly RecordedSamples[]
}

interface Last {
  at: EpochMs
  value: number
  quality: number
}

const [good, stale, bad, simulated] = (['good', 'stale', 'bad', 'simulated'] as const).map((q) => qualities.indexOf(q))
const usualStepsOfSlice = 240
const longestSliceMs: Ms = 900_000
/** Points asked for at once, so that what is being recorded finds its turn in between. */
const atOnce = 16
/** A value that no longer held at the start is looked for so far back, to show what it was. */
const lookBackMs: Ms = 3_600_000

/** Opens a recording at `from`. */
export async function openRecording(given: RecordingNeeds): Promise<Recording> {
  const { points, holdMs, from, to, stepMs, stepsOfSlice = usualStepsOfSlice } = given
  const perSlice = Math.max(1, Math.min(stepsOfSlice, Math.floor(longestSliceMs / stepMs)))
  const last = await each(points, (ref) => lastBefore(given, ref))
  const cursors = new Uint32Array(points.length)
  let at = from
  const instantOf = (step: number) => Math.min(from + step * stepMs, to)
  const readSlice = async (first: number): Promise<Slice> => {
    const lastStep = first + perSlice - 1
    const span = { from: instantOf(first - 1) + 1, to: instantOf(lastStep) + 1 }
    const grid = { ...span, from: span.from - 1, stepMs }
    if (span.to <= span.from) return { lastStep, columns: [] }
    return {
      lastStep,
      columns: await each(points, async (ref) => thinned(await given.samplesOf({ ...ref, ...span }), grid)),
    }
  }
  let slice: Slice = { lastStep: 0, columns: [] }
  let ahead: Promise<Slice> | undefined
  const take = () => {
    slice.columns.forEach((column, place) => {
      let n = cursors[place] ?? 0
      while (n < column.at.length && (column.at[n] ?? 0) <= at) n++
      if (n > (cursors[place] ?? 0)) last[place] = sampleAt(column, n - 1)
      cursors[place] = n
    })
  }
  return {
    async moveTo(step) {
      at = instantOf(step)
      take()
      while (slice.lastStep < step) {
        slice = await (ahead ?? readSlice(slice.lastStep + 1))
        ahead = undefined
        cursors.fill(0)
        take()
      }
      if (!ahead && instantOf(slice.lastStep) < to) {
        ahead = readSlice(slice.lastStep + 1)
        // It is waited for later; until then a refusal of the store is nobody's surprise.
        ahead.catch(() => {})
      }
    },
    readings: () =>
      columnsAt(
        last,
        at,
        points.map(({ point }) => holdMs(point)),
      ),
  }
}

async function lastBefore({ samplesOf, holdMs, from }: RecordingNeeds, ref: PointRef): Promise<Last | undefined> {
  for (const backMs of [holdMs(ref.point), lookBackMs]) {
    if (!Number.isFinite(backMs)) continue
    const column = await samplesOf({ ...ref, from: from - backMs, to: from + 1 })
    if (column.at.length > 0) return sampleAt(column, column.at.length - 1)
  }
  return undefined
}

function sampleAt({ at, value, quality }: RecordedSamples, n: number): Last {
  return { at: at[n] ?? 0, value: value[n] ?? Number.NaN, quality: quality[n] ?? bad ?? 0 }
}

/** The last sample of each step (from + (n - 1) x step, from + n x step]: no other is ever shown. */
function thinned(samples: RecordedSamples, { from, stepMs }: { from: EpochMs; stepMs: Ms }): RecordedSamples {
  const stepOf = (n: number) => Math.ceil(((samples.at[n] ?? 0) - from) / stepMs)
  const kept: number[] = []
  for (let n = 0; n < samples.at.length; n++)
    if (n === samples.at.length - 1 || stepOf(n) !== stepOf(n + 1)) kept.push(n)
  return {
    at: Float64Array.from(kept, (n) => samples.at[n] ?? 0),
    value: Float64Array.from(kept, (n) => samples.value[n] ?? Number.NaN),
    quality: Uint8Array.from(kept, (n) => samples.quality[n] ?? 0),
  }
}

/**
 * A value within its hold stood unchanged, else a change had been stored: it was read at the instant itself. An older one
 * is stale with the instant it was stored; what was never stored is missing.
 */
function columnsAt(last: readonly (Last | undefined)[], at: EpochMs, holds: readonly Ms[]): RecordedColumns {
  const values: (number | null)[] = []
  const codes: number[] = []
  const instants: EpochMs[] = []
  last.forEach((sample, place) => {
    const isMissing = !sample || Number.isNaN(sample.value)
    const isHeld = sample !== undefined && at - sample.at <= (holds[place] ?? 0)
    const quality = isMissing ? bad : isHeld || sample.quality === bad ? sample.quality : stale
    values.push(isMissing ? null : sample.value)
    codes.push(quality ?? 0)
    instants.push(quality === good || quality === simulated ? at : (sample?.at ?? 0))
  })
  return { values, qualities: codes, instants }
}

/** In the order of `items`, some of them at once. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < items.length; i += atOnce)
    results.push(...(await Promise.all(items.slice(i, i + atOnce).map(work))))
  return results
}
