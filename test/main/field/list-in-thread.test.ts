import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadDefinitions } from '../../../devices/index.ts'
import { listInThread } from '../../../main/field/list/list-in-thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'list-in-thread-'))
afterAll(() => rmSync(folder, { recursive: true }))
const siteFile = join(folder, 'site.yaml')
const meters = Array.from({ length: 150 }, (_, i) => `m${i}`)
writeFileSync(
  siteFile,
  `version: 1
name: Works
connection: { importLimitKW: 1000, exportLimitKW: 500 }
devices:
  - { id: grid, definition: powerchain/grid-meter, endpoint: "modbus-tcp://10.0.0.5:502" }
${meters.map((id, i) => `  - { id: ${id}, definition: powerchain/works-meter, endpoint: "modbus-tcp://10.0.1.${i}:502" }`).join('\n')}
assets:
  - { kind: grid, id: grid, name: Grid, device: grid }
`,
)
const list = listInThread(loadDefinitions)

test('the loop goes on while a long list is made and checked', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  const { name, base64 } = await list.export(siteFile, 'xlsx')
  const afterExport = turns
  const checked = await list.check({ siteFile, target: siteFile, dataDir: folder, given: { name, base64 } })
  clearInterval(timer)
  expect(checked).toMatchObject({ changes: [], faults: [] })
  expect(afterExport).toBeGreaterThan(3)
  expect(turns).toBeGreaterThan(afterExport + 3)
})

test('fault 52: a file that is no table is refused with its code and reason, also out of the thread', async () => {
  const given = { name: 'list.xlsx', base64: Buffer.from('PK and then nothing').toString('base64') }
  await expect(list.check({ siteFile, target: siteFile, dataDir: folder, given })).rejects.toThrow(
    expect.objectContaining({
      code: 'Config.Invalid',
      message: expect.stringMatching(/list\.xlsx.*a complete workbook/) as string,
      details: { issues: [expect.objectContaining({ file: 'list.xlsx' })] },
    }),
  )
})
