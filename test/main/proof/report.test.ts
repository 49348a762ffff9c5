import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCsv } from '../../../main/tables/csv.ts'
import { createProvenPlant, type ProvenPlant } from './proven-plant.ts'

let plant: ProvenPlant
let id = ''

beforeAll(async () => {
  plant = createProvenPlant()
  await plant.run(130)
  plant.operate('c1', -650)
  await plant.run(20)
  plant.asset('c1').faults.isSilent = true
  await plant.run(6)
  plant.asset('c1').faults.isSilent = false
  await plant.run(60)
  id = plant.proofs().list({ limit: 1 }).kept[0]?.id ?? ''
}, 60_000)
afterAll(() => plant.close())

const contents = async (format: 'json' | 'csv' | 'pdf') => {
  const file = await plant.proofs().export(id, format)
  return { ...file, bytes: Buffer.from(file.base64, 'base64') }
}

test('the event report is a PDF of one page or two', async () => {
  const { name, mediaType, bytes } = await contents('pdf')
  expect([name.endsWith('.pdf'), mediaType]).toEqual([true, 'application/pdf'])
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.length).toBeGreaterThan(20_000)
})

test('the CSV holds every sample with what was ordered and allowed, gaps as gaps, and the figures beside them', async () => {
  const { bytes } = await contents('csv')
  const { columns, rows } = readCsv('proof.csv', bytes)
  expect(columns).toEqual([
    'Time',
    'Ordered, kW',
    'Allowed from, kW',
    'Allowed to, kW',
    'Measured, kW',
    'Baseline, kW',
    'Quality',
    'Figure',
    'Value',
  ])
  const { samples, order } = plant.proofs().get(id)
  expect(rows.filter(({ cells }) => cells[0] !== '')).toHaveLength(samples.at.length)
  const gap = rows.find(({ cells }) => cells[6] === 'gap')
  expect(gap?.cells.slice(1, 5)).toEqual(['-650', '-676', '-624', ''])
  const figure = (name: string) => rows.find(({ cells }) => cells[7] === name)?.cells[8]
  expect(figure('Outcome')).toBe('Delivered')
  expect(figure('Asked')).toBe('650 kW out of the bus, at the meter of c1')
  expect(figure('Signature')).toMatch(/^[A-Za-z0-9+/]{86}==$/)
  expect(figure('From')).toBe(`${new Date(order.from).toISOString().replace('T', ' ').slice(0, -1)} UTC`)
})

test('an order that runs has a report so far, and no document yet', async () => {
  plant.operate('c1', -300)
  await plant.run(10)
  const running = plant.proofs().list({ limit: 1 }).running[0]?.id ?? ''
  const csv = await plant.proofs().export(running, 'csv')
  expect(Buffer.from(csv.base64, 'base64').toString()).toContain('still runs')
  await expect(plant.proofs().export(running, 'json')).rejects.toMatchObject({ code: 'Config.NotFound' })
})

test('the qualification is a table of one row for each check', async () => {
  const file = await plant.proofs().exportQualification('csv')
  const { columns, rows } = readCsv('qualification.csv', Buffer.from(file.base64, 'base64'))
  expect(columns.slice(0, 5)).toEqual(['Service', 'Direction', 'Asset', 'Result', 'Power, kW'])
  const full = rows.find(({ cells }) => cells[0] === 'ECRS, ERCOT' && cells[2] === 'c1' && cells[6] === 'full delivery')
  expect(full?.cells[8]).toMatch(/the slowest of 1 up to \d+ kW/)
})
