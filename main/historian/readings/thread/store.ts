import type { Worker } from 'node:worker_threads'
import type { Clock } from '../../../../domain/clock.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Log } from '../../../../domain/log.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { FromStore, Kind, Question, Questions, StoreTask, ToStore } from './messages.ts'
import type { Scan } from '../open-window.ts'
import { startThread } from './start-thread.ts'

/** The store of the readings as the control loop's thread sees it: nothing here waits for a disk. */
export interface ReadingStore {
  /** Hands a scan over. It is stored when it no longer counts among those that wait; never throws. */
  append(scan: Scan): void
  /**
   * Asks the store.
   * @throws PowerchainError `Store.Failed`, `Engine.Stopped`
   */
  ask<K extends Kind>(kind: K, asked: Questions[K]['asked']): Promise<Questions[K]['answer']>
  /** Instant of the newest sample there was when the store was opened; `undefined` when there was none. */
  newest(): EpochMs | undefined
  /** Samples handed over and not known to be stored. */
  waiting(): number
  /** How long the store has been at what it was last given; 0 when it is done. */
  waitingMs(): Ms
  /** Samples lost since start because too many waited; the oldest go first. */
  dropped(): number
  /** Why the last attempt to store failed; `undefined` while all is stored in time. */
  failure(): string | undefined
  /** Ends after what was handed over. */
  stop(): Promise<void>
}

/** About a quarter of an hour of a site of 2,000 points: some thirty megabytes. */
const mostWaiting = 2_000_000

/** Scans handed over in one go: of 2,000 points a millisecond of this thread. */
const mostAtOnce = 60

interface Pending {
  resolve(answer: Questions[Kind]['answer'] | null): void
  reject(error: PowerchainError): void
}

/**
 * Opens the store in a thread of its own.
 * @throws PowerchainError `Store.NewerVersion`, `Store.Failed`
 */
export async function openReadingStore(given: { task: StoreTask; clock: Clock; log: Log }): Promise<ReadingStore> {
  const store = new ThreadedStore(given)
  await store.open()
  return store
}

class ThreadedStore implements ReadingStore {
  readonly #task: StoreTask
  readonly #clock: Clock
  readonly #log: Log
  #thread: Worker | undefined
  #scans: Scan[] = []
  #samples = 0
  #dropped = 0
  #batch = 0
  /** Scans of the batch that is under way; 0 when none is. */
  #underWay = 0
  #most = mostAtOnce
  #underWaySinceMs = 0
  #newest: EpochMs | undefined
  #failure: string | undefined
  #asked = 0
  readonly #pending = new Map<number, Pending>()
  #isStopping = false

  constructor({ task, clock, log }: { task: StoreTask; clock: Clock; log: Log }) {
    this.#task = task
    this.#clock = clock
    this.#log = log
  }

  async open(): Promise<void> {
    const thread = startThread(this.#task)
    this.#thread = thread
    await new Promise<void>((resolve, reject) => {
      this.#pending.set(0, { resolve: () => resolve(), reject })
      thread.on('message', (message: FromStore) => this.#hear(message))
      thread.on('error', (error) => this.#end(error.message))
      thread.on('exit', () => this.#end('the thread of the store has ended'))
    })
  }

  append(scan: Scan): void {
    this.#scans.push(scan)
    this.#samples += scan.point.length
    while (this.#samples > mostWaiting && this.#scans.length > this.#underWay + 1) this.#dropOldest()
    this.#send()
  }

  ask<K extends Kind>(kind: K, asked: Questions[K]['asked']): Promise<Questions[K]['answer']> {
    const id = (this.#asked += 1)
    return new Promise((resolve, reject) => {
      if (!this.#thread) return reject(new PowerchainError('Engine.Stopped', 'The store of the readings is closed.'))
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject })
      this.#tell({ type: 'ask', id, question: { kind, asked } as Question })
    })
  }

  waiting(): number {
    return this.#samples
  }

  newest(): EpochMs | undefined {
    return this.#newest
  }

  waitingMs(): Ms {
    return this.#underWay > 0 ? this.#clock.monotonicMs() - this.#underWaySinceMs : 0
  }

  dropped(): number {
    return this.#dropped
  }

  failure(): string | undefined {
    return this.#failure
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const thread = this.#thread
    if (!thread) return
    const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
    const left = this.#scans.slice(this.#underWay)
    if (left.length > 0) this.#tell({ type: 'append', batch: this.#batch + 1, scans: left })
    this.#tell({ type: 'stop' })
    await ended
  }

  /** The first that is not under way: what is under way may be stored already. */
  #dropOldest(): void {
    const [oldest] = this.#scans.splice(this.#underWay, 1)
    this.#samples -= oldest?.point.length ?? 0
    this.#dropped += oldest?.point.length ?? 0
  }

  #send(): void {
    if (this.#underWay > 0 || this.#scans.length === 0) return
    if (!this.#thread) return this.#openAgain()
    this.#underWay = Math.min(this.#most, this.#scans.length)
    this.#underWaySinceMs = this.#clock.monotonicMs()
    this.#batch += 1
    this.#tell({ type: 'append', batch: this.#batch, scans: this.#scans.slice(0, this.#underWay) })
  }

  /** A thread that ended is started again with the next scan; what it had not confirmed is handed over again. */
  #openAgain(): void {
    if (this.#isStopping || this.#pending.has(0)) return
    this.open().then(
      () => this.#send(),
      (error: Error) => (this.#failure = error.message),
    )
  }

  #hear(message: FromStore): void {
    if (message.type === 'log') this.#log[message.level](message.message, message.fields)
    else if (message.type === 'open') this.#opened(message.newest)
    else if (message.type === 'stored') this.#stored()
    else if (message.type === 'notStored') this.#notStored(message.reason)
    else if (message.type === 'answer') this.#settle(message.id)?.resolve(message.answer)
    else this.#settle(message.id)?.reject(new PowerchainError(message.code, message.message))
  }

  #opened(newest: EpochMs | undefined): void {
    this.#newest = newest
    this.#settle(0)?.resolve(null)
  }

  #stored(): void {
    const stored = this.#scans.splice(0, this.#underWay)
    this.#underWay = 0
    for (const { point } of stored) this.#samples -= point.length
    if (this.#failure !== undefined) this.#log.info('readings are stored again', { dropped: this.#dropped })
    this.#failure = undefined
    this.#most = mostAtOnce
    this.#send()
  }

  /** Tried again with the next scan, and then with one alone: handing over much again and again takes time here. */
  #notStored(reason: string): void {
    this.#underWay = 0
    this.#most = 1
    if (this.#failure === undefined) this.#log.error('readings cannot be stored', { reason })
    this.#failure = reason
  }

  #end(reason: string): void {
    if (!this.#thread) return
    this.#thread = undefined
    this.#underWay = 0
    for (const { reject } of this.#pending.values()) reject(new PowerchainError('Engine.Stopped', reason))
    this.#pending.clear()
    if (this.#isStopping) return
    this.#log.error('the store of the readings ended', { reason })
    this.#failure = reason
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    return pending
  }

  #tell(message: ToStore): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#thread?.postMessage(message)
  }
}
