import { expect, test } from 'vitest'
import type { Anomaly } from '../../../../domain/health/anomaly.ts'
import { silentLog } from '../../../../domain/log.ts'
import { systemClock } from '../../../../main/clock.ts'
import { AnomalyBook } from '../../../../main/health/anomalies.ts'
import { Feedback } from '../../../../main/health/feedback/feedback.ts'
import { createMuting, tooMany } from '../../../../main/health/feedback/muting.ts'
import { recordOf } from '../../../../main/health/feedback/thresholds.ts'
import { createVerdictTable, type Verdict } from '../../../../main/health/feedback/verdict-table.ts'
import { dayMs } from '../../../../main/health/history.ts'
import { openDb } from '../../../../main/historian/db.ts'

let n = 0
const said = (given: Partial<Verdict>): Verdict => ({
  about: `thing-${(n += 1)}`,
  source: 'level',
  assetId: 'container-1',
  mode: null,
  strength: 1,
  verdict: 'rejected',
  until: null,
  person: 'Ada',
  note: '',
  at: 0,
  ...given,
})

function open() {
  const db = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  const muting = createMuting()
  return { db, muting, feedback: new Feedback({ table: createVerdictTable({ db }), muting }) }
}

const anomaly = (i: number, sinceAt: number): Anomaly => ({
  id: `level:container-1:${i}:${sinceAt}`,
  assetId: 'container-1',
  detector: 'level',
  point: 'outletDegC',
  score: 2,
  peak: 2,
  sinceAt,
  untilAt: null,
  signals: [],
  reason: 'hotter than usual',
  severity: 2,
})

test.each([
  ['too few change nothing', [1.1, 1.1], [], 1],
  [
    'weak ones false, strong ones true: the threshold rises above most of the false',
    [1, 1.1, 1.1, 1.2],
    [2, 2.2, 3, 3],
    1.15,
  ],
  ['all true: it stays as built', [], [1, 1.2, 1.1, 2], 1],
])('%s', (_, rejected, confirmed, ratio) => {
  const { thresholdRatio, precisionBefore, precisionNow } = recordOf([
    ...rejected.map((strength) => said({ strength })),
    ...confirmed.map((strength) => said({ strength, verdict: 'confirmed' })),
  ])
  expect(thresholdRatio).toBe(ratio)
  expect(precisionNow ?? 0).toBeGreaterThanOrEqual(precisionBefore ?? 0)
})

test('a verdict is kept, the newest word on a thing counts, and the odds of its like follow', () => {
  const { db, muting, feedback } = open()
  feedback.add(said({ about: 'a', source: 'forecast', mode: 'fanWear', verdict: 'confirmed' }))
  expect(feedback.oddsOf('container-1', 'fanWear')).toBeGreaterThan(1)
  feedback.add(said({ about: 'a', source: 'forecast', mode: 'fanWear', verdict: 'rejected' }))
  expect(feedback.of('a')?.verdict).toBe('rejected')
  expect(feedback.oddsOf('container-1', 'fanWear')).toBeLessThan(1)
  expect(feedback.oddsOf('container-1', 'fanWear')).toBeLessThan(feedback.oddsOf('container-2', 'fanWear'))
  expect(feedback.oddsOf('container-2', 'bearingWear')).toBe(1)
  const again = new Feedback({ table: createVerdictTable({ db }), muting })
  expect(again.of('a')?.verdict).toBe('rejected')
})

test('an asset whose comparison was rejected twice is no peer any more', () => {
  const { feedback } = open()
  feedback.add(said({ source: 'peers' }))
  expect(feedback.apart().size).toBe(0)
  feedback.add(said({ source: 'peers' }))
  expect([...feedback.apart()]).toEqual(['container-1'])
})

test('known work holds announcements back until it ends', () => {
  const { feedback } = open()
  feedback.add(said({ verdict: 'knownWork', at: 10 * dayMs, until: 12 * dayMs }))
  expect(feedback.isKnownWork('container-1', 11 * dayMs)).toBe(true)
  expect(feedback.isKnownWork('container-1', 12 * dayMs)).toBe(false)
  expect(feedback.isKnownWork('container-2', 11 * dayMs)).toBe(false)
})

test('fault 65: a storm of false alarms mutes its source, which says so, and nothing else', () => {
  const { db, muting } = open()
  const book = new AnomalyBook({ db, muting })
  const storm = Array.from({ length: tooMany.announcedPerDay + 20 }, (_, i) => anomaly(i, i))
  book.take(storm, 1_000)
  expect(book.list(1_000)).toHaveLength(tooMany.announcedPerDay)
  expect(muting.of('level', 1_000)?.words).toContain('more than 25')
  expect(muting.isMuted('spike', 1_000)).toBe(false)
  const other = { ...anomaly(1, 5), id: 'spike:1', detector: 'spike' as const }
  book.take([...storm, other], 2_000)
  expect(book.list(2_000).some(({ detector }) => detector === 'spike')).toBe(true)
  // what was shown stays until it ends; a week later it is heard again
  expect(muting.isMuted('level', 1_000 + 7 * dayMs)).toBe(false)
})

test('fault 65: false alarms that technicians reject mute their source when they are most of a week', () => {
  const { muting, feedback } = open()
  for (let i = 0; i <= tooMany.rejectedPerWeek; i++) feedback.add(said({ at: 30 * dayMs + i }))
  expect(muting.of('level', 30 * dayMs + 10)?.words).toContain('false alarms in a week')
  const fair = open()
  for (let i = 0; i <= tooMany.rejectedPerWeek; i++) {
    fair.feedback.add(said({ at: 30 * dayMs + i, verdict: 'confirmed' }))
    fair.feedback.add(said({ at: 30 * dayMs + i }))
  }
  expect(fair.muting.isMuted('level', 30 * dayMs + 10)).toBe(false)
})
