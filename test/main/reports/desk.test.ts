import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import readExcelFile from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readChecked } from '../../../devices/index.ts'
import { silentLog } from '../../../domain/log.ts'
import type { ReportStep } from '../../../domain/rpc/reports.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { periodOf } from '../../../main/reports/calendar.ts'
import { createReports, type Reports } from '../../../main/reports/reports.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

import { hours, knownHistory, site } from './known-history.ts'

const clock = createVirtualClock(Date.UTC(2024, 9, 28, 12))
const span = periodOf('day', '2024-10-27', site.timeZone)
const noon = span.from + hours(12)
let dataDir: string
let audited: AuditEntry[]
let reports: Reports

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'reports-'))
  audited = []
  reports = createReports({
    site: { ...site, name: '=HYPERLINK("http://x")' },
    version: '1.2.3',
    dataDir,
    readYaml: readChecked,
    data: knownHistory({
      values: {
        'grid.activePowerKW': [
          [span.from, noon, 800],
          [noon + hours(1), span.to, -400],
        ],
        'battery.activePowerKW': [[span.from, span.to, 50]],
        'container-1.hashrateTHs': [[span.from, span.to, 46_000]],
      },
    }),
    audit: (entry) => audited.push(entry),
    clock,
    log: silentLog,
  })
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const asked = { template: 'daily', day: '2024-10-27' }
const never = new AbortController().signal

async function all(steps: AsyncGenerator<ReportStep>): Promise<ReportStep[]> {
  const seen: ReportStep[] = []
  for await (const step of steps) seen.push(step)
  return seen
}

async function kept(formats: readonly ('pdf' | 'xlsx')[]) {
  const last = (await all(reports.make({ name: 'Ada' }, { ...asked, formats }, never))).at(-1)
  if (last?.type !== 'kept') throw new Error('not kept')
  return last.report
}

