import { expect, test } from 'vitest'
import { sourceFiles, type SourceFile } from './source-files.ts'

const files = sourceFiles()
const folders = ['domain', 'devices', 'main', 'electron', 'renderer', 'contracts', 'build', 'test'] as const
type Folder = (typeof folders)[number]

/** Which top-level folder may import which; the table of ARCHITECTURE.md. Finer cells follow below. */
const allowed: Record<Folder, readonly Folder[]> = {
  domain: ['domain'],
  devices: ['domain', 'devices'],
  main: ['domain', 'devices', 'main', 'contracts'],
  electron: ['domain', 'electron', 'main'],
  renderer: ['domain', 'renderer'],
  contracts: ['contracts'],
  build: ['build', 'domain', 'devices', 'main'],
  test: folders,
}

/** The files of a folder that may look through the wall. */
const doors: { from: Folder; to: Folder; only: RegExp; target: RegExp }[] = [
  { from: 'main', to: 'devices', only: /^main\/(site|field-side)\.ts$/, target: /^devices\/index\.ts$/ },
  { from: 'main', to: 'contracts', only: /^main\/(settlement|market)\//, target: /^contracts\/abi\// },
  { from: 'electron', to: 'main', only: /^electron\/engine-process\.ts$/, target: /^main\/(run-site|clock|log)\.ts$/ },
]

/** Parts of the engine that meet only in main/site.ts and in the image. */
const strangers = [
  'dispatch',
  'plan',
  'forecast',
  'proof',
  'health',
  'learning',
  'metering',
  'historian',
  'settlement',
  'market',
  'retail',
  'prices',
  'alarms',
]

function partOf(path: string): string | undefined {
  return strangers.find((s) => path.startsWith(`main/${s}/`))
}

function folderOf(path: string): Folder | undefined {
  return folders.find((f) => path.startsWith(`${f}/`))
}

function packagesOf(folder: Folder): string[] {
  const own = files.filter((f) => folderOf(f.path) === folder)
  return [...new Set(own.flatMap((f) => f.imports.filter((i) => !folderOf(i))))]
}

function offences(isOffence: (file: SourceFile, target: string) => boolean): string[] {
  return files.flatMap((f) => f.imports.filter((i) => isOffence(f, i)).map((i) => `${f.path} imports ${i}`))
}

test('the check sees the code: no folder reads as empty', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap((f) => f.imports).length).toBeGreaterThan(400)
})

test('imports between top-level folders follow the table', () => {
  const wrong = offences((file, target) => {
    const from = folderOf(file.path)
    const to = folderOf(target)
    return from !== undefined && to !== undefined && !allowed[from].includes(to)
  })
  expect(wrong).toEqual([])
})

test.each(doors)('$from looks into $to through one door', ({ from, to, only, target }) => {
  const wrong = offences(
    (file, i) => folderOf(file.path) === from && folderOf(i) === to && !(only.test(file.path) && target.test(i)),
  )
  expect(wrong).toEqual([])
})

test('the parts of the engine do not import each other', () => {
  const wrong = offences((file, target) => {
    const [from, to] = [partOf(file.path), partOf(target)]
    return from !== undefined && to !== undefined && from !== to
  })
  expect(wrong).toEqual([])
})

test('a replay reads what is stored and has no way to a device', () => {
  const wrong = offences(
    (file, target) =>
      file.path.startsWith('main/replay/') && !/^(domain|main\/replay|main\/historian\/db\.ts)/.test(target),
  )
  expect(wrong).toEqual([])
})

test('a rerun steers devices of its own making and has no way to another', () => {
  const known = /^(node:|domain|main\/(rerun|replay|dispatch)\/|main\/documents\/thread\.ts|main\/historian\/db\.ts)/
  expect(offences((file, target) => file.path.startsWith('main/rerun/') && !known.test(target))).toEqual([])
})

test('nothing in the engine imports serve/ but the composition root and the entries', () => {
  const wrong = offences(
    (file, target) =>
      target.startsWith('main/serve/') &&
      file.path.startsWith('main/') &&
      !/^main\/(serve\/|site\.ts|run-site\.ts|cli\.ts)/.test(file.path),
  )
  expect(wrong).toEqual([])
})

test('the vocabulary knows zod and the rpc contract, nothing else', () => {
  expect(packagesOf('domain').toSorted()).toEqual(['@orpc/contract', 'zod'])
})

test.each([
  ['devices', /^(electron|react)/],
  ['main', /^(electron|react)/],
  ['renderer', /^(electron|node:|ws$|better-sqlite3|@orpc\/server)/],
] as const)('%s keeps foreign platforms out', (folder, foreign) => {
  expect(packagesOf(folder).filter((p) => foreign.test(p))).toEqual([])
})

test('no import cycles', () => {
  const graph = new Map(files.map((f) => [f.path, f.imports]))
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (path: string, trail: string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
    else if (!done.has(path)) {
      for (const next of graph.get(path) ?? []) if (graph.has(next)) walk(next, [...trail, path])
      done.add(path)
    }
  }
  for (const path of graph.keys()) walk(path, [])
  expect(cycles).toEqual([])
})

test('fault 65: what is foreseen of failures and learned from meters is advice: no controller and no driver knows of it', () => {
  const advice = /^main\/(health|learning)\//
  const acting = /^(main\/dispatch\/|main\/cycle\.ts|main\/commissioning\/|devices\/)/
  expect(files.some(({ path }) => advice.test(path))).toBe(true)
  expect(offences((file, target) => acting.test(file.path) && advice.test(target))).toEqual([])
  expect(offences((file, target) => advice.test(file.path) && acting.test(target))).toEqual([])
})
