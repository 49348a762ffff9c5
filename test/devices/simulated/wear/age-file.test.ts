import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openAgeFile } from '../../../../devices/simulated/wear/age-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'age-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('what wore stays worn over a restart, and what was repaired stays well', () => {
  const file = join(folder, 'site.json')
  const first = openAgeFile(file, 1_000)
  expect([first.usedForMs, first.repairs(50)]).toEqual([0, []])
  first.keep({ asset: 'bank', mode: 'bearingWear', at: 450 }, 50)
  first.keep({ asset: 'pv', at: 550 }, 50)
  const again = openAgeFile(file, 9_000)
  expect(again.usedForMs).toBe(8_000)
  // the plant begins its year anew at each start: its first start lies another 8 s before
  expect(again.repairs(50 - 8_000)).toEqual([
    { asset: 'bank', mode: 'bearingWear', at: 450 - 8_000 },
    { asset: 'pv', at: 550 - 8_000 },
  ])
})

test.each([
  ['torn', '{"startedAt":1,"rep'],
  ['of something else', '{"version":3}'],
  ['from the future', '{"startedAt":99999,"repairs":[]}'],
])('a file that is %s is begun anew', (_what, text) => {
  const file = join(folder, 'bad.json')
  writeFileSync(file, text)
  expect(openAgeFile(file, 5_000).usedForMs).toBe(0)
  expect(openAgeFile(file, 7_000).usedForMs).toBe(2_000)
})
