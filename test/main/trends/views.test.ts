import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { silentLog } from '../../../domain/log.ts'
import { maxTrendViews, trendViewInput } from '../../../domain/rpc/trends.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { createTrendViews, type TrendViews } from '../../../main/trends/views.ts'

const anna: Person = { name: 'Anna', role: 'operator' }
const panes = [[{ assetId: 'grid', point: 'activePowerKW' as const }]]
let folder: string
let db: SiteDb
let views: TrendViews
let audited: AuditEntry[]

const open = () => openDb({ file: join(folder, 'site.db'), clock: systemClock, log: silentLog })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'powerchain-views-'))
  db = open()
  audited = []
  views = createTrendViews({ db, audit: (entry) => audited.push(entry) })
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

test('a saved view is there after a restart, and the trail says who saved it', () => {
  const { id } = views.save(anna, { name: 'Feeder B', panes, spanMs: 7_200_000 })
  db.close()
  db = open()
  const again = createTrendViews({ db, audit: () => {} })
  expect(again.list()).toEqual([{ id, name: 'Feeder B', panes, spanMs: 7_200_000, savedBy: 'Anna' }])
  expect(audited).toMatchObject([{ person: 'Anna', action: 'TrendViewSaved' }])
})

test('a view is renamed in place, and no two have one name', () => {
  const first = views.save(anna, { name: 'One', panes, spanMs: 1_000 })
  views.save(anna, { name: 'Two', panes, spanMs: 1_000 })
  expect(() => views.save(anna, { ...first, name: 'two' })).toThrow(/already/)
  views.save(anna, { id: first.id, name: 'Another', panes, spanMs: 1_000 })
  expect(views.list().map((v) => v.name)).toEqual(['Another', 'Two'])
})

test('a deleted view comes back with its id', () => {
  const view = views.save(anna, { name: 'One', panes, spanMs: 1_000 })
  views.remove(anna, view.id)
  expect(views.list()).toEqual([])
  views.remove(anna, view.id)
  const { id, name, spanMs } = view
  views.save(anna, { id, name, panes, spanMs })
  expect(views.list()).toEqual([view])
  expect(audited.map((row) => row.action)).toEqual(['TrendViewSaved', 'TrendViewRemoved', 'TrendViewSaved'])
})

test('the site keeps a limited number of views', () => {
  for (let i = 0; i < maxTrendViews; i++) views.save(anna, { name: `View ${i}`, panes, spanMs: 1_000 })
  expect(() => views.save(anna, { name: 'One more', panes, spanMs: 1_000 })).toThrow(/delete one/)
})

test('more than twelve lines are not taken', () => {
  const point = { assetId: 'grid', point: 'activePowerKW' }
  const many = {
    name: 'x',
    spanMs: 1_000,
    panes: [Array.from({ length: 7 }, () => point), Array.from({ length: 6 }, () => point)],
  }
  expect(trendViewInput.safeParse(many).success).toBe(false)
})
