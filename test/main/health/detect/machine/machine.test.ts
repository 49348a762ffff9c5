import { describe, expect, test } from 'vitest'
import { createChangeDetector } from '../../../../../main/health/detect/machine/change.ts'
import { createMachineDetector } from '../../../../../main/health/detect/machine/machine.ts'
import { noiseOf } from '../noise.ts'

const trained = 400
const rows = 1_000
const eventRow = 600

/** Four signals of a machine: two steady ones, one in steps, one that wanders; `change` plants a fault. */
function machine(change: (row: number, values: number[]) => void, seed = 5): Float64Array[] {
  const noise = noiseOf(seed)
  let wander = 20
  return Array.from({ length: rows }, (_, row) => {
    wander += 0.02 * noise()
    const values = [10 + noise(), 300 + 5 * noise(), Math.round(0.3 * noise()), wander]
    change(row, values)
    return Float64Array.from(values)
  })
}

/** Adds to a signal from the event on. */
const shifted =
  (signal: number, by: number, from = eventRow, to = rows) =>
  (row: number, values: number[]) => {
    if (row >= from && row < to) values[signal] = (values[signal] ?? 0) + by
  }

function verdicts(run: readonly Float64Array[]) {
  const detector = createMachineDetector(4)
  return run.map((values) => {
    const { score, isOn, signals } = detector.push(values)
    return { score, isOn, signals: [...signals] }
  })
}

const onRows = (seen: ReturnType<typeof verdicts>, from: number, to: number) =>
  seen.slice(from, to).filter(({ isOn }) => isOn).length

describe('what it must see', () => {
  test.each([
    ['a steady signal moves up', 0, 8, 1],
    ['a steady signal moves down', 1, -50, -1],
    ['a signal in steps moves', 2, 5, 1],
    ['a wanderer jumps', 3, 6, 1],
  ])('%s', (_, signal, by, sign) => {
    const seen = verdicts(machine(shifted(signal, by)))
    expect(onRows(seen, trained, eventRow)).toBe(0)
    const found = seen.slice(eventRow, eventRow + 20).find(({ isOn }) => isOn)
    expect(Math.sign(found?.score ?? 0)).toBe(sign)
    const sizes = found?.signals.map(Math.abs) ?? []
    expect(sizes.indexOf(Math.max(...sizes))).toBe(signal)
  })
})

test('a wanderer that drifts on is no verdict', () => {
  const seen = verdicts(machine((row, values) => void (values[3] = (values[3] ?? 0) + 0.005 * row)))
  expect(onRows(seen, trained, rows)).toBe(0)
})

test('an eighth of the training under a lesser fault does not blind it', () => {
  const fault = shifted(0, 30)
  const seen = verdicts(
    machine((row, values) => {
      shifted(0, 12, 100, 150)(row, values)
      fault(row, values)
    }),
  )
  expect(onRows(seen, eventRow, eventRow + 30)).toBeGreaterThan(5)
})

test('it says nothing while it trains, of missing values, and of signals that never moved', () => {
  const gone = verdicts(machine((row, values) => row >= trained && values.fill(Number.NaN)))
  expect(onRows(gone, 0, rows)).toBe(0)
  const still = verdicts(Array.from({ length: rows }, (_, row) => new Float64Array(4).fill(row < eventRow ? 3 : 4)))
  expect(onRows(still, 0, rows)).toBe(0)
})

test('scale and offset of a signal change nothing', () => {
  const run = machine(shifted(0, 8))
  const other = run.map((values) => values.map((value, i) => (i === 0 ? 16 * value + 64 : value)))
  expect(verdicts(other).map(({ score }) => Number(score.toFixed(6)))).toEqual(
    verdicts(run).map(({ score }) => Number(score.toFixed(6))),
  )
})

test('saved and given back it goes on as if nothing had been', () => {
  const run = machine(shifted(1, 60))
  const whole = verdicts(run)
  for (const cut of [30, trained - 1, eventRow + 3]) {
    const first = createMachineDetector(4)
    for (const values of run.slice(0, cut)) first.push(values)
    const second = createMachineDetector(4)
    expect(second.restore(first.save())).toBe(true)
    expect(run.slice(cut).map((values) => second.push(values).score)).toEqual(
      whole.slice(cut).map(({ score }) => score),
    )
  }
})

function changesOf(run: readonly Float64Array[]): number[] {
  const detector = createChangeDetector(4)
  return run.flatMap((values, row) => (detector.push(values).isChange ? [row] : []))
}

describe('change points', () => {
  test('begin and end of a fault are told within half a minute, and nothing long after', () => {
    const ends = [eventRow, eventRow + 200]
    const found = changesOf(machine(shifted(0, 8, eventRow, eventRow + 200)))
    for (const end of ends) expect(found.some((row) => row >= end && row < end + 30)).toBe(true)
    expect(found.every((row) => ends.some((end) => row >= end && row < end + 110))).toBe(true)
  })
  test('a quiet machine has none', () => {
    expect(changesOf(machine(() => undefined))).toEqual([])
  })
  test('after one there is a rest, and the score is still told', () => {
    const detector = createChangeDetector(4)
    const seen = machine(shifted(0, 30)).map((values) => {
      const { isChange, score } = detector.push(values)
      return { isChange, score }
    })
    const first = seen.findIndex(({ isChange }) => isChange)
    expect(seen.slice(first + 1, first + 60).some(({ isChange }) => isChange)).toBe(false)
    expect(seen[first + 10]?.score).toBeGreaterThan(1)
  })
})
