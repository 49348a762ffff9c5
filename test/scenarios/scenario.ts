import type { KW } from '../../domain/units.ts'
import type { AskedInstruction } from '../../domain/rpc/dispatch/instructions.ts'
import type { Outside } from '../../main/dispatch/controllers/controller.ts'
import { createPlant, type Plant, siteOf } from '../main/dispatch/plant.ts'

/** A value with the usual tolerance, or its lowest and highest. */
type Expected = number | [number, number]

/**
 * A scenario as an energy engineer writes it. Powers in kW, into the bus positive: a load of 2 MW is -2000, a charging
 * battery is negative. A row lists the readings that begin to hold, then what must be true `wait` seconds later:
 * setpoints by asset (`null` = none), the power at the grid meter, words of the binding reason.
 */
export interface Scenario {
  name: string
  assets: object[]
  more?: object
  /** State of charge at the start, %. */
  soc?: Record<string, number>
  /** What is known beside readings, from the start. */
  outside?: Outside
  rows: {
    wait: number
    /** An instruction that comes at the begin of the row; times in seconds from then. */
    asked?: AskedRow
    /** What else is known from now on. */
    outside?: Outside
    given?: Record<string, KW>
    points?: Record<string, Record<string, number>>
    setpoints?: Record<string, Expected | null>
    grid?: Expected
    because?: Record<string, string>
    /** State of services and duties by id. */
    services?: Record<string, string>
  }[]
}

/** An instruction as a row tells it. */
export type AskedRow = Pick<AskedInstruction, 'subject' | 'powerKW'> &
  Partial<Omit<AskedInstruction, 'from' | 'until'>> & { fromS?: number; forS: number }

const toleranceKW = 40
const anna = { name: 'Anna', role: 'operator' } as const

/** Runs a scenario on a plant in memory and lists what differs from the table; empty when all is as written. */
export async function differences({ assets, more, soc, outside, rows }: Scenario): Promise<string[]> {
  let known = outside ?? {}
  const plant = createPlant({ site: siteOf(assets, more), outside: () => known })
  for (const [id, pct] of Object.entries(soc ?? {})) plant.asset(id).socPct = pct
  plant.control.start()
  const found: string[] = []
  for (const [i, row] of rows.entries()) {
    known = row.outside ?? known
    if (row.asked) ask(plant, row.asked, i)
    for (const [id, powerKW] of Object.entries(row.given ?? {})) plant.asset(id).natural = () => powerKW
    for (const [id, points] of Object.entries(row.points ?? {})) Object.assign(plant.asset(id).extra, points)
    await plant.run(row.wait)
    found.push(...rowDifferences(plant, row).map((text) => `row ${i + 1}: ${text}`))
  }
  const stopped = plant.control.stop()
  await plant.run(1)
  await stopped
  return found
}

function ask(plant: Plant, { fromS = 0, forS, ...asked }: AskedRow, place: number): void {
  const now = plant.clock.now()
  const from = fromS > 0 ? now + fromS * 1_000 : null
  const kind = asked.subject === 'gridPower' || asked.subject === 'asset' ? 'setpoint' : 'limit'
  plant.control.give(anna, {
    source: 'grid',
    sender: 'Grid operator',
    kind,
    reason: 'a scenario',
    ...asked,
    from,
    until: now + (fromS + forS) * 1_000,
    idempotencyKey: `row-number-${place}`,
  })
}

function rowDifferences(plant: Plant, row: Scenario['rows'][number]): string[] {
  const found: string[] = []
  const decision = (id: string) => plant.control.decisions().find((d) => d.assetId === id)
  for (const [id, expected] of Object.entries(row.setpoints ?? {})) {
    const got = decision(id)?.setpointKW ?? null
    if (!isWithin(got, expected)) found.push(`${id} got ${got}, expected ${expected}: ${bindings(plant, id)}`)
  }
  if (row.grid !== undefined && !isWithin(plant.gridKW(), row.grid))
    found.push(`grid ${plant.gridKW()}, expected ${row.grid}`)
  for (const [id, words] of Object.entries(row.because ?? {}))
    if (!bindings(plant, id).includes(words)) found.push(`${id} because "${bindings(plant, id)}", expected "${words}"`)
  for (const [id, state] of Object.entries(row.services ?? {})) {
    const service = plant.control.services().find((s) => s.id === id)
    if (service?.state !== state)
      found.push(`service ${id} is ${service?.state}: ${service?.detail}, expected ${state}`)
  }
  for (const { assetId, because } of plant.control.decisions())
    if (because.length > 0 && because.filter((b) => b.isBinding).length !== 1)
      found.push(`${assetId} has not exactly one binding reason`)
  return found
}

function bindings(plant: Plant, id: string): string {
  const decision = plant.control.decisions().find((d) => d.assetId === id)
  return (decision?.because ?? [])
    .filter((b) => b.isBinding)
    .map((b) => b.reason)
    .join(' / ')
}

function isWithin(got: number | null, expected: Expected | null): boolean {
  if (got === null || expected === null) return got === expected
  const [low, high] = typeof expected === 'number' ? [expected - toleranceKW, expected + toleranceKW] : expected
  return got >= low && got <= high
}
