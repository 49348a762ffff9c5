import { describe, expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { judgeReading } from '../../../../main/retail/consumption/judge-reading.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { consumer, street } from '../street.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const limits = { ratedKW: 10, endWh: 1_000_000 }
const ada: Person = { name: 'Ada', role: 'engineer' }
const bo: Person = { name: 'Bo', role: 'engineer' }

describe('A45: a reading after the one before it', () => {
  test.each<[string, number, number, number, string, number]>([
    ['rises', 100_000, 105_000, 1, 'accepted', 5_000],
    ['stays', 100_000, 100_000, 1, 'accepted', 0],
    ['rises as much as the connection can, and a fifth', 100_000, 112_000, 1, 'accepted', 12_000],
    ['rises more', 100_000, 112_001, 1, 'held', 12_001],
    ['begins again after its end', 995_000, 3_000, 1, 'accepted', 8_000],
    ['begins again after its end with too much', 995_000, 20_000, 1, 'held', 0],
    ['falls in the middle', 500_000, 499_999, 24, 'held', 0],
    ['is ten times what it was: kWh given as Wh', 100_000, 900_000, 24, 'held', 800_000],
  ])('%s', (_, before, after, hours, state, riseWh) => {
    const judged = judgeReading({ readAt: 0, wh: before }, { readAt: hours * hourMs, wh: after }, limits)
    expect(judged).toMatchObject({ state, riseWh })
  })
})

function open() {
  const clock = createVirtualClock(Date.UTC(2026, 0, 31, 23))
  const supply = { from: 'readings', serial: 'M-1', bands: ['all'], ratedKW: 10, endKWh: 10_000 }
  const config = street({ consumers: [{ ...consumer('carl', 'single', 1_000), supply }] })
  const { retail } = openTestRetail({ config, clock })
  const enter = (kWh: number, readAt = clock.now()) =>
    retail.enterReading(ada, {
      consumer: 'carl',
      register: 1,
      wh: kWh * 1_000,
      readAt,
      source: 'manual',
      attachment: null,
    })
  return { clock, retail, enter }
}

test('a bill goes from reading to reading, over the end of the register, and on the line between two where it has to', async () => {
  const { clock, retail, enter } = open()
  enter(9_900)
  clock.advance(14 * dayMs)
  enter(40)
  clock.advance(14 * dayMs + dayMs)
  enter(190)
  const preview = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  // 140 kWh to mid-month, then 14 of 15 days of 150 kWh
  expect(preview.bills).toMatchObject([{ wh: 280_000, estimatedWh: 280_000 }])
  await retail.issueRun(ada, preview.checkId, 'February')
  const [bill] = retail.bills('carl', 1)
  expect(retail.bill(known(bill).id).consumption).toEqual({
    kind: 'registers',
    rows: [{ register: 1, band: 'all', openingWh: 9_900_000, closingWh: 180_000, wh: 280_000, isEstimated: true }],
  })
})

test('what a meter cannot show is held, is in no bill, and counts once a second person says so', async () => {
  const { clock, retail, enter } = open()
  enter(100)
  clock.advance(27 * dayMs)
  expect(enter(9_000)).toMatchObject({ state: 'held', words: 'more than the connection can draw in that time' })
  clock.advance(2 * dayMs)
  const before = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  expect(before).toMatchObject({
    bills: [],
    held: [{ consumer: 'carl', why: 'register 1 was not read at or after the end of the period' }],
  })
  const [proposal] = retail.proposals()
  expect(() => retail.approve(ada, known(proposal).n)).toThrow(/second person/)
  retail.approve(bo, known(proposal).n)
  expect(retail.readings('carl')[0]).toMatchObject({ state: 'accepted' })
})

test('a reading of the future, one before the last, and one beyond the register are refused', () => {
  const { clock, enter } = open()
  enter(100)
  expect(() => enter(101, clock.now() + 1)).toThrow(/lies ahead/)
  expect(() => enter(101, clock.now() - 1)).toThrow(/later reading/)
  clock.advance(dayMs)
  expect(() => enter(10_000)).toThrow(/ends at/)
})
