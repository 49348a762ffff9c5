import { expect, test } from 'vitest'
import { pdfFile, tableFile } from '../../../main/documents/documents.ts'
import { readTable } from '../../../main/tables/read-table.ts'
import type { Cell } from '../../../main/tables/table.ts'

/** Does it, and counts the turns that the loop made meanwhile. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ result: T; turns: number }> {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  const result = await work.finally(() => clearInterval(timer))
  return { result, turns }
}

const rowsOf = (count: number): Cell[][] => Array.from({ length: count }, (_, i) => [i, `=row ${i}`, null])

test.each(['csv', 'xlsx'] as const)('rows reach a large table (%s) whole and in order, in parts', async (format) => {
  const rows = rowsOf(4_000)
  const { result, turns } = await turnsDuring(
    tableFile('list', format, [{ title: 'Rows', columns: ['n', 'text', 'empty'], rows }]),
  )
  expect(result.name).toBe(`list.${format}`)
  expect(turns).toBeGreaterThan(3)
  const read = await readTable(result)
  expect(read.columns).toEqual(['n', 'text', 'empty'])
  expect(read.rows.map(({ cells }) => `${cells[0]} ${cells[1]}`)).toEqual(rows.map(([n, text]) => `${n} ${text}`))
})

test('a workbook has every table, also one without rows', async () => {
  const { base64 } = await tableFile('two', 'xlsx', [
    { title: 'First', columns: ['a'], rows: [['x']] },
    { title: 'Second', columns: ['b'], rows: [] },
  ])
  expect(Buffer.from(base64, 'base64').toString('latin1')).toContain('xl/worksheets/sheet2.xml')
})

test('the loop goes on while a PDF is set', async () => {
  const content = Array.from({ length: 300 }, (_, i) => ({ text: `Line ${i}` }))
  const { result, turns } = await turnsDuring(pdfFile('report', { title: 'T', creator: 'C', footer: 'F', content }))
  expect(turns).toBeGreaterThan(3)
  expect(result).toMatchObject({ name: 'report.pdf', mediaType: 'application/pdf' })
})

test('a document that asks for a file of this machine is refused', async () => {
  const content = [{ image: '/etc/passwd' }]
  await expect(pdfFile('report', { title: 'T', creator: 'C', footer: 'F', content })).rejects.toThrow(
    /denied.*\/etc\/passwd/,
  )
})
