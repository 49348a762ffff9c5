import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSettings, reachable } from '../../electron/settings.ts'

const screenArea = { x: 0, y: 0, width: 1920, height: 1040 }
const place = { x: 100, y: 50, width: 1440, height: 900, isMaximized: false }

function file(content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'shell-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  if (content !== undefined) writeFileSync(join(folder, 'shell.json'), content)
  return join(folder, 'shell.json')
}

test('what was set is there at the next start', () => {
  const path = file()
  createSettings({ file: path }).update({ window: place, zoom: 1.25 })
  expect(createSettings({ file: path }).get()).toEqual({ window: place, zoom: 1.25, site: { kind: 'own' } })
})

test.each([
  ['no file', undefined],
  ['half a file', '{"zoom":1.2'],
  ['an unknown zoom', '{"zoom":7}'],
  ['a foreign address', '{"site":{"kind":"elsewhere","address":"file:///etc"}}'],
  ['something else', '[]'],
])('%s means defaults', (_name, content) => {
  expect(createSettings({ file: file(content) }).get()).toEqual({ zoom: 1, site: { kind: 'own' } })
})

test('a folder that cannot be written keeps the choice for this run', () => {
  const settings = createSettings({ file: '/nonexistent/shell.json' })
  settings.update({ zoom: 1.5 })
  expect(settings.get().zoom).toBe(1.5)
})

test.each([
  ['on the screen', place, place],
  ['hanging over the edge with enough to grab', { ...place, x: 1700 }, { ...place, x: 1700 }],
  ['on a screen that is gone', { ...place, x: 2500 }, undefined],
  ['above the screen', { ...place, y: -300 }, undefined],
  ['larger than the screen', { ...place, width: 4000, height: 3000 }, { ...place, width: 1920, height: 1040 }],
])('a window %s', (_name, saved, expected) => {
  expect(reachable(saved, [screenArea])).toEqual(expected)
})

test('never placed before: the system chooses', () => {
  expect(reachable(undefined, [screenArea])).toBeUndefined()
})
