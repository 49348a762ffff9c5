import { expect, test } from 'vitest'
import { usualBoost } from '../../../../main/learners/boosted-trees.ts'
import { departuresAhead, fitHorizons } from '../../../../main/forecast/model/horizons.ts'
import { valueOf } from '../../../../main/forecast/model/shape.ts'
import { shapeOf } from '../../../../main/forecast/quantities/shape-of.ts'
import { bestStoredKWh, evenWorth, worthBefore } from '../../../../main/forecast/worth/storage-worth.ts'
import { market } from '../made-up.ts'

const storage = { powerKW: 1_000, energyKWh: 2_000, oneWayRatio: 0.95, lossPerHour: 0, wearEurPerMWh: 4 }

/** What is foreseen and done at the end of day 10, in the morning or the afternoon, out of a longer history. */
function decisionAt(hour: number, isScrambled: boolean) {
  const whole = market(14)
  const known = 10 * 96 + hour * 4
  const offsetQuarters = 4 // Berlin is an hour ahead of UTC
  const publishedUntil = (Math.floor((known - 1 + offsetQuarters) / 96) + (hour >= 11 ? 2 : 1)) * 96 - offsetQuarters
  const scramble = (column: Float64Array, from: number) =>
    column.map((value, i) => (isScrambled && i >= from ? 7_777 : value))
  const history = {
    ...whole,
    values: scramble(whole.values, known).slice(0, known),
    published: scramble(whole.published, publishedUntil),
  }
  const shape = shapeOf(history)
  const issue = known - 1
  const model = fitHorizons(shape, { from: 0, until: known, boost: { ...usualBoost, trees: 10 } })
  const departs = departuresAhead(model, shape, { issues: [issue], steps: 96 })
  const [now = 0, ...ahead] = Array.from(departs, (it, step) => valueOf(shape, issue, known + step, it))
  return { now, ahead, stored: bestStoredKWh(storage, worthBefore(storage, ahead, evenWorth(0)), now, 1_000) }
}

test.each([5, 14])('scrambling the future changes no forecast and no decision, at %i:00', (hour) => {
  expect(decisionAt(hour, true)).toEqual(decisionAt(hour, false))
})
