import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { MeterPoint } from '../../../domain/metering/meter.ts'
import type { Comparison } from '../../../domain/rpc/metering/supplier.ts'
import type { SupplierLine } from '../../../domain/metering/supplier.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { MeteringStore } from '../metering-store.ts'
import { compareLines } from './compare.ts'
import type { createSupplierLines, GivenLines, TheirWh } from './supplier-lines.ts'

/** So many lines in one turn: a week of one register. */
const sliceLines = 672

/** Whose file it is, and who is told of it. */
export interface TakeNeeds {
  /** The meter point that the supplier's meter measures too. */
  point: Pick<MeterPoint, 'id' | 'registers'>
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

interface Needs extends TakeNeeds {
  rows: ReturnType<typeof createSupplierLines>
  store: Pick<MeteringStore, 'intervals'>
}

/** How a file compares, a slice a turn; `each` sees the slices. Errors: `Store.Failed`. */
export async function compareFile(
  { point, rows, store }: Needs,
  given: GivenLines,
  each?: (slice: readonly TheirWh[]) => void,
): Promise<Comparison> {
  const isKnown = rows.find(given) !== undefined
  const sum: Comparison = { agreeing: 0, differing: 0, unknown: 0, differenceWh: 0, isKnown }
  for (const slice of slicesOf(given.lines)) {
    for (const line of compareLines(point.id, slice, oursOf(store, point.id, slice), new Map())) count(sum, line)
    each?.(slice)
    await nextTurn()
  }
  return sum
}

/** Takes a file over, a slice a turn; one that was cut short is gone on with. Errors: `Store.Failed`. */
export async function takeFile(needs: Needs, person: Person, given: GivenLines): Promise<Comparison> {
  const { point, rows, store, audit, clock } = needs
  const known = rows.find(given)
  const file = known ?? rows.addFile(given, person.name, clock.now())
  const sum = await compareFile(needs, given, (slice) => {
    const ours = new Map(oursOf(store, point.id, slice).map((interval) => [interval.quarter, interval]))
    const news = slice.map((line) => {
      const own = ours.get(line.quarter)
      return { ...line, ourWh: own?.wh ?? null, ourRevision: own?.revision ?? null }
    })
    rows.addLines(point.id, file, news)
  })
  const detail = `${given.name}, SHA-256 ${given.hash}: ${sum.agreeing} energies agree, ${sum.differing} differ.`
  if (known === undefined) audit({ person: person.name, action: 'SupplierEnergiesCompared', assetId: point.id, detail })
  return { ...sum, isKnown: known !== undefined }
}

function count(sum: Comparison, { state, differenceWh }: SupplierLine): void {
  if (state === 'unknown') sum.unknown += 1
  else if (state === 'agrees') sum.agreeing += 1
  else sum.differing += 1
  sum.differenceWh += differenceWh ?? 0
}

/** Lines of one register in order of time, few enough for a turn. */
function slicesOf(lines: readonly TheirWh[]): TheirWh[][] {
  const byRegister = Map.groupBy(lines, ({ register }) => register)
  return [...byRegister.values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.quarter - b.quarter)
    return Array.from({ length: Math.ceil(sorted.length / sliceLines) }, (_, i) =>
      sorted.slice(i * sliceLines, (i + 1) * sliceLines),
    )
  })
}

function oursOf(store: Needs['store'], pointId: string, slice: readonly TheirWh[]) {
  const [first, last] = [slice[0], slice.at(-1)]
  return first && last ? store.intervals({ pointId, register: first.register }, first.quarter, last.quarter + 1) : []
}
