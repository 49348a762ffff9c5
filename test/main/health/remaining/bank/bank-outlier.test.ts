import { describe, expect, test } from 'vitest'
import { type BankVerdict, createBankWatch } from '../../../../../main/health/remaining/bank/bank-outlier.ts'
import { createDraw } from '../../../../../main/learners/random.ts'

const rowMs = 600_000
const usual = [0.06, 0.07, 0.08, 0.04]
const rows = 400
const failsFrom = 250

/** Levels of a row of bearings; `louder` multiplies one at a row. */
function watch(louder: (member: number, row: number) => number, levels = usual, count = rows): BankVerdict[] {
  const draw = createDraw(3)
  const bank = createBankWatch(levels.length)
  return Array.from({ length: count }, (_, row) =>
    bank.take(
      row * rowMs,
      levels.map((level, member) => level * Math.exp(0.06 * (draw() - 0.5)) * louder(member, row)),
    ),
  )
}
const grown = (row: number, perRow: number) => Math.exp(perRow * Math.max(0, row - failsFrom))
const firstNamed = (verdicts: readonly BankVerdict[]) =>
  usual.map((_, member) => verdicts.findIndex(({ members }) => members[member] !== null))
const firstGroup = (verdicts: readonly BankVerdict[]) => verdicts.findIndex(({ group }) => group !== null)

describe('who is named', () => {
  test('nobody, when all is as usual', () => {
    const verdicts = watch(() => 1)
    expect(firstNamed(verdicts)).toEqual([-1, -1, -1, -1])
    expect(firstGroup(verdicts)).toBe(-1)
  })

  test('the one that gets louder, with the row where that began', () => {
    const verdicts = watch((member, row) => (member === 2 ? grown(row, 0.01) : 1))
    const [, , third = -1] = firstNamed(verdicts)
    expect(third).toBeGreaterThan(failsFrom)
    expect(third).toBeLessThan(failsFrom + 40)
    expect(verdicts[third]?.members[2]).toMatchObject({ sinceAt: (third - 5) * rowMs })
    expect(firstNamed(verdicts).filter((row) => row >= 0)).toHaveLength(1)
  })

  test('not the neighbours that echo it', () => {
    const verdicts = watch((member, row) => grown(row, member === 2 ? 0.02 : member === 3 ? 0.005 : 0.001))
    expect(firstNamed(verdicts).filter((row) => row >= 0)).toHaveLength(1)
  })

  test('no one, but the row as a whole, when it goes together', () => {
    const verdicts = watch((_, row) => grown(row, 0.01))
    expect(firstNamed(verdicts)).toEqual([-1, -1, -1, -1])
    expect(firstGroup(verdicts)).toBeGreaterThan(failsFrom)
  })

  test('a few loud rows are no verdict, nor is a member that gets quieter', () => {
    expect(firstNamed(watch((member, row) => (member === 1 && row % 50 === 0 ? 3 : 1)))).toEqual([-1, -1, -1, -1])
    expect(firstNamed(watch((member, row) => (member === 1 ? grown(row, -0.01) : 1)))).toEqual([-1, -1, -1, -1])
  })

  test('no one that runs in or drifts slowly', () => {
    const drift = [0.3, -0.1, 0.05, 0]
    const verdicts = watch((member, row) => Math.exp(((drift[member] ?? 0) * row) / 4_000), usual, 4_000)
    expect(firstNamed(verdicts)).toEqual([-1, -1, -1, -1])
  })

  test('eight members, two of them failing', () => {
    const verdicts = watch((member, row) => (member > 5 ? grown(row, 0.01) : 1), [...usual, ...usual])
    const named = verdicts.at(-1)?.members.flatMap((outlier, member) => (outlier ? [member] : []))
    expect(named).toEqual([6, 7])
  })
})

test('missing values, machines at rest and members without a past say nothing', () => {
  const bank = createBankWatch(4)
  for (let row = 0; row < rows; row++) {
    const { members, group } = bank.take(row * rowMs, row % 3 === 0 ? [Number.NaN, 0, -1, 2] : [1, 1, 1, Number.NaN])
    expect([...members, group].every((outlier) => outlier === null)).toBe(true)
  }
  const empty = createBankWatch(4)
  for (let row = 0; row < rows; row++)
    expect(empty.take(row * rowMs, []).members.every((outlier) => outlier === null)).toBe(true)
})
