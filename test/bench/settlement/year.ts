import type { Interval } from '../../../domain/metering/meter.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { makeBatch } from '../../../main/settlement/batches/make-batch.ts'
import { signDigest } from '../../../main/settlement/keys/sign.ts'
import { linesOf } from '../../../main/settlement/statements/lines-of.ts'
import { makeStatement, noDigest } from '../../../main/settlement/statements/make-statement.ts'
import { fillQuarters } from '../../../main/metering/estimate.ts'
import { measuredQuarters } from '../../../main/metering/intervals.ts'
import { atMost, type Figure } from '../figure.ts'
import { benchSalts, intervalOf, pointsOf, privateKey, readingsOf, separator } from './made-lines.ts'

const quartersAYear = 35_040
const meters = 20
const quartersADay = 96

/** A year of one site: register readings to intervals, lines, signed statements and 365 signed batches. */
export function yearFigures(): Figure[] {
  const from = quarterOf(Date.UTC(2025, 0, 1))
  const points = pointsOf(meters)
  const readings = points.map(({ id }) => readingsOf(id, from, from + quartersAYear))
  const began = performance.now()
  const columns = points.map((point, i) => {
    const run = measuredQuarters(point, readings[i] ?? [], from, from + quartersAYear)
    return fillQuarters(run, {}).map((found) => intervalOf(point.id, found))
  })
  let [previous, previousBatch, batches, signatures] = [noDigest, noDigest, 0, 0]
  for (let day = 0; day < quartersAYear / quartersADay; day++) {
    const statements = Array.from({ length: quartersADay }, (_, i) => {
      const k = day * quartersADay + i
      const lines = linesOf(
        columns.map((column) => column[k] as Interval),
        0,
        benchSalts,
      )
      const draft = makeStatement({
        separator,
        site: 7,
        quarter: from + k,
        revision: 0,
        lines,
        previous,
        replaces: noDigest,
      })
      previous = draft.digest
      signDigest(draft.digest, privateKey)
      signatures += 1
      return draft
    })
    const batch = makeBatch({
      separator,
      site: 7,
      sequence: day + 1,
      statements,
      agreementLines: [],
      previous: previousBatch,
    })
    previousBatch = batch.digest
    signDigest(batch.digest, privateKey)
    batches += 1
  }
  const tookS = (performance.now() - began) / 1_000
  console.log(`a year: ${batches} batches of ${meters * quartersADay} lines, ${signatures} signed statements`)
  return [atMost('a year of a site with 20 meters, readings to signed batches', tookS, 's', 60)]
}
