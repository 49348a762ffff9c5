import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { isRetryable } from '../../../domain/errors.ts'
import type { Log } from '../../../domain/log.ts'
import type { ReportTemplates } from '../../../domain/rpc/reports.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { periodOf } from '../calendar.ts'
import type { Desk } from '../desk.ts'
import { dayBefore, nextDue } from './due.ts'

type Entry = NonNullable<SiteConfig['reports']>[number]

/** Up to when an entry was looked after, and why the last report could not be made. */
interface Progress {
  doneUntil: EpochMs
  problem?: string
}

/** Reports that are made by themselves. */
export interface Schedule {
  start(): void
  /** Resolves when the report in the making is over. */
  stop(): Promise<void>
  list(): ReportTemplates['schedule']
}

/** What a schedule works with. `file` keeps what was done over a restart. */
export interface ScheduleNeeds {
  entries: readonly Entry[]
  timeZone: string
  file: string
  desk: Pick<Desk, 'make' | 'template'>
  audit: WriteAudit
  clock: Clock
  log: Log
}

const lookMs = 30_000
/** A site that was off for longer makes the newest ones only. */
const mostCaughtUp = 62

/** A schedule that catches up once for each period that was missed while the engine was off. */
export function createSchedule(needs: ScheduleNeeds): Schedule {
  const { entries, timeZone, clock, log } = needs
  const done = new Map<string, Progress>()
  const ending = new AbortController()
  let stopLooking: Stop | undefined
  let running: Promise<void> | undefined
  const progressOf = (entry: Entry): Progress => done.get(keyOf(entry)) ?? { doneUntil: clock.now() }

  async function look(): Promise<void> {
    if (done.size === 0) await load(needs, done)
    for (const entry of entries)
      for (const due of duesOf(entry, progressOf(entry).doneUntil, clock.now(), timeZone)) {
        const problem = await makeDue(needs, entry, due, ending.signal)
        if (ending.signal.aborted || problem?.mayPass) return
        done.set(keyOf(entry), { doneUntil: due, ...(problem && { problem: problem.words }) })
        await save(needs.file, done)
      }
  }
  const lookOnce = (): void => {
    running ??= look()
      .catch((error: Error) => log.warn('the schedule of reports fails', { reason: error.message }))
      .finally(() => (running = undefined))
  }
  return {
    start() {
      if (entries.length === 0) return
      lookOnce()
      stopLooking = clock.every(lookMs, lookOnce)
    },
    async stop() {
      stopLooking?.()
      ending.abort()
      await running
    },
    list: () =>
      entries.map((entry) => {
        const { doneUntil, problem } = progressOf(entry)
        const next = nextDue(entry.at, Math.max(doneUntil, clock.now()), timeZone)
        return Object.assign({ next }, entry, problem === undefined ? {} : { problem })
      }),
  }
}

function keyOf({ template, at }: Entry): string {
  return `${template} ${at}`
}

/** When an entry was due since, the newest of them in order. */
function duesOf({ at }: Entry, since: EpochMs, now: EpochMs, timeZone: string): EpochMs[] {
  const dues: EpochMs[] = []
  for (let due = nextDue(at, since, timeZone); due <= now; due = nextDue(at, due, timeZone)) dues.push(due)
  return dues.slice(-mostCaughtUp)
}

/** Makes one report; what kept it from being made, and whether that may pass. */
async function makeDue(
  { desk, timeZone, audit, log }: ScheduleNeeds,
  { template, at, formats }: Entry,
  due: EpochMs,
  signal: AbortSignal,
): Promise<{ words: string; mayPass: boolean } | undefined> {
  try {
    const { period } = await desk.template(template)
    const day = periodOf(period, dayBefore(period, due, timeZone), timeZone).first
    for await (const step of desk.make({ name: 'schedule' }, { template, day, formats }, signal))
      if (step.type === 'kept') log.info('report made', { template, day })
    return undefined
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const mayPass = isRetryable(error)
    log.warn('report not made', { template, at, reason: words, mayPass })
    if (!signal.aborted && !mayPass)
      audit({ person: 'engine', action: 'ReportNotMade', detail: `${template} (${at}): ${words}` })
    return { words, mayPass }
  }
}

/** What was asked for the first time now has missed nothing. */
async function load({ file, entries, clock }: ScheduleNeeds, done: Map<string, Progress>): Promise<void> {
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Record<string, Progress>,
    () => ({}) as Record<string, Progress>,
  )
  for (const entry of entries) done.set(keyOf(entry), kept[keyOf(entry)] ?? { doneUntil: clock.now() })
  await save(file, done)
}

async function save(file: string, done: ReadonlyMap<string, Progress>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(done), null, 1), { flush: true })
  await rename(`${file}.new`, file)
}
