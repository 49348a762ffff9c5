import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PowerchainError } from '../../../domain/errors.ts'
import { silentLog } from '../../../domain/log.ts'
import { instantWords } from '../../../main/reports/calendar.ts'
import type { Desk } from '../../../main/reports/desk.ts'
import { dayBefore, nextDue } from '../../../main/reports/schedule/due.ts'
import { createSchedule } from '../../../main/reports/schedule/schedule.ts'
import type { Template } from '../../../main/reports/templates/template.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const zone = 'Europe/Stockholm'
const hourMs = 3_600_000

test.each([
  ['daily 00:15', '2024-06-12T10:00Z', '2024-06-13 00:15 +02:00'],
  ['daily 00:15', '2024-06-12T22:14Z', '2024-06-13 00:15 +02:00'],
  ['daily 00:15', '2024-06-12T22:15Z', '2024-06-14 00:15 +02:00'],
  // the clock skips 02:30 on that day, and shows it twice on the other
  ['daily 02:30', '2024-03-30T12:00Z', '2024-03-31 03:00 +02:00'],
  ['daily 02:30', '2024-10-26T12:00Z', '2024-10-27 02:30 +02:00'],
  ['daily 02:30', '2024-10-27T00:30Z', '2024-10-28 02:30 +01:00'],
  ['weekly Mon 01:00', '2024-06-12T10:00Z', '2024-06-17 01:00 +02:00'],
  ['monthly 1 01:00', '2024-10-01T00:00Z', '2024-11-01 01:00 +01:00'],
  ['monthly 28 23:45', '2024-02-28T23:00Z', '2024-03-28 23:45 +01:00'],
])('%s after %s is due %s', (rule, after, due) => {
  expect(instantWords(nextDue(rule, Date.parse(after), zone), zone)).toBe(due)
})

test('a report is about the day, week or month that was over when it was due', () => {
  const due = Date.parse('2024-07-01T00:30Z')
  expect(dayBefore('day', due, zone)).toBe('2024-06-30')
  expect(dayBefore('week', due, zone)).toBe('2024-06-30')
  expect(dayBefore('month', due, zone)).toBe('2024-06-30')
})

let folder: string
let made: string[]
let problems: unknown[]
const audit = vi.fn<(entry: object) => void>()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schedule-'))
  made = []
  problems = []
  audit.mockClear()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const desk: Pick<Desk, 'make' | 'template'> = {
  template: async (id): Promise<Template> => {
    if (id === 'lost') throw new PowerchainError('Config.NotFound', 'There is no report template "lost".')
    return { id, title: id, period: id === 'weekly' ? 'week' : 'day', sections: [], isOwn: false }
  },
  async *make(by, { template, day }) {
    const problem = problems.shift()
    if (problem) throw problem
    made.push(`${template} ${day} by ${by.name}`)
    yield { type: 'progress', progress: 1, step: 'done' }
  },
}

type Entries = Parameters<typeof createSchedule>[0]['entries']

/** Files of the schedule are written meanwhile. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 15))

async function run(from: string, forHours: number, entries: Entries, isDone: () => boolean) {
  const clock = createVirtualClock(Date.parse(from))
  const schedule = createSchedule({
    entries,
    timeZone: zone,
    file: join(folder, 'schedule.json'),
    desk,
    audit,
    clock,
    log: silentLog,
  })
  schedule.start()
  await settle()
  for (let i = 0; i < forHours; i++) {
    await clock.run(hourMs)
    await settle()
  }
  await vi.waitFor(() => expect(isDone()).toBe(true), 20_000)
  await settle()
  await schedule.stop()
  return schedule
}

const daily: Entries = [{ template: 'daily', at: 'daily 00:15', formats: ['pdf'] }]

test('a report is made when it is due, about the day before; not when it was asked for the first time', async () => {
  const schedule = await run('2024-06-12T10:00Z', 15, daily, () => made.length === 1)
  expect(made).toEqual(['daily 2024-06-12 by schedule'])
  expect(schedule.list()).toMatchObject([{ next: Date.parse('2024-06-13T22:15Z') }])
})

test('what was missed while the engine was off is caught up once for each period', async () => {
  await run('2024-06-12T10:00Z', 0, daily, () => existsSync(join(folder, 'schedule.json')))
  await run('2024-06-16T08:00Z', 2, daily, () => made.length === 4)
  expect(made).toEqual(
    ['daily 2024-06-12', 'daily 2024-06-13', 'daily 2024-06-14', 'daily 2024-06-15'].map((one) => `${one} by schedule`),
  )
  await run('2024-06-16T12:00Z', 2, daily, () => true)
  expect(made).toHaveLength(4)
})

test('what fails for a while is tried again; what can not be made is told and not tried again', async () => {
  problems = [new PowerchainError('Store.Failed', 'disk')]
  await run('2024-06-12T21:00Z', 3, daily, () => made.length === 1)
  expect(made).toEqual(['daily 2024-06-12 by schedule'])
  const schedule = await run(
    '2024-06-13T21:00Z',
    3,
    [{ template: 'lost', at: 'daily 00:15', formats: ['pdf'] }],
    () => audit.mock.calls.length > 0,
  )
  expect(schedule.list()).toMatchObject([{ problem: 'There is no report template "lost".' }])
  expect(audit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ person: 'engine', action: 'ReportNotMade' }))
})
