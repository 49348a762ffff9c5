import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import { retailConfig } from '../../../domain/retail/settings.ts'
import { withConsumersFile } from '../../../main/config/consumers-file.ts'
import { street } from '../retail/street.ts'

const folder = mkdtempSync(join(tmpdir(), 'consumers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = 'id,name,meterPoint,plan,since,from,household,yearKWh,serial,bands,ratedKW,endKWh,isCompany'

function read(...rows: string[]) {
  writeFileSync(join(folder, 'people.csv'), [header, ...rows, ''].join('\n'))
  return readFile('people.csv')
}

function readFile(consumersFile: string) {
  return withConsumersFile(retailConfig.parse(street({ consumersFile })), join(folder, 'site.yaml'))
}

/** Where faults lie and what was expected there. */
function faults(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    if (!(error instanceof PowerchainError)) throw error
    return (error.details['issues'] as ConfigIssue[]).map(
      ({ line, column, field, expected }) => `${line}:${column} ${field}: ${expected}`,
    )
  }
  return []
}

test('consumers of the file come behind those of the section, whatever their energies are known from', () => {
  const { consumers } = read(
    'eva,Eva,DE-1,1,2025-03-01,simulated,single,1500,,,,,',
    'hof,"Hof, large",DE-2,2,2025-03-01,readings,,,B-7,night day,40,1000000,true',
  )
  expect(consumers.map(({ id }) => id)).toEqual(['anna', 'shop', 'eva', 'hof'])
  expect(consumers[3]).toMatchObject({
    name: 'Hof, large',
    isCompany: true,
    supply: { from: 'readings', serial: 'B-7', bands: ['night', 'day'], ratedKW: 40, endKWh: 1_000_000 },
  })
})

test('every fault is told at once, by line and column', () => {
  const rows = [
    'Eva!,Eva,DE-1,1,2025-03-01,simulated,single,1500,,,,,',
    'anna,Anna again,DE-2,1,2025-03-01,simulated,single,many,,,,,',
    'anna,Anna again,DE-3,7,2025-03-01,simulated,single,1500,,,,,',
    'hof,Hof,DE-4,2,2025-03-01,readings,,,B-7,day,40,1000000,',
  ]
  const found = faults(() => read(...rows))
  expect(found.map((fault) => fault.split(': ')[0])).toEqual([
    '2:1 id',
    '3:8 yearKWh',
    '4:4 plan',
    '4:1 id',
    '5:10 bands',
  ])
  expect(found[4]).toContain('none counts "night"')
})

test('a file that is not there and a column nobody knows are named', () => {
  expect(faults(() => readFile('nowhere.csv'))).toEqual(['0:0 : a CSV file with consumers; there is no such file'])
  writeFileSync(join(folder, 'odd.csv'), 'id,colour\neva,red\n')
  expect(faults(() => readFile('odd.csv'))[0]).toContain('1:2 : one of the columns id, name')
})
