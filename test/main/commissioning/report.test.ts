import { expect, test } from 'vitest'
import type { Commissioned } from '../../../domain/rpc/field/commissioning.ts'
import { siteSchema } from '../../../domain/site.ts'
import { pulseChecks, unchecked } from '../../../main/commissioning/checks/checks.ts'
import { makeReport } from '../../../main/commissioning/report/report.ts'
import { readTable } from '../../../main/tables/read-table.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const site = siteSchema.parse({
  version: 1,
  name: '=Works',
  timeZone: 'Europe/Stockholm',
  connection: { importLimitKW: 1_000, exportLimitKW: 500 },
  devices: [{ id: 'meter', definition: 'powerchain/grid-meter', endpoint: 'modbus-tcp://10.0.0.1:502' }],
  assets: [{ kind: 'grid', id: 'grid', name: 'Grid', device: 'meter' }],
})
const meter: Commissioned = {
  deviceId: 'meter',
  assetId: 'grid',
  definition: 'powerchain/grid-meter',
  serial: 'S-1',
  state: 'accepted',
  acceptedBy: 'Ada',
  acceptedAt: Date.UTC(2024, 5, 12, 12),
  note: 'all seen',
  checks: [...unchecked(), ...pulseChecks(undefined)],
}
const none = { get: () => undefined, set: () => {}, delete: () => {} }
const needs = {
  site,
  version: '1.2.3',
  standing: { list: () => [meter] },
  records: { examination: none, pulse: none },
  clock: createVirtualClock(),
}

test.each(['csv', 'xlsx'] as const)('the report as %s has a row for each check, dates with offset', async (format) => {
  const file = await makeReport(needs, format)
  expect(file.name).toBe(`commissioning-2024-06-12.${format}`)
  const { columns, rows } = await readTable(file)
  expect(rows).toHaveLength(8)
  const cell = (name: string) => rows[0]?.cells[columns.indexOf(name)]
  expect(cell('site')).toBe('=Works')
  expect(cell('acceptance')).toBe('accepted by Ada, 2024-06-12 14:00 +02:00: all seen')
})

test('the report as PDF has pages of A4 and carries its fonts', async () => {
  const { name, mediaType, base64 } = await makeReport(needs, 'pdf')
  const pdf = Buffer.from(base64, 'base64').toString('latin1')
  expect({ name, mediaType }).toEqual({ name: 'commissioning-2024-06-12.pdf', mediaType: 'application/pdf' })
  expect(pdf).toMatch(/^%PDF-/)
  expect(pdf).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/)
  expect(pdf).toMatch(/\/FontFile2/)
})