/** The words of a PDF: its streams unfolded, its glyphs looked up in the tables that make text of them. */
function wordsOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  const tables = streams
    .filter((s) => s.includes('beginbfrange'))
    .map((s) => {
      const list = /beginbfrange\s*<\w+>\s*<\w+>\s*\[([^\]]*)\]/.exec(s)?.[1] ?? ''
      return [...list.matchAll(/<(\w+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le'))
    })
  let [font, text] = [0, '']
  for (const stream of streams)
    for (const [, next, glyphs = ''] of stream.matchAll(/\/F(\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (next !== undefined) font = Number(next) - 1
      const codes = [...glyphs.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      text += codes.map((code) => tables[font]?.[Number.parseInt(code, 16)] ?? '?').join('')
    }
  return text
}

test('a daily report of 25 hours is kept as PDF and workbook, with an audit row and an index', async () => {
  const report = await kept(['pdf', 'xlsx'])
  expect(readdirSync(join(dataDir, 'reports', '2024'))).toEqual(['daily-2024-10-27.pdf', 'daily-2024-10-27.xlsx'])
  expect(audited).toMatchObject([{ person: 'Ada', action: 'ReportMade' }])
  expect(await reports.list()).toEqual([report])
  expect(report.period).toContain('25 hours')
})

test('the workbook has a sheet a section; numbers are numbers, texts like formulas are guarded, gaps are empty', async () => {
  const report = await kept(['xlsx'])
  const { base64 } = await reports.download(report.id, 'xlsx')
  const sheets = await readExcelFile(Buffer.from(base64, 'base64'))
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    'Report',
    'Energy by asset and meter',
    'Mining',
    'Storage',
    'Peaks',
    'Instructions and services',
    'Alarms',
    'Availability',
  ])
  const cells = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? []
  expect(cells('Report')[1]).toEqual(['Site', `'=HYPERLINK("http://x")`])
  const grid = cells('Energy by asset and meter').find(([first]) => first === 'Grid')
  expect(grid?.slice(0, 6)).toEqual(['Grid', 9_600, 4_800, null, null, null])
  expect(grid?.[7]).toBeCloseTo(96, 6)
})

test('the PDF says the same, with its period and what is missing', async () => {
  const report = await kept(['pdf'])
  const { base64, mediaType } = await reports.download(report.id, 'pdf')
  expect(mediaType).toBe('application/pdf')
  const words = wordsOf(Buffer.from(base64, 'base64'))
  // Pieces of a line are set one by one: spaces say nothing.
  const squeezed = words.replaceAll(/\s+/g, '')
  for (const part of ['Dailyreport', '+01:00', 'Europe/Stockholm', '9600.0', '4800.0', 'missing', '25hours'])
    expect(squeezed).toContain(part)
})

test('made again, both are kept; one that is removed is gone with its files', async () => {
  const [first, second] = [await kept(['xlsx']), await kept(['xlsx'])]
  expect(second.id).toBe(`${first.id}_2`)
  await reports.remove({ name: 'Ada', role: 'engineer' }, first.id, 'made by mistake')
  expect((await reports.list()).map(({ id }) => id)).toEqual([second.id])
  await expect(reports.download(first.id, 'xlsx')).rejects.toMatchObject({ code: 'Config.NotFound' })
  expect(audited.at(-1)).toMatchObject({ action: 'ReportRemoved', detail: expect.stringContaining('made by mistake') })
})

test('progress rises to the end; one that is stopped leaves nothing', async () => {
  const steps = await all(reports.preview(asked, never))
  const shares = steps.flatMap((step) => (step.type === 'progress' ? [step.progress] : []))
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(steps.at(-1)?.type).toBe('shown')
  const ending = new AbortController()
  const stopped = (async () => {
    for await (const step of reports.make({ name: 'Ada' }, { ...asked, formats: ['xlsx'] }, ending.signal))
      if (step.type === 'progress' && step.progress > 0.3) ending.abort()
  })()
  await expect(stopped).rejects.toThrow('abort')
  expect(await reports.list()).toEqual([])
  expect(audited).toEqual([])
})

test('a report waits for the one before it, and goes on when that one is left alone', async () => {
  const left = reports.make({ name: 'Ada' }, { ...asked, formats: ['xlsx'] }, never)
  await left.next()
  await left.next()
  const next = all(reports.preview(asked, never))
  await left.return()
  expect((await next).at(-1)?.type).toBe('shown')
})

test('own templates need no restart; one with a fault is named by file, line and field and keeps no other away', async () => {
  const folder = join(dataDir, 'reports', 'templates')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'mine.yaml'), 'title: Mine\nperiod: day\nsections:\n  - { kind: peaks, top: 3 }\n')
  writeFileSync(join(folder, 'wrong.yaml'), 'title: Wrong\nperiod: day\nsections:\n  - kind: peaks\n    top: many\n')
  const { templates, faults } = await reports.templates()
  expect(templates.map(({ id, isOwn }) => [id, isOwn])).toEqual([
    ['daily', false],
    ['mine', true],
    ['power-quality-week', false],
    ['weekly', false],
    ['monthly', false],
  ])
  expect(faults).toMatchObject([{ file: join(folder, 'wrong.yaml'), line: 5, field: 'sections[0].top' }])
  await expect(all(reports.preview({ ...asked, template: 'other' }, never))).rejects.toMatchObject({
    code: 'Config.NotFound',
  })
  const shown = (await all(reports.preview({ ...asked, template: 'mine' }, never))).at(-1)
  expect(shown?.type === 'shown' && shown.report.sections.map(({ kind }) => kind)).toEqual(['peaks'])
})

test("the supplier's file is checked by row, taken over, and compared", async () => {
  const rows = [
    'from;imported kWh',
    '2024-10-27 02:00;200',
    '2024-10-27 02:15;200,5',
    '2024-10-27 02:00;200',
    '27.10.2024 12:00;x',
  ]
  const file = { name: 'supplier.csv', base64: Buffer.from(rows.join('\r\n')).toString('base64') }
  const read = await reports.supplier.read({ file, instants: 'begin' })
  await reports.supplier.take({ name: 'Ada', role: 'engineer' }, file.name, read)
  const { check } = read
  expect(check).toMatchObject({
    values: 3,
    missing: 2,
    importedKWh: 600.5,
    from: '2024-10-27 02:00 +02:00',
    to: '2024-10-27 02:15 +01:00',
  })
  expect(check.faults).toEqual([{ row: 5, column: 'imported kWh', expected: 'an energy in kWh, 0 or more' }])
  const shown = (await all(reports.preview({ template: 'monthly', day: '2024-10-01' }, never))).at(-1)
  const section = shown?.type === 'shown' ? shown.report.sections.find(({ kind }) => kind === 'supplier') : undefined
  const sums = section?.tables[0]?.sums ?? []
  expect(sums.slice(1, 4)).toEqual([600, 600.5, -0.5])
  expect(readFileSync(join(dataDir, 'reports', 'supplier', '2024-10.json'), 'utf8')).toContain('200.5')
})
