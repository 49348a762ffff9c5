import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { tableToCsv } from '../../../main/tables/csv.ts'
import { readTable } from '../../../main/tables/read-table.ts'
import type { Cell, Table } from '../../../main/tables/table.ts'
import { tablesToXlsx } from '../../../main/tables/xlsx.ts'

const given = (contents: string | Buffer, name = 'list.csv') => ({
  name,
  base64: Buffer.from(contents).toString('base64'),
})
const table = (rows: Cell[][], columns = ['a', 'b']): Table => ({ title: 'Devices', columns, rows })
const asText = (rows: readonly (readonly Cell[])[]) => rows.map((row) => row.map((cell) => String(cell ?? '')))

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
)
const tricky = fc.constantFrom(
  '=1+1',
  "'=1+1",
  "''-x",
  '-5',
  '+49',
  '@SUM(A1)',
  '\tx',
  '\rx',
  "'",
  "'x",
  '"',
  ';',
  ' x ',
  '\r\n',
  '',
)

test('property: a CSV table comes back exactly, whatever its texts hold', async () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(fc.string({ unit: 'grapheme' }), tricky, number, fc.constant(null))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell)), async (rows) => {
      const read = await readTable(given(tableToCsv(table(rows))))
      expect(read.columns).toEqual(['a', 'b'])
      expect(read.rows.map(({ cells }) => cells)).toEqual(asText(rows))
    }),
    { numRuns: 300 },
  )
})

test('property: an XLSX table comes back exactly', async () => {
  const written = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}|\p{Surrogate}/u.test(text))
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    written,
    fc.constantFrom('=1+1', "'=1+1", '-5', '@x', 'a\nb', ' x '),
    fc.integer(),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constant('x'), cell), { maxLength: 5 }), async (rows) => {
      const read = await readTable(given(await tablesToXlsx([table(rows)]), 'list.xlsx'))
      expect(read.rows.map(({ cells }) => ['x', cells[1] ?? ''])).toEqual(asText(rows))
    }),
    { numRuns: 40 },
  )
})

test.each([
  ['comma', 'a,b\n1,2'],
  ['semicolon', 'a;b\r\n1;2\r\n'],
  ['tab', 'a\tb\n1\t2\n\n\n'],
  ['byte order mark', '\uFEFFa,b\n1,2'],
  ['quoted header', '"a";"b"\n"1";"2"'],
])('reads CSV with %s', async (_what, text) => {
  expect(await readTable(given(text))).toEqual({ columns: ['a', 'b'], rows: [{ row: 2, cells: ['1', '2'] }] })
})

describe('fault 52: a hostile table is refused with a reason', () => {
  test.each([
    ['a quote that never ends', 'a,b\n1,"2', /list\.csv:2:2 .*quotes are closed/],
    ['letters of another encoding', Buffer.from('a,b\n\xfc,1', 'latin1'), /UTF-8/],
    ['nothing', '', /the file is empty/],
    ['a column twice', 'a,a\n1,2', /"a" is there twice/],
    ['too many rows', `a\n${'1\n'.repeat(10_001)}`, /at most 10000 rows/],
    ['too many columns', 'a,'.repeat(300), /at most 200 columns/],
    ['a file over 5 MB', Buffer.alloc(5_000_001, 'x'), /at most 5 MB/],
    ['a workbook that is none', Buffer.from('PK and then nothing'), /a complete workbook/],
    ['a zip bomb', zipOf(deflateRawSync(Buffer.alloc(60_000_000))), /unfolds to at most 24 MB/],
    ['a zip bomb that lies about its size', zipOf(deflateRawSync(Buffer.alloc(60_000_000)), 10), /unfolds to at most/],
  ])('%s', async (_what, contents, words) => {
    await expect(readTable(given(contents))).rejects.toThrow(
      expect.objectContaining({ code: 'Config.Invalid', message: expect.stringMatching(words) as string }),
    )
  })

  test('a column named __proto__ is a column like any other', async () => {
    const read = await readTable(given('id,__proto__,constructor\nx,1,2'))
    expect(read.columns).toEqual(['id', '__proto__', 'constructor'])
    expect({}).not.toHaveProperty('id')
  })
})

test('fault 50: a text that a spreadsheet would run is written as text', () => {
  const csv = tableToCsv(table([["=cmd|' /C calc'!A0", -5]])).toString()
  expect(csv).toContain(`'=cmd|' /C calc'!A0,-5`)
})

/** A zip file of one deflated part. */
function zipOf(data: Buffer, stated = 60_000_000): Buffer {
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(data.length, 20)
  entry.writeUInt32LE(stated, 24)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + data.length, 16)
  return Buffer.concat([local, data, entry, end])
}
