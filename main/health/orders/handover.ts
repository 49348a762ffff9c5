import { appendFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Clock, Stop } from '../../../domain/clock.ts'
import type { MaintenanceConfig } from '../../../domain/health/settings.ts'
import type { WorkOrder } from '../../../domain/health/work.ts'
import type { Log } from '../../../domain/log.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { type Channel, createChannel } from '../../notify/channel.ts'
import type { Send } from '../../notify/notice.ts'
import type { Queue } from '../../notify/outbox.ts'
import { secretOf } from '../../notify/secret.ts'
import { createWebhook } from '../../notify/webhook.ts'
import { tableToCsv } from '../../tables/csv.ts'
import { dayMs, type HealthDb } from '../history.ts'
import { workColumns, workRow } from './rows.ts'

/** A work order on its way to the maintenance system. */
export interface WorkMessage {
  n: number
  at: EpochMs
  site: string
  order: WorkOrder
}

/** What handing over is made of. */
export interface HandoverNeeds {
  site: string
  config: MaintenanceConfig | undefined
  /** Secrets and files of the site file are relative to it. */
  dataDir: string
  db: HealthDb
  nameOf(assetId: string): string
  clock: Clock
  log: Log
}

const passMs = 1_000
const giveUpAfterMs = 7 * dayMs

/** Hands work orders over to the maintenance system: each version waits in the site's database until it was taken. */
export interface Handover {
  start(): void
  stop(): Promise<void>
  /** A new or changed order; on the disk when it returns. Errors: `Store.Failed`. */
  add(order: WorkOrder): void
  stateOf(workId: string): WorkOrder['handedOver']
  conditions(): AlarmCondition[]
}

/** Opens the way to the maintenance system that the site file names; without one nothing is handed over. */
export function createHandover(needs: HandoverNeeds): Handover {
  const { site, db, clock, log } = needs
  const queue = createQueue(db)
  const channels: Channel[] = sendersOf(needs).map(({ name, label, send }) =>
    createChannel({ name, label, section: 'health.maintenance', send, outbox: queue, giveUpAfterMs, clock, log }),
  )
  let stopPassing: Stop | undefined
  return {
    start() {
      stopPassing = clock.every(passMs, () => channels.forEach((channel) => channel.pump()))
    },
    async stop() {
      stopPassing?.()
      await Promise.all(channels.map((channel) => channel.stop()))
    },
    add(order) {
      if (channels.length === 0) return
      db.durable(() => channels.forEach(({ name }) => queue.add(name, { at: clock.now(), site, order })))
    },
    stateOf: (workId) => (channels.length === 0 ? 'none' : queue.stateOf(workId)),
    conditions: () => channels.flatMap((channel) => channel.conditions()),
  }
}

interface Row {
  n: number
  body: string
  made_at: number
  attempts: number
  next_at: number
}

function createQueue(db: HealthDb) {
  const waiting = "FROM work_handover WHERE channel = ? AND state = 'waiting'"
  const set = (assignments: string, ...values: (string | number)[]) =>
    void db.run(`UPDATE work_handover SET ${assignments} WHERE n = ?`, ...values)
  return {
    add: (channel: string, message: Omit<WorkMessage, 'n'>): void =>
      void db.run(
        'INSERT INTO work_handover (channel, work, body, made_at, state, attempts, next_at) ' +
          "VALUES (?, ?, ?, ?, 'waiting', 0, 0)",
        channel,
        message.order.id,
        JSON.stringify(message),
        message.at,
      ),
    head(channel) {
      const row = db.get<Row>(`SELECT * ${waiting} ORDER BY n LIMIT 1`, channel)
      if (!row) return undefined
      const message = { ...(JSON.parse(row.body) as Omit<WorkMessage, 'n'>), n: row.n }
      return { notice: message, madeAt: row.made_at, attempts: row.attempts, nextAt: row.next_at }
    },
    waiting: (channel) => db.get<{ rows: number }>(`SELECT count(*) AS rows ${waiting}`, channel)?.rows ?? 0,
    close: (n, state, reason = '') => set('state = ?, reason = ?', state, reason, n),
    postpone: (n, nextAt, reason) => set('attempts = attempts + 1, next_at = ?, reason = ?', nextAt, reason, n),
    stateOf(work: string): WorkOrder['handedOver'] {
      const states = db
        .all<{ state: string }>(
          'SELECT state FROM work_handover WHERE n IN (SELECT max(n) FROM work_handover WHERE work = ? GROUP BY channel)',
          work,
        )
        .map(({ state }) => state)
      if (states.length === 0) return 'none'
      if (states.includes('failed')) return 'failed'
      return states.includes('waiting') ? 'waiting' : 'done'
    },
  } satisfies Queue<WorkMessage> & Record<string, unknown>
}

function sendersOf(needs: HandoverNeeds): { name: string; label: string; send: Send<WorkMessage> }[] {
  const { config, dataDir, clock } = needs
  const { http, csv } = config ?? {}
  const secret = () => (http?.secret === undefined ? undefined : secretOf(http.secret, dataDir))
  return [
    ...(http
      ? [{ name: 'http', label: 'the maintenance system', send: createWebhook<WorkMessage>(http, { secret, clock }) }]
      : []),
    ...(csv === undefined
      ? []
      : [{ name: 'csv', label: 'the file for the maintenance system', send: csvDrop(resolve(dataDir, csv), needs) }]),
  ]
}

/** Adds a row to a file that another program reads; the first one with the names of the columns before it. */
function csvDrop(file: string, { nameOf }: Pick<HandoverNeeds, 'nameOf'>): Send<WorkMessage> {
  return async ({ order }) => {
    const isThere = await stat(file).then(
      ({ size }) => size > 0,
      () => false,
    )
    const text = tableToCsv({ columns: workColumns, rows: [workRow(order, nameOf)] }).toString('utf8')
    await appendFile(file, isThere ? text.slice(text.indexOf('\n') + 1) : text)
  }
}
