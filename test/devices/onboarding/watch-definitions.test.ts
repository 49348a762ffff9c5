import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchDefinitions } from '../../../devices/onboarding/watch-definitions.ts'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { systemClock as clock } from '../../../main/clock.ts'

/** Looks twenty times as often as in the field. */
const hasty: Clock = { ...clock, every: (periodMs, run) => clock.every(periodMs / 20, run) }

let parent: string
let folder: string
let calls: number
let stop: Stop

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'watch-'))
  folder = join(parent, 'definitions')
  calls = 0
})
afterEach(() => {
  stop()
  rmSync(parent, { recursive: true, force: true })
})

const begin = () => {
  stop = watchDefinitions({ folder, onChange: () => (calls += 1), clock: hasty })
}
const told = () => calls
const patience = { timeout: 5_000, interval: 20 }

test('tells that a file came, changed and went, also in a folder below; other files are nothing to it', async () => {
  mkdirSync(join(folder, 'grid'), { recursive: true })
  begin()
  writeFileSync(join(folder, 'grid', 'a.yaml'), 'a')
  await expect.poll(told, patience).toBe(1)
  writeFileSync(join(folder, 'grid', 'a.yaml'), 'other')
  await expect.poll(told, patience).toBe(2)
  writeFileSync(join(folder, 'notes.txt'), 'a')
  rmSync(join(folder, 'grid', 'a.yaml'))
  await expect.poll(told, patience).toBe(3)
})

test('a file that is written in several goes is told once', async () => {
  mkdirSync(folder)
  begin()
  for (const text of ['a', 'ab', 'abc']) {
    writeFileSync(join(folder, 'a.yaml'), text)
    await new Promise<void>((resolve) => void clock.after(60, resolve))
  }
  await expect.poll(told, patience).toBe(1)
})

test('a folder that comes later is noticed, and one that comes back', async () => {
  begin()
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.yaml'), 'a')
  await expect.poll(told, patience).toBe(1)
  rmSync(folder, { recursive: true })
  await expect.poll(told, patience).toBe(2)
})

test('nothing is told after it was stopped', async () => {
  mkdirSync(folder)
  begin()
  writeFileSync(join(folder, 'a.yaml'), 'a')
  stop()
  await new Promise<void>((resolve) => void clock.after(600, resolve))
  expect(calls).toBe(0)
})
