import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { silentLog } from '../../../domain/log.ts'
import { siteSchema } from '../../../domain/site.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createAuthority } from '../../../main/commissioning/authority.ts'
import { createRecords } from '../../../main/commissioning/records.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const ada: Person = { name: 'Ada', role: 'operator' }
const device = (id: string, mode: string) => ({
  id,
  definition: 'acme/box',
  endpoint: `modbus-tcp://10.0.0.1:502`,
  mode,
})
const sun = (id: string) => ({ kind: 'pv', id, name: id, device: id, ratedPowerKW: 100 })
const site = siteSchema.parse({
  version: 1,
  name: 'Works',
  connection: { importLimitKW: 1_000, exportLimitKW: 500 },
  devices: [
    device('grid', 'control'),
    device('ours', 'control'),
    device('seen', 'monitor'),
    device('fresh', 'commissioning'),
  ],
  assets: [{ kind: 'grid', id: 'grid', name: 'Grid', device: 'grid' }, sun('ours'), sun('seen'), sun('fresh')],
})
let folder = ''
let db: SiteDb | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authority-'))
})
afterEach(() => {
  db?.close()
  db = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** The desk over a database that is opened anew. */
function desk(accepted: ReadonlySet<string> = new Set()) {
  db?.close()
  const clock = createVirtualClock()
  db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const audited: AuditEntry[] = []
  const records = createRecords(db)
  const isAccepted = (id: string) => accepted.has(id)
  const authority = createAuthority({ site, records, isAccepted, audit: (entry) => audited.push(entry), clock })
  return { ...authority, audited }
}

test('site file, acceptance and what people decided give the authority, and it outlives a restart', () => {
  const first = desk()
  expect(['grid', 'ours', 'seen', 'fresh', 'nobody'].map(first.of)).toEqual([
    'monitor',
    'control',
    'monitor',
    'commissioning',
    'monitor',
  ])
  first.set(ada, { assetId: 'ours', authority: 'handedOver', reason: 'the maker tests until noon' })
  expect(first.of('ours')).toBe('handedOver')
  expect(first.audited).toMatchObject([
    {
      person: 'Ada',
      action: 'AuthorityChanged',
      assetId: 'ours',
      detail: 'ours: control to handed over: the maker tests until noon',
    },
  ])
  const second = desk(new Set(['fresh']))
  expect(second.of('ours')).toBe('handedOver')
  expect(second.of('fresh')).toBe('control')
  second.set(ada, { assetId: 'ours', authority: 'control', reason: 'given back' })
  expect(desk().of('ours')).toBe('control')
})

test.each([
  ['an asset nobody knows', 'nobody', 'monitor', 'Dispatch.UnknownAsset'],
  ['control of what is only watched', 'seen', 'control', 'Field.NotAccepted'],
  ['handing over what is only watched', 'seen', 'handedOver', 'Field.NotAccepted'],
  ['control before acceptance', 'fresh', 'control', 'Field.NotAccepted'],
] as const)('%s is refused', (_what, assetId, authority, code) => {
  const { set, audited } = desk()
  expect(() => set(ada, { assetId, authority, reason: 'try it' })).toThrow(expect.objectContaining({ code }))
  expect(audited).toEqual([])
})

test('a device in commissioning can be set aside', () => {
  const { set, of } = desk()
  set(ada, { assetId: 'fresh', authority: 'monitor', reason: 'later' })
  expect(of('fresh')).toBe('monitor')
})
