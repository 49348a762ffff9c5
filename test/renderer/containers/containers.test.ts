import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { PointName } from '../../../domain/points.ts'
import { noReading } from '../../../domain/reading.ts'
import { earningEurPerH, earningWords, profitByAlgorithm } from '../../../renderer/views/containers/data/earning.ts'
import { driftWords, leagueOf, standingIn } from '../../../renderer/views/containers/data/league.ts'
import { minersInWords } from '../../../renderer/views/containers/data/miners.ts'
import { capEffect, capsOutcome, endedOutcome, namesOf } from '../../../renderer/views/containers/group/group-effect.ts'
import { scheduleOf, scheduleWords, stripPath } from '../../../renderer/views/containers/schedule/schedule.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const hour = 3_600_000

const judged = (
  assetId: string,
  hashes: string,
  efficiencyJPerTH: number | null,
  learnedJPerTH: number | null = null,
) => ({
  assetId,
  hashes,
  efficiencyJPerTH,
  learnedJPerTH,
  ratedJPerTH: 28,
})

describe('league of efficiency', () => {
  it('ranks within an algorithm; equals share a place, who says nothing has none', () => {
    const league = leagueOf([
      judged('a', 'SHA-256', 28),
      judged('b', 'SHA-256', 26),
      judged('c', 'SHA-256', 28),
      judged('d', 'scrypt', 4_000_000),
      judged('e', 'SHA-256', null),
      judged('f', 'SHA-256', 0),
    ])
    expect([...league].map(([id, { place, of }]) => [id, place, of])).toEqual([
      ['a', 2, 3],
      ['b', 1, 3],
      ['c', 2, 3],
      ['d', 1, 1],
    ])
  })

  it('is made once for the same rows, and anew for new ones', () => {
    const rows = [judged('a', 'SHA-256', 28)]
    expect(standingIn(rows, 'a')).toBe(standingIn(rows, 'a'))
    expect(standingIn([judged('a', 'SHA-256', 26), judged('b', 'SHA-256', 24)], 'a')?.place).toBe(2)
    expect(standingIn(rows, 'x')).toBeUndefined()
  })

  it('takes what is learned at full draw before what the device says', () => {
    const standing = leagueOf([judged('a', 'SHA-256', 25, 28.56)]).get('a')
    expect(standing).toMatchObject({ jPerTH: 28.56, isLearned: true })
    expect(standing && driftWords(standing)).toBe('2.0\u00A0% above')
    const better = leagueOf([judged('a', 'SHA-256', 27.3)]).get('a')
    expect(better && driftWords(better)).toBe('2.5\u00A0% below')
    const same = leagueOf([judged('a', 'SHA-256', 28)]).get('a')
    expect(same && driftWords(same)).toBe('as rated')
  })
})

const earner = (assetId: string, hashes: string, powerKW: number | null, worth: number | null, price = 60) => ({
  assetId,
  hashes,
  powerKW,
  worthEurPerMWh: worth,
  profitEurPerMWh: worth === null ? null : worth - price,
})

describe('earning', () => {
  it('is the margin on what is drawn, told by a word and never by a sign', () => {
    expect(earningEurPerH(earner('a', 'SHA-256', -1_250, 72))).toBeCloseTo(15)
    expect(earningWords(15)).toEqual({ word: 'earns', number: '15.00' })
    expect(earningWords(-3.456)).toEqual({ word: 'loses', number: '3.46' })
    expect(earningWords(7_286.49).number).toBe('7,286')
    expect(earningWords(0)).toEqual({ word: '', number: '0.00' })
    expect(earningWords(earningEurPerH(earner('a', 'SHA-256', null, 72)))).toEqual({ word: '', number: 'no value' })
    expect(earningEurPerH(earner('a', 'SHA-256', -1_250, null))).toBeNull()
  })

  it('adds up by algorithm, with the span of break-even prices and the price of power', () => {
    const [sha, scrypt] = profitByAlgorithm([
      earner('a', 'SHA-256', -1_000, 70),
      earner('b', 'scrypt', -500, null),
      earner('c', 'SHA-256', -500, 66),
    ])
    expect(sha).toMatchObject({
      assetIds: ['a', 'c'],
      drawKW: 1_500,
      breakEven: { from: 66, to: 70 },
      priceEurPerMWh: 60,
    })
    expect(sha?.earningEurPerH).toBeCloseTo(13)
    expect(scrypt).toMatchObject({ drawKW: 500, breakEven: null, priceEurPerMWh: null, earningEurPerH: null })
  })
})

