import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import { silentLog } from '../../../domain/log.ts'
import { createAlarms } from '../../../main/alarms/alarms.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { createCycle } from '../../../main/cycle.ts'
import { createAlarmJournal } from '../../../main/historian/alarm-journal.ts'
import { openDb } from '../../../main/historian/db.ts'
import { pause } from '../loop/site-under-test.ts'

const cycleMs = 200

/** A condition of a code at an asset. */
function condition(code: string, assetId: string): AlarmCondition {
  return { code, priority: 3, assetId, text: `${code} at ${assetId}: limit left`, response: 'Look at it.' }
}

/** An alarm list over a database on the disk, in real cycles; `turn` is called in each before the list is. */
function startList(turn: (cycle: number) => readonly AlarmCondition[]) {
  const folder = mkdtempSync(join(tmpdir(), 'alarm-bench-'))
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const journal = createAlarmJournal({ db, clock, log: silentLog })
  const alarms = createAlarms({ store: journal, clock, audit: () => {} })
  const tookMs: number[] = []
  const wrongTops: number[] = []
  const look = (cycle: number): void => {
    const raised = [...alarms.list()].toSorted((a, b) => a.priority - b.priority)
    const top = alarms.list().slice(0, 10)
    if (top.some((alarm, i) => alarm.priority !== raised[i]?.priority)) wrongTops.push(cycle)
  }
  const loop = createCycle({
    clock,
    periodMs: cycleMs,
    log: silentLog,
    turn: ({ cycle }) => {
      const conditions = turn(cycle)
      const at = performance.now()
      alarms.update(conditions)
      // What the live stream reads of it, four times a second.
      JSON.stringify(alarms.list().slice(0, 500))
      alarms.situation()
      tookMs.push(performance.now() - at)
      look(cycle)
    },
  })
  loop.start()
  return {
    alarms,
    db,
    tookMs,
    wrongTops,
    vitals: loop.vitals,
    stop() {
      loop.stop()
      journal.flush()
      const raised = db.all<{ asset: string }>("SELECT asset FROM alarm_journal WHERE event = 'raised' ORDER BY n")
      db.close()
      rmSync(folder, { recursive: true })
      return raised.map(({ asset }) => asset)
    },
  }
}

/** How 10,000 alarms within one second went. */
export interface FloodOutcome {
  journalled: number
  outOfOrder: number
  wrongTops: number
  listed: number
  /** 99th percentile of how late the cycles began. */
  jitterP99Ms: number
  /** Work of the list in each cycle, with what the live stream reads of it. */
  tookMs: number[]
  journalledAfterMs: number
}

/** Ten seconds with 10,000 new alarms in the third, all of them holding on. */
export async function flood(count = 10_000): Promise<FloodOutcome> {
  const all = Array.from({ length: count }, (_, i) => {
    return condition(i % 500 === 499 ? 'meter.silent' : 'asset.fault', `asset-${i}`)
  })
  const perCycle = count / (1_000 / cycleMs)
  let begunAt = 0
  const list = startList((cycle) => {
    const shown = Math.min(count, Math.max(0, cycle - 10) * perCycle)
    if (shown > 0 && begunAt === 0) begunAt = performance.now()
    return all.slice(0, shown)
  })
  let journalledAfterMs = Infinity
  const endAt = performance.now() + 10_000
  while (performance.now() < endAt) {
    await pause(10)
    if (begunAt > 0 && journalledAfterMs === Infinity && rows(list.db) >= count)
      journalledAfterMs = performance.now() - begunAt
  }
  const listed = list.alarms.list().length
  const assets = list.stop()
  // In a cycle what explains others is raised first, so each of the two kinds is in order for itself.
  const places = assets.map((asset) => Number(asset.split('-')[1]))
  const outOfOrder = [places.filter((i) => i % 500 === 499), places.filter((i) => i % 500 !== 499)]
    .map((kind) => kind.filter((place, i) => i > 0 && place < (kind[i - 1] ?? 0)).length)
    .reduce((a, b) => a + b, 0)
  const { tookMs, wrongTops } = list
  const outcome = { journalled: new Set(assets).size, outOfOrder, wrongTops: wrongTops.length, listed }
  const { jitterP99Ms } = list.vitals()
  return { ...outcome, jitterP99Ms, tookMs, journalledAfterMs }
}

function rows(db: { get<Row>(sql: string): Row | undefined }): number {
  return db.get<{ n: number | null }>('SELECT max(n) AS n FROM alarm_journal')?.n ?? 0
}

/** Loses a device of 1,000 points, each with an alarm of its own: how many alarms a person gets. */
export async function loseDevice(): Promise<number> {
  const points = Array.from({ length: 1_000 }, (_, i) => condition(`limit.p${i}`, 'container-1'))
  const lost = [...points, condition('device.silent', 'container-1')]
  let most = 0
  const list = startList((cycle) => {
    most = Math.max(most, list.alarms.list().length)
    return cycle > 5 ? lost : []
  })
  await pause(6_000)
  list.stop()
  return most
}
