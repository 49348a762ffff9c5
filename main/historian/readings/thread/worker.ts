import { parentPort, workerData } from 'node:worker_threads'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Log } from '../../../../domain/log.ts'
import { systemClock as clock } from '../../../clock.ts'
import { openDb, type SiteDb } from '../../db.ts'
import type { FromStore, Question, Questions, Kind, StoreTask, ToStore } from './messages.ts'
import { readRollUps, readSamples } from '../query.ts'
import { Series } from '../series.ts'
import { readingsMigrations } from '../tables.ts'

/*
 * Entry of the thread that owns the file of the readings: whatever the disk does, the control loop does not wait for it.
 */

const port = parentPort
if (!port) throw new Error('this file is the entry of a worker thread')
const tell = (message: FromStore): void => port.postMessage(message)

/** Slow is normal here; slower than this is worth a line. */
const slowMs = 1_000
/** Pause between two slices of packing, for what was asked meanwhile. */
const packPauseMs = 20

function workerLog(context: Record<string, unknown>): Log {
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: Record<string, unknown>) =>
    tell({ type: 'log', level, message, fields: { ...context, ...fields } })
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (fields) => workerLog({ ...context, ...fields }),
  }
}

type Answers = { [K in Kind]: (asked: Questions[K]['asked']) => Questions[K]['answer'] }

function answersOf(series: Series, db: SiteDb): Answers {
  return {
    know: ({ points }) => series.know(points),
    rollUps: (asked) => readRollUps(series, asked),
    samples: (asked) => readSamples(series, asked),
    insert({ point, samples }) {
      series.insert(point, samples)
      return null
    },
    bytes: () => db.bytes(),
  }
}

function serve(series: Series, db: SiteDb, log: Log): void {
  const answers = answersOf(series, db)
  let isPacking = false

  function pack(): void {
    isPacking = false
    try {
      if (!series.pack()) return
    } catch (error) {
      return log.warn('readings could not be packed', { reason: wordsOf(error) })
    }
    packSoon()
  }
  function packSoon(): void {
    if (isPacking) return
    isPacking = true
    clock.after(packPauseMs, pack)
  }
  const ask = (question: Question) =>
    (answers[question.kind] as (asked: object) => Questions[Kind]['answer'])(question.asked)

  port?.on('message', (message: ToStore) => {
    if (message.type === 'append') {
      const { batch, scans } = message
      try {
        series.append(scans)
        tell({ type: 'stored', batch })
      } catch (error) {
        tell({ type: 'notStored', batch, reason: wordsOf(error) })
      }
      packSoon()
    } else if (message.type === 'ask') {
      const { id, question } = message
      try {
        tell({ type: 'answer', id, answer: ask(question) })
      } catch (error) {
        const code = error instanceof PowerchainError ? error.code : 'Store.Failed'
        tell({ type: 'refused', id, code, message: wordsOf(error) })
      }
    } else {
      db.close()
      port?.close()
    }
  })
  packSoon()
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

try {
  const log = workerLog({ part: 'historian' })
  const db = openDb({ file: (workerData as StoreTask).file, steps: readingsMigrations, slowMs, clock, log })
  serve(new Series({ db, clock }), db, log)
  tell({ type: 'open' })
} catch (error) {
  const code = error instanceof PowerchainError ? error.code : 'Store.Failed'
  tell({ type: 'refused', id: 0, code, message: wordsOf(error) })
  port.close()
}