it('miners are counted where they are told, and silent containers are named', () => {
  const told: Record<string, Partial<Record<PointName, number>>> = {
    a: { minersHashing: 393, minersAsleep: 3, minersFaulty: 4 },
    b: { minersHashing: 400, minersAsleep: 0, minersFaulty: 0 },
  }
  const image = {
    reading(assetId: string, point: PointName) {
      const value = told[assetId]?.[point]
      return value === undefined ? noReading : { value, at: 0, quality: 'good' as const }
    },
  }
  expect(minersInWords(image, [{ id: 'a' }, { id: 'b' }])).toBe('Miners: 793 hashing, 3 asleep, 4 faulty')
  expect(minersInWords(image, [{ id: 'a' }, { id: 'x' }])).toBe(
    'Miners: 393 hashing, 3 asleep, 4 faulty; 1 container not counted',
  )
  expect(minersInWords(image, [{ id: 'x' }])).toBe('miners: no value')
})

describe('an act on several containers', () => {
  const chosen = [
    { id: 'a', name: 'A', powerKW: -1_200 },
    { id: 'b', name: 'B', powerKW: -300 },
    { id: 'c', name: 'C', powerKW: undefined },
  ]

  it('by a cap lowers those above it and leaves the others', () => {
    expect(capEffect(chosen, 500)).toEqual({ nowKW: 1_500, thenKW: 800, unknown: 1 })
    expect(capEffect(chosen, 0)).toEqual({ nowKW: 1_500, thenKW: 0, unknown: 1 })
  })

  it('never raises the draw, whatever the cap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_300, max: 0 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 2_000 }),
        (powers, capKW) => {
          const { nowKW, thenKW } = capEffect(
            powers.map((powerKW, n) => ({ id: `${n}`, name: `${n}`, powerKW })),
            capKW,
          )
          expect(thenKW).toBeLessThanOrEqual(nowKW)
          expect(thenKW).toBeLessThanOrEqual(capKW * powers.length)
        },
      ),
    )
  })

  it('names whom it was not done for, and why', () => {
    const refused = [{ assetId: 'c', reason: 'no good reading' }]
    expect(capsOutcome(chosen, { given: [], refused })).toEqual({
      done: 0,
      left: [{ name: 'C', why: 'no good reading' }],
    })
    expect(endedOutcome(chosen, []).left.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
    expect(namesOf(chosen, 2)).toBe('A, B and 1 more')
  })
})

describe('schedule of the coming hours', () => {
  const edges = [0, hour, 2 * hour, 3 * hour, 30 * hour]
  const plan = { edges, assets: { a: { powerKW: [-1_300, -1_290, 0, -650] } } }

  it('begins now, ends twelve hours ahead, and is nothing for what the plan does not know', () => {
    const steps = scheduleOf(plan, 'a', hour / 2)
    expect(steps?.map(({ from, until, drawKW }) => [from / hour, until / hour, drawKW])).toEqual([
      [0.5, 1, 1_300],
      [1, 2, 1_290],
      [2, 3, 0],
      [3, 12.5, 650],
    ])
    expect(scheduleOf(plan, 'b', 0)).toBeUndefined()
    expect(scheduleOf(plan, 'a', 40 * hour)).toEqual([])
  })

  it('is told in runs: close draws as one, off as asleep', () => {
    const steps = scheduleOf(plan, 'a', 0) ?? []
    expect(scheduleWords(steps, 'UTC')).toBe('1.30\u00A0MW until 02:00, asleep until 03:00, 650\u00A0kW until 12:00')
    expect(scheduleWords([], 'UTC')).toBe('nothing planned')
    // telling it changes nothing of the schedule
    expect(steps[0]?.until).toBe(hour)
  })

  it('is drawn as high as its share of the rating, and not at all while off', () => {
    const steps = scheduleOf(plan, 'a', 0) ?? []
    expect(stripPath(steps, 1_300, 0)).toBe('M0 100V0H8.33V100ZM8.33 100V0.77H16.67V100ZM25 100V50H100V100Z')
  })
})
