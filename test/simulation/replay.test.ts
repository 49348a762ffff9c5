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
