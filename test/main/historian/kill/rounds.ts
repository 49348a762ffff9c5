import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { silentLog } from '../../../../domain/log.ts'
import { createAnchorFile } from '../../../../main/audit/anchor.ts'
import { createAuditTrail } from '../../../../main/audit/trail.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { openDb, type ReadDb } from '../../../../main/historian/db.ts'
import { readSamples } from '../../../../main/historian/readings/query.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'
import { start, valueOf } from './stream.ts'

/** How many of each there must be at least, counted from the first. */
interface Counts {
  scans: number
  audits: number
  steps: number
}

/** What was found after all kills. */
export interface Losses {
  kills: number
  /** Scans that were acknowledged. */
  scans: number
  /** Acknowledged scans, audit rows and alarm steps that were not there any more. */
  lost: number
  /** What else was wrong, in words. */
  faults: string[]
}

/** Longest that a process may live after it has begun to store; half of the others die on the way there. */
const longestMs = 120
const startMs = 400
const victim = fileURLToPath(new URL('victim.ts', import.meta.url))

/** Kills a process that stores, at random instants, and looks each time at what is left in its data folder. */
export async function killAndLook(kills: number): Promise<Losses> {
  const folder = mkdtempSync(join(tmpdir(), 'powerchain-kill-'))
  const losses: Losses = { kills, scans: 0, lost: 0, faults: [] }
  let acknowledged: Counts = { scans: 0, audits: 0, steps: 0 }
  try {
    for (let kill = 0; kill < kills; kill++) {
      const from = acknowledged.scans
      acknowledged = await liveAndDie(folder, kill % 5 === 0, acknowledged)
      await look(folder, kill === kills - 1 ? 0 : from, acknowledged, losses)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...losses, scans: acknowledged.scans }
}

/** One life; gives what it acknowledged last. */
function liveAndDie(folder: string, isOnTheWay: boolean, before: Counts): Promise<Counts> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [victim, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    let last = before
    const dieSoon = (withinMs: number) => setTimeout(() => child.kill('SIGKILL'), Math.random() * withinMs)
    if (isOnTheWay) dieSoon(startMs)
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const [word, scans, audits, steps] = line.split(' ')
      if (word === 'from') dieSoon(longestMs)
      else if (steps) last = { scans: Number(scans), audits: Number(audits), steps: Number(steps) }
    })
    lines.once('close', () => resolve(last))
  })
}

async function look(folder: string, from: number, acknowledged: Counts, losses: Losses): Promise<void> {
  const history = openDb({
    file: join(folder, 'history.db'),
    steps: readingsMigrations,
    slowMs: 1e9,
    clock,
    log: silentLog,
  })
  const site = openDb({ file: join(folder, 'site.db'), slowMs: 1e9, clock, log: silentLog })
  try {
    losses.lost += missingScans(new Series({ db: history, clock }), from, acknowledged.scans)
    losses.lost += missingRows(site, 'audit', acknowledged.audits)
    losses.lost += missingRows(site, 'alarm_journal', acknowledged.steps)
    for (const db of [history, site]) {
      const found = db.get<{ integrity_check: string }>('PRAGMA integrity_check')?.integrity_check
      if (found !== 'ok') losses.faults.push(found ?? 'no integrity check')
    }
    const anchors = createAnchorFile(join(folder, 'audit.anchors'))
    const { brokenAt } = await createAuditTrail({ db: site, anchors, clock, log: silentLog }).verify()
    if (brokenAt !== null) losses.faults.push(`the audit trail is broken at row ${brokenAt}`)
  } finally {
    history.close()
    site.close()
  }
}

function missingScans(series: Series, from: number, to: number): number {
  const stretch = { from: start + 1_000 * from, to: start + 1_000 * to, most: Infinity }
  return series.tables.points().reduce((missing, { number }, i) => {
    const { at, value } = readSamples(series, { point: number, ...stretch })
    const right = at.filter((instant, k) => value[k] === valueOf((instant - start) / 1_000, i))
    return missing + to - from - right.length
  }, 0)
}

function missingRows(db: ReadDb, table: string, expected: number): number {
  return Math.max(0, expected - (db.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`)?.rows ?? 0))
}
