import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { openSimulatedTime } from '../../../main/prices/simulated-time.ts'

const hourMs = 3_600_000
const april = Date.UTC(2025, 3, 14, 14)
const first = Date.UTC(2026, 10, 30, 9)
let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'simulated-time-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function start(now: number) {
  return openSimulatedTime({
    file: join(folder, 'starts.json'),
    from: april,
    clock: { now: () => now },
    log: silentLog,
  })
}

test('each start begins simulated time anew, and each instant keeps the time of its own start', () => {
  start(first)
  const simulatedAt = start(first + 5 * hourMs)
  expect(simulatedAt(first + 2 * hourMs)).toBe(april + 2 * hourMs)
  expect(simulatedAt(first + 6 * hourMs)).toBe(april + hourMs)
})

test('what was before the first start is the past made up for it', () => {
  const simulatedAt = start(first)
  expect(simulatedAt(first - hourMs)).toBe(april - hourMs)
})

test('a file that cannot be read costs former starts and nothing else', () => {
  writeFileSync(join(folder, 'starts.json'), '[{"at": "monday"}]')
  expect(start(first)(first)).toBe(april)
  expect(JSON.parse(readFileSync(join(folder, 'starts.json'), 'utf8'))).toEqual([{ at: first, simulated: april }])
})
