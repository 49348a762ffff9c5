import { afterEach, expect, test } from 'vitest'
import type { AlarmEvent } from '../../../domain/alarm.ts'
import { silentLog } from '../../../domain/log.ts'
import { alarmsConfig } from '../../../domain/alarms/settings.ts'
import { createAlarmDesk } from '../../../main/alarms/desk.ts'
import { createAlarms } from '../../../main/alarms/alarms.ts'
import { createAlarmJournal } from '../../../main/historian/alarm-journal.ts'
import { openDb } from '../../../main/historian/db.ts'
import { systemClock } from '../../../main/clock.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { condition } from './set-up.ts'

const dbs: { close(): void }[] = []
afterEach(() => dbs.splice(0).forEach((db) => db.close()))

const minute = 60_000
const hour = 60 * minute

function open(config = alarmsConfig.parse({})) {
  const clock = createVirtualClock()
  const db = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  dbs.push(db)
  const journal = createAlarmJournal({ db, clock, log: silentLog })
  const alarms = createAlarms({ store: journal, config, clock, audit: () => {} })
  const desk = createAlarmDesk({ alarms, journal, limits: { notEvaluated: () => [] }, config, clock })
  const from = clock.now()
  /** Writes a step of an occurrence as if it had happened then. */
  const put = (atMs: number, event: AlarmEvent, id: string, more: { person?: string; aside?: 'shelved' } = {}) => {
    const { aside, ...by } = more
    const [code = ''] = id.split(' ')
    const raisedAt = from + Number(id.split(' ')[1] ?? 0)
    const alarm = { ...condition(code, 'battery-1'), id, raisedAt, state: 'activeUnacknowledged' as const }
    const step = { at: from + atMs, event, alarm: { ...alarm, ...(aside && { aside }) }, ...by }
    journal.append([step])
  }
  /** Runs promises and timers of the desk. */
  const wait = async <T>(promise: Promise<T>): Promise<T> => {
    const state = { isDone: false }
    const done = promise.finally(() => (state.isDone = true))
    while (!state.isDone) await clock.run(10)
    return done
  }
  const hold = (codes: string[], forMs = 1_000) => {
    for (let ms = 0; ms < forMs; ms += 200) {
      alarms.update(codes.map((code) => condition(code, 'battery-1')))
      clock.advance(200)
    }
  }
  return { clock, db, journal, alarms, desk, from, put, wait, hold }
}

test('the journal is read page by page, the newest first, by time, asset, code and priority', () => {
  const { desk, hold } = open()
  hold(['asset.fault', 'storage.soc'], 40_000)
  hold([], 70_000)
  const all = desk.journal({ limit: 100 })
  expect(all.map(({ event, code }) => [event, code])).toEqual([
    ['returned', 'storage.soc'],
    ['returned', 'asset.fault'],
    ['raised', 'storage.soc'],
    ['raised', 'asset.fault'],
  ])
  const [newest, second] = desk.journal({ limit: 2 })
  expect(desk.journal({ limit: 2, before: second?.n })).toEqual(all.slice(2))
  expect(desk.journal({ limit: 100, code: 'storage.soc', event: 'raised' })).toEqual([all[2]])
  expect(desk.journal({ limit: 100, priority: 2 })).toEqual([all[1], all[3]])
  expect(desk.journal({ limit: 100, from: newest?.at })).toEqual([newest])
  expect(desk.journal({ limit: 100, assetId: 'other' })).toEqual([])
})

test('an occurrence is told with its definition, its steps, and what it explains', () => {
  const { desk, alarms, hold } = open()
  hold(['device.silent', 'asset.fault'])
  const root = alarms.list()[0]?.id ?? ''
  expect(desk.detail(root)).toMatchObject({
    alarm: { code: 'device.silent', beneath: 1 },
    definition: { cause: expect.stringContaining('network'), respondWithinS: 900 },
    steps: [{ event: 'raised', alarmId: root }],
    beneath: [{ code: 'asset.fault', aside: 'suppressed', rootId: root }],
  })
  expect(() => desk.detail('nothing')).toThrow(expect.objectContaining({ code: 'Alarm.Unknown' }))
})

