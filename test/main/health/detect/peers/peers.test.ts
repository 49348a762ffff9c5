import { expect, test } from 'vitest'
import { createPeerDetector } from '../../../../../main/health/detect/peers/peers.ts'
import { again } from '../again.ts'
import { noiseOf } from '../noise.ts'

const hours = 400
const eventHour = 300

const make = () => createPeerDetector(3, { finest: () => 0.01, byRatio: false })

/** Six members that were never built the same, under one weather; `fault` is added to a member from the event on. */
function run(fault: (member: number, since: number) => number, byRatio = false) {
  const noise = noiseOf(9)
  const detector = createPeerDetector(6, { finest: () => 0.01, byRatio })
  const strongest = new Float64Array(6)
  const seen = new Set<number>()
  let row = 0
  for (let hour = 0; hour < hours; hour++) {
    const weather = 8 * Math.sin((2 * Math.PI * hour) / 24)
    const values = Float64Array.from({ length: 6 }, (_, member) => {
      const value = 60 + 5 * member + weather + 0.3 * noise()
      return value + (hour >= eventHour ? fault(member, hour - eventHour) : 0)
    })
    const state = detector.push(values)
    state.members.forEach((score, member) => {
      if (Math.abs(score) >= 1) seen.add(member)
      if (Math.abs(score) > Math.abs(strongest[member] ?? 0)) strongest[member] = score
    })
    if (Math.abs(state.row) > Math.abs(row)) row = state.row
  }
  return { seen: [...seen], row, strongest }
}

test('the one that goes its own way is named, and no other', () => {
  const { seen, strongest } = run((member, since) => (member === 2 ? 0.08 * since : 0))
  expect(seen).toEqual([2])
  expect(strongest[2]).toBeGreaterThan(1)
  expect(run((member) => (member === 4 ? -6 : 0)).strongest[4]).toBeLessThan(-1)
})

test('weather and differences of build name nobody', () => {
  const { seen, row } = run(() => 0)
  expect(seen).toEqual([])
  expect(Math.abs(row)).toBeLessThan(1)
})

test('the whole row moving names no member but the row', () => {
  const { seen, row } = run(() => 90)
  expect(seen).toEqual([])
  expect(row).toBeGreaterThanOrEqual(1)
})

test('two hours of one member are not enough, six hours are', () => {
  expect(run((member, since) => (member === 1 && since < 3 ? 30 : 0)).seen).toEqual([])
  expect(run((member, since) => (member === 1 && since < 16 ? 30 : 0)).seen).toEqual([1])
})

test('as ratios the same shares count, whatever the size', () => {
  const noise = noiseOf(4)
  const detector = createPeerDetector(4, { finest: () => 0.01, byRatio: true })
  let scores: number[] = []
  for (let hour = 0; hour < hours; hour++) {
    const values = Float64Array.from({ length: 4 }, (_, member) => 10 ** member * (1 + 0.02 * noise()))
    if (hour >= eventHour) values[0] = (values[0] ?? 0) * 1.5
    scores = [...detector.push(values).members]
  }
  expect(scores[0]).toBeGreaterThan(1)
  expect(scores.slice(1).every((score) => Math.abs(score) < 1)).toBe(true)
})

test('a missing member is no number, two that are left say nothing, and a restore changes nothing', () => {
  const noise = noiseOf(1)
  let detector = make()
  const twin = make()
  for (let hour = 0; hour < hours; hour++) {
    const values = Float64Array.from({ length: 3 }, (_, member) => (member === 0 && hour > 200 ? Number.NaN : noise()))
    if (hour === 150) detector = again(detector, make)
    expect([...detector.push(values).members]).toEqual([...twin.push(values).members])
  }
  expect([...detector.push(Float64Array.of(Number.NaN, 50, 1)).members]).toEqual([Number.NaN, Number.NaN, Number.NaN])
})
