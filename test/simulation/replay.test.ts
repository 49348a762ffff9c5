import { expect, test } from 'vitest'
import { simulate } from './sites.ts'

const short = { hours: 0.05, cycleMs: 200, seed: 7, faultEveryMs: 480_000 }

test('a seed replays a run bit for bit: every setpoint at its instant, every figure', async () => {
  const first = await simulate('weak', short)
  const again = await simulate('weak', short)
  expect(first.writes).toBeGreaterThan(100)
  expect(again).toEqual(first)
}, 60_000)

test('another seed is another run', async () => {
  const one = await simulate('weak', { ...short, hours: 0.02 })
  const other = await simulate('weak', { ...short, hours: 0.02, seed: 8 })
  expect(other.fingerprint).not.toBe(one.fingerprint)
})

test('a run with a plan is repeated as well: the search for one is bounded by steps, not by this machine', async () => {
  const planned = { ...short, hours: 0.03, cycleMs: 1_000, hasPlan: true }
  const first = await simulate('demo', planned)
  expect(await simulate('demo', planned)).toEqual(first)
  const without = await simulate('demo', { ...planned, hasPlan: false })
  expect(without.fingerprint).not.toBe(first.fingerprint)
}, 60_000)
