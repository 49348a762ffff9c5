import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, PowerchainError } from '../../../../domain/errors.ts'
import type { Log } from '../../../../domain/log.ts'
import type { Ms } from '../../../../domain/units.ts'
import { systemClock as clock } from '../../../clock.ts'
import { readRollUps, readSamples } from '../query.ts'
import { checked } from './check.ts'
import type { CheckTask, FromStore, Kind, Questions, StoreTask, ToStore } from './messages.ts'
import { StoreFile } from './store-file.ts'

/*
 * Entry of the thread that owns the file of the readings: whatever the disk does, the control loop does not wait for it.
 */

const port = parentPort
if (!port) throw new Error('this file is the entry of a worker thread')
const tell = (message: FromStore): void => port.postMessage(message)

/** Pause between two slices of work, for what was asked meanwhile. */
const pauseMs: Ms = 2
/** How often it is looked for what is too old. */
const retentionMs: Ms = 3_600_000

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

type Answers = {
  [K in Kind]: (asked: Questions[K]['asked']) => Questions[K]['answer'] | Promise<Questions[K]['answer']>
}

function answersOf(file: StoreFile): Answers {
  return {
    know: ({ points }) => file.series.know(points),
    rollUps: (asked) => readRollUps(file.series, asked),
    samples: (asked) => readSamples(file.series, asked),
    insert: ({ point, samples }) => file.series.insert(point, samples),
    insertScans({ scans }) {
      file.series.insertScans(scans)
      return null
    },
    backup: ({ to }) => file.backup(to),
    health: () => file.health(),
  }
}

function serve(file: StoreFile, log: Log): void {
  const answers = answersOf(file)
  let isTidying = false

  function tidy(): void {
    isTidying = false
    try {
      if (!file.tidy()) return
    } catch (error) {
      return log.warn('readings could not be packed or given up', { reason: wordsOf(error) })
    }
    tidySoon()
  }
  function tidySoon(): void {
    if (isTidying) return
    isTidying = true
    clock.after(pauseMs, tidy)
  }
  function lookForSpace(): void {
    file.beginRetention()
    tidySoon()
  }
  const append = ({ batch, scans }: Extract<ToStore, { type: 'append' }>): void => {
    try {
      file.append(scans)
      tell({ type: 'stored', batch })
    } catch (error) {
      file.beginRetention()
      tell({ type: 'notStored', batch, reason: wordsOf(error) })
    }
    tidySoon()
  }
  const ask = async ({ id, question }: Extract<ToStore, { type: 'ask' }>): Promise<void> => {
    try {
      const answer = answers[question.kind] as (asked: object) => Questions[Kind]['answer']
      tell({ type: 'answer', id, answer: await answer(question.asked) })
    } catch (error) {
      tell({ type: 'refused', id, code: codeOf(error), message: wordsOf(error) })
    }
  }
  port?.on('message', (message: ToStore) => {
    if (message.type === 'append') return append(message)
    if (message.type === 'ask') return void ask(message)
    stopLooking()
    file.close()
    port.close()
  })
  const stopLooking = clock.every(retentionMs, lookForSpace)
  lookForSpace()
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof PowerchainError ? error.code : 'Store.Failed'
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function keep(task: StoreTask): void {
  try {
    const log = workerLog({ part: 'historian' })
    const file = new StoreFile({ task, clock, log })
    serve(file, log)
    const newest = file.series.newest()
    tell(newest === undefined ? { type: 'open' } : { type: 'open', newest })
  } catch (error) {
    tell({ type: 'refused', id: 0, code: codeOf(error), message: wordsOf(error) })
    port?.close()
  }
}

const task = workerData as StoreTask | CheckTask
if ('check' in task) port.postMessage(checked(task.check))
else keep(task)
