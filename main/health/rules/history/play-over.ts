import type { RuleEvent } from '../../../../domain/health/rules.ts'
import type { PointName } from '../../../../domain/points.ts'
import { qualities } from '../../../../domain/reading.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { RuleTree } from '../language/ast.ts'
import type { Vocabulary } from '../language/names.ts'
import type { Expected, PeersOf } from '../rules-needs.ts'
import { createEvaluator } from '../run/evaluator.ts'
import { createProgram } from '../run/program.ts'
import { createSlots } from '../run/slots.ts'
import { hasMean, planOf } from './plan.ts'

/** A stretch of one point as it is handed to the player. */
export interface PointColumns {
  /** Instants of the values; of means the ends of their steps. */
  at: Float64Array
  /** NaN = not known. */
  value: Float64Array
  /** Places in `qualities`; absent for means, which are of usable values only. */
  quality?: Uint8Array
  expected?: { value: Float64Array; spread: Float64Array }
}

/** What the player asks for: points over a stretch, by the minute or as stored, with what a model expected. */
export interface WantedColumns {
  from: EpochMs
  to: EpochMs
  points: (PointRef & { as: 'means' | 'samples'; withExpected: boolean })[]
}

/** What a rule is played over history with. */
export interface PlayNeeds {
  tree: RuleTree
  vocabulary: Vocabulary
  holdMs: (point: PointName) => Ms
  peersOf: PeersOf
  from: EpochMs
  to: EpochMs
  read(wanted: WantedColumns): Promise<PointColumns[]>
  progress(done: Ms): void
}

/** What came of it. */
export interface Played {
  events: RuleEvent[]
  /** Days on which every point that it needs had a value somewhere. */
  daysWithData: number
  by: 'minutes' | 'samples'
  needsModel: boolean
}

const dayMs: Ms = 86_400_000
const minuteMs: Ms = 60_000
const usable = new Set([qualities.indexOf('good'), qualities.indexOf('simulated')])

/** Plays a rule over what is stored, day by day, with the evaluator that runs over live readings. */
export async function playOver(needs: PlayNeeds): Promise<Played> {
  const { tree, vocabulary, peersOf, from, to, read, progress } = needs
  const { by, needsModel } = planOf(tree)
  const heldMs = (point: PointName) => Math.max(needs.holdMs(point), 1.5 * minuteMs)
  const cursors: Cursor[] = []
  const slots = createSlots((assetId, point) => cursors.find((one) => one.isOf(assetId, point))?.expected())
  const program = createProgram({ ruleId: '', version: 0, tree, vocabulary, slots, holdMs: heldMs, peersOf })
  const evaluator = createEvaluator(slots)
  evaluator.put(program)
  const wanted = slots.wanted().map(({ assetId, point }) => {
    return {
      assetId,
      point,
      as: by === 'minutes' && hasMean(point) ? 'means' : 'samples',
      withExpected: needsModel,
    } as const
  })
  for (const ref of wanted) cursors.push(createCursor(ref, heldMs(ref.point)))
  const byRef = new Map(cursors.map((cursor) => [cursor.key, cursor]))
  const events: RuleEvent[] = []
  let daysWithData = 0
  for (let day = from; day < to; day += dayMs) {
    const end = Math.min(day + dayMs, to)
    const columns = await read({ from: day, to: end, points: wanted })
    columns.forEach((column, i) => cursors[i]?.take(column))
    if (isWhole(cursors)) daysWithData++
    for (const at of instantsOf(by, columns, day, end)) {
      for (const cursor of cursors) cursor.moveTo(at)
      events.push(...evaluator.scan(at, (assetId, point) => byRef.get(`${assetId} ${point}`)?.value()))
    }
    progress(end - from)
  }
  return { events: whole(events), daysWithData, by, needsModel }
}

/** Begin and end of the same event become one. */
function whole(events: readonly RuleEvent[]): RuleEvent[] {
  const byBegin = new Map(events.map((event) => [`${event.assetId} ${event.from}`, event]))
  return [...byBegin.values()].toSorted((a, b) => a.from - b.from)
}

/** Each minute; of stored readings also every instant at which one came. */
function instantsOf(by: Played['by'], columns: readonly PointColumns[], from: EpochMs, to: EpochMs): Iterable<EpochMs> {
  const minutes = Array.from({ length: Math.ceil((to - from) / minuteMs) }, (_, i) =>
    Math.min(from + (i + 1) * minuteMs, to),
  )
  if (by === 'minutes') return minutes
  const instants = new Set(minutes)
  for (const { at } of columns) for (const one of at) instants.add(one)
  return Float64Array.from(instants).sort()
}

/** A walk along the columns of one point. */
interface Cursor {
  key: string
  isOf(assetId: string, point: PointName): boolean
  take(columns: PointColumns): void
  /** Whether the stretch that was taken holds a usable value. */
  hasData(): boolean
  point: PointName
  moveTo(at: EpochMs): void
  value(): number | undefined
  expected(): Expected | undefined
}

function createCursor({ assetId, point }: PointRef, heldMs: Ms): Cursor {
  let columns: PointColumns = { at: new Float64Array(0), value: new Float64Array(0) }
  let next = 0
  let now = Number.NaN
  let last = { at: Number.NaN, value: Number.NaN }
  let expected: Expected | undefined
  const usableAt = (n: number) => {
    const { value, quality } = columns
    return quality && !usable.has(quality[n] ?? -1) ? Number.NaN : (value[n] ?? Number.NaN)
  }
  return {
    key: `${assetId} ${point}`,
    point,
    isOf: (id, name) => id === assetId && name === point,
    take(given) {
      columns = given
      next = 0
    },
    hasData: () => columns.at.some((_, n) => !Number.isNaN(usableAt(n))),
    moveTo(at) {
      now = at
      while (next < columns.at.length && (columns.at[next] ?? Infinity) <= at) {
        last = { at: columns.at[next] ?? Number.NaN, value: usableAt(next) }
        const [value, spread] = [columns.expected?.value[next], columns.expected?.spread[next]]
        expected = value === undefined || Number.isNaN(value) ? undefined : { value, spread: spread ?? Number.NaN }
        next++
      }
    },
    value: () => (Number.isNaN(last.value) || now - last.at > heldMs ? undefined : last.value),
    expected: () => expected,
  }
}

function isWhole(cursors: readonly Cursor[]): boolean {
  const known = new Set(cursors.filter((cursor) => cursor.hasData()).map(({ point }) => point))
  return cursors.every(({ point }) => known.has(point))
}
