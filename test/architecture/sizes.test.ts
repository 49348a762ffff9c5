import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { root, sourceFiles } from './source-files.ts'

const files = sourceFiles()
const product = files.filter((f) => !f.path.startsWith('test/'))

test('files stay short: median about 80 lines, none over 400', () => {
  const sorted = product.map((f) => f.lines).toSorted((a, b) => a - b)
  const at = (q: number) => sorted[Math.floor(q * (sorted.length - 1))] ?? 0
  const long = product.filter((f) => f.lines > 250).map((f) => `${f.path} ${f.lines}`)
  process.stdout.write(
    `files ${product.length}, lines median ${at(0.5)}, p90 ${at(0.9)}, longest ${at(1)}; over 250: ${long.join(', ') || 'none'}\n`,
  )
  expect(at(0.5)).toBeLessThanOrEqual(90)
  expect(files.filter((f) => f.lines > 400).map((f) => `${f.path} ${f.lines}`)).toEqual([])
})

test('at most 15 code files in a folder', () => {
  const perFolder = new Map<string, number>()
  // the steps of a database format are a numbered series that only grows; ABIs are generated, one a contract
  for (const { path } of product.filter((f) => !/\/migrations\/|^contracts\/abi\//.test(f.path)))
    perFolder.set(posix.dirname(path), (perFolder.get(posix.dirname(path)) ?? 0) + 1)
  expect([...perFolder].filter(([, count]) => count > 15)).toEqual([])
})

test('every top-level folder has a readme of one screen', () => {
  for (const folder of ['domain', 'devices', 'main', 'electron', 'renderer', 'contracts', 'build', 'test'])
    expect(readFileSync(join(root, folder, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(60)
})
