import { createHash } from 'node:crypto'
import { registers } from '../../../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../../../domain/metering/quarter.ts'
import type { Batch } from '../../../../domain/settlement/batch.ts'
import type { LineRow, Statement } from '../../../../domain/settlement/statement.ts'
import type { DemoMeters } from './demo-meters.ts'

const quartersPerDay = 96
/** Batches so many days back. */
const batchDays = 40

/** A hash that looks like one and is the same for the same words. */
export const demoHash = (words: string): string => `0x${createHash('sha256').update(words).digest('hex')}`
const demoSignature = (words: string) => `${demoHash(words)}${demoHash(`${words}, second half`).slice(2)}`

/** What the demonstration states: a statement for each closed quarter, a batch for each UTC day that is over. */
export function createDemoStatements(meters: DemoMeters) {
  const lineOf = (pointId: string, register: keyof typeof registers, quarter: Quarter): LineRow => {
    const [interval] = meters.intervals({ pointId, register }, quarter, quarter + 1)
    return {
      meterPoint: demoHash(pointId),
      register: registers[register].code,
      unit: 1,
      quality: interval?.quality === 'estimated' ? 2 : 1,
      source: 1,
      agreement: '0',
      meterEpoch: 1,
      quantity: interval?.wh ?? 0,
      closing: interval?.closingWh ?? 0,
      salt: demoHash(`salt ${pointId} ${quarter}`).slice(0, 34),
    }
  }
  const statementOf = (quarter: Quarter): Statement => ({
    quarter,
    revision: 0,
    lines: meters.points
      .toSorted()
      .flatMap((id) => meters.registersOf(id).map((register) => lineOf(id, register, quarter))),
    linesRoot: demoHash(`lines ${quarter}`),
    previous: demoHash(`statement ${quarter - 1}`),
    replaces: `0x${'0'.repeat(64)}`,
    digest: demoHash(`statement ${quarter}`),
    signature: demoSignature(`statement ${quarter}`),
    keyEpoch: 1,
    signedAt: quarterStart(quarter + 1) + 94_000,
    signedLate: false,
  })
  const firstDay = () => Math.floor((meters.lastClosed() + 1) / quartersPerDay) - batchDays
  const batchOf = (day: number): Batch => ({
    header: {
      sequence: day - firstDay() + 1,
      fromQuarter: day * quartersPerDay,
      toQuarter: (day + 1) * quartersPerDay,
      lineCount: quartersPerDay * meters.points.flatMap(meters.registersOf).length,
      absorbedWh: 212_400_000 + (day % 7) * 1_100_000,
      injectedWh: 91_800_000 + (day % 5) * 900_000,
      statementsRoot: demoHash(`root ${day}`),
      agreementsRoot: demoHash('no agreement'),
      previous: demoHash(`batch ${day - 1}`),
    },
    digest: demoHash(`batch ${day}`),
    signature: demoSignature(`batch ${day}`),
    keyEpoch: 1,
    madeAt: quarterStart((day + 1) * quartersPerDay) + 96_000,
  })
  return {
    first: () => firstDay() * quartersPerDay,
    last: meters.lastClosed,
    statements: (from: Quarter, to: Quarter): Statement[] => {
      const first = Math.max(from, firstDay() * quartersPerDay)
      return Array.from({ length: Math.max(0, Math.min(to, meters.lastClosed() + 1) - first) }, (_, i) =>
        statementOf(first + i),
      )
    },
    /** The newest first. */
    batches: (): Batch[] => Array.from({ length: batchDays }, (_, i) => batchOf(firstDay() + batchDays - 1 - i)),
  }
}