test('fault 42: a flood is written in slices and in order, and all of it when the engine stops', async () => {
  const { journal, db, alarms, clock } = open()
  const many = Array.from({ length: 3_000 }, (_, i) => condition('asset.fault', `asset-${i}`))
  for (let i = 0; i < 4; i++) {
    alarms.update(many)
    clock.advance(i < 3 ? 200 : 0)
  }
  const rows = () => db.all<{ asset: string }>('SELECT asset FROM alarm_journal ORDER BY n').map(({ asset }) => asset)
  expect(rows().length).toBeLessThan(500)
  await clock.run(40)
  expect(rows().length).toBeGreaterThan(500)
  journal.flush()
  expect(rows()).toEqual(many.map(({ assetId }) => assetId))
})

test('figures: rates, floods, top ten, priorities, times to acknowledge, chattering, standing', async () => {
  const { desk, put, wait, clock, from } = open()
  put(5 * minute, 'raised', `storage.soc ${5 * minute}`)
  put(8 * minute, 'acknowledged', `storage.soc ${5 * minute}`, { person: 'ada' })
  for (let i = 0; i < 15; i++) put(hour + i * 1_000, 'raised', `asset.fault ${hour + i * 1_000}`)
  put(hour + 2 * minute, 'chattering', `asset.fault ${hour}`)
  for (let i = 0; i < 6; i++) put(hour + 11 * minute + i, 'raised', `asset.fault ${hour + 11 * minute + i}`)
  put(hour + 30 * minute, 'raised', `asset.refused ${hour + 30 * minute}`, { aside: 'shelved' })
  for (let i = 0; i < 21; i++) put(2 * hour + i, 'over', `asset.fault ${hour + i * 1_000}`)
  clock.sleep(40 * hour)
  const kpis = await wait(desk.kpis({ from, to: from + 40 * hour }))
  expect(kpis).toMatchObject({
    announced: 22,
    perHour: 22 / 40,
    rating: 'fine',
    tenMinutes: { most: 15, over: 1 },
    hours: { most: 21, over: 0 },
    floods: { count: 1, durationMs: 20 * minute, alarms: 21, list: [{ from: from + hour, most: 15 }] },
    top: [
      { code: 'asset.fault', assetId: 'battery-1', count: 21 },
      { code: 'storage.soc', count: 1 },
    ],
    topShare: 1,
    chattering: [{ code: 'asset.fault', count: 1 }],
    acknowledged: { count: 1, meanMs: 3 * minute },
    shelved: 1,
  })
  expect(kpis.tenMinutes.counts).toHaveLength(240)
  expect(kpis.standing.map(({ code }) => code)).toContain('storage.soc')
  expect(kpis.priorities.find(({ priority }) => priority === 3)).toMatchObject({ count: 22, share: 1 })
})

test('the rationalisation lists every definition, what the site says differently, its limits, and how often each came', async () => {
  const config = alarmsConfig.parse({
    'device.silent': { priority: 3 },
    'asset.fault@battery-1': { onDelayS: 5 },
    points: [
      {
        asset: 'battery-1',
        point: 'temperatureDegC',
        above: 45,
        cause: 'cooling',
        consequence: 'wear',
        response: 'Look at the fan.',
      },
    ],
  })
  const { desk, put, wait } = open(config)
  put(0, 'raised', 'asset.fault 0')
  put(0, 'raised', 'point.frozen.socPct 0')
  const rows = await wait(desk.rationalisation())
  const row = (code: string, assetId?: string) => rows.find((it) => it.code === code && it.assetId === assetId)
  expect(row('device.silent')).toMatchObject({
    definition: { priority: 3 },
    overridden: ['priority'],
    timesIn30Days: 0,
  })
  expect(row('asset.fault', 'battery-1')).toMatchObject({ origin: 'site', overridden: ['onDelayS'], timesIn30Days: 1 })
  expect(row('point.frozen.*')).toMatchObject({ timesIn30Days: 1 })
  expect(row('limit.temperatureDegC.above', 'battery-1')).toMatchObject({
    origin: 'site',
    definition: { cause: 'cooling' },
  })
})

test.each(['journal', 'kpis', 'rationalisation'] as const)(
  '%s is exported with rows as wide as its columns',
  async (what) => {
    const { desk, put, wait } = open()
    put(0, 'raised', 'asset.fault 0')
    const { tables } = await wait(desk.tables({ what, format: 'xlsx' }))
    for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length)
    expect(tables[0].rows.length).toBeGreaterThan(0)
  },
)
