import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { silentLog } from '../../../domain/log.ts'
import { annotateInput } from '../../../domain/rpc/history.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { type Annotations, createAnnotations } from '../../../main/trends/annotations.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const anna: Person = { name: 'Anna', role: 'operator' }
const ben: Person = { name: 'Ben', role: 'operator' }
const eve: Person = { name: 'Eve', role: 'engineer' }
const clock = createVirtualClock()
let folder: string
let db: SiteDb
let audited: AuditEntry[]
let notes: Annotations

function open(): Annotations {
  db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  return createAnnotations({ db, audit: (entry) => audited.push(entry), clock, assetIds: ['grid', 'li-ion'] })
}
const note = (from: number, to: number, text = 'pump exchanged', assetIds: string[] = []) =>
  notes.add(anna, { from, to, text, assetIds })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'powerchain-notes-'))
  audited = []
  notes = open()
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

test('a note is there after a restart, with who wrote it and when, and the trail has it', () => {
  const kept = note(1_000, 5_000, 'pump exchanged', ['li-ion'])
  expect(kept).toMatchObject({ by: 'Anna', at: clock.now(), assetIds: ['li-ion'] })
  db.close()
  notes = open()
  expect(notes.list({ from: 0, to: 9_000 })).toEqual([kept])
  expect(audited).toMatchObject([{ person: 'Anna', action: 'NoteWritten', assetId: 'li-ion' }])
})

test.each([
  { what: 'within', from: 1_500, to: 1_600, isShown: true },
  { what: 'its last instant', from: 2_000, to: 2_001, isShown: true },
  { what: 'after it', from: 2_001, to: 9_000, isShown: false },
  { what: 'up to its begin', from: 0, to: 1_000, isShown: false },
  { what: 'around it', from: 0, to: 9_000, isShown: true },
])('a note from 1,000 to 2,000 and a time $what', ({ from, to, isShown }) => {
  note(1_000, 2_000)
  expect(notes.list({ from, to })).toHaveLength(isShown ? 1 : 0)
})

test('notes come in order of time', () => {
  note(3_000, 4_000, 'second')
  note(1_000, 9_000, 'first')
  expect(notes.list({ from: 0, to: 9_000 }).map(({ text }) => text)).toEqual(['first', 'second'])
})

test('a note about an asset that the site does not have is not taken', () => {
  expect(() => note(0, 1, 'x', ['nobody'])).toThrow(expect.objectContaining({ code: 'Config.NotFound' }))
  expect(audited).toEqual([])
})

test('who wrote a note may delete it, another operator may not, an engineer may; the reason is on record', () => {
  const [first, second] = [note(0, 1, 'first'), note(0, 1, 'second')]
  expect(() => notes.remove(ben, first.id, 'not mine')).toThrow(expect.objectContaining({ code: 'Access.Denied' }))
  notes.remove(anna, first.id, 'wrong day')
  notes.remove(eve, second.id, 'twice the same')
  notes.remove(anna, second.id, 'gone already')
  expect(notes.list({ from: 0, to: 10 })).toEqual([])
  expect(audited.slice(2)).toMatchObject([
    { person: 'Anna', action: 'NoteRemoved', detail: expect.stringContaining('first. Reason: wrong day') },
    { person: 'Eve', action: 'NoteRemoved', detail: expect.stringContaining('by Anna: second') },
  ])
})

test('a note ends when it begins or later, and says something', () => {
  const given = { from: 5, to: 5, text: ' x ' }
  expect(annotateInput.parse(given)).toEqual({ from: 5, to: 5, text: 'x', assetIds: [] })
  expect(annotateInput.safeParse({ ...given, to: 4 }).success).toBe(false)
  expect(annotateInput.safeParse({ ...given, text: '  ' }).success).toBe(false)
})
