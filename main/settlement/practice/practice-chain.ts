import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Clock, Stop } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { Ms } from '../../../domain/units.ts'
import type { DeploymentManifest } from '../deployment/manifest.ts'
import type { FromPractice, PracticeOrder, ToPractice } from './messages.ts'

/** What a practice chain is started with. */
export interface PracticeNeeds {
  order(): PracticeOrder
  /** Keys lie in their files. */
  onKeys(): void
  onReady(url: string, manifest: DeploymentManifest): void
  /** There is none now; in words why. */
  onGone(words: string): void
  clock: Clock
  log: Log
  /** For tests of a thread that fails. */
  entry?: URL
}

/** After it ended by itself it is started again so much later, twice as long each time. */
const firstWaitMs: Ms = 10_000
const longestWaitMs: Ms = 600_000
/** How long the node may take to write its state before the thread is ended anyway. */
const stopWithinMs: Ms = 600

/** A chain of this machine's own, in a thread of its own, as long as the engine runs. */
export function createPracticeChain(needs: PracticeNeeds) {
  const { clock, log } = needs
  let worker: Worker | undefined
  let waitMs = firstWaitMs
  let stopTimer: Stop | undefined
  let isStopped = false

  function gone(words: string): void {
    const ended = worker
    worker = undefined
    if (isStopped || !ended) return
    log.warn('practice chain: gone', { reason: words })
    needs.onGone(words)
    void ended.terminate()
    stopTimer = clock.after(waitMs, start)
    waitMs = Math.min(2 * waitMs, longestWaitMs)
  }
  function hear(message: FromPractice): void {
    if (message.type === 'keys') needs.onKeys()
    else if (message.type === 'failed') gone(message.reason)
    else if (message.type === 'ended') gone('The node of the practice chain has ended.')
    else {
      waitMs = firstWaitMs
      log.info('practice chain: ready', { url: message.url })
      needs.onReady(message.url, message.manifest)
    }
  }
  function start(): void {
    const started = new Worker(needs.entry ?? defaultEntry(), { workerData: needs.order() })
    worker = started
    started.on('message', (message: FromPractice) => {
      if (worker === started) hear(message)
    })
    started.on('error', (error) => {
      if (worker === started) gone(String(error).slice(0, 300))
    })
    started.on('exit', () => {
      if (worker === started) gone('The thread of the practice chain has ended.')
    })
  }
  return {
    start,
    /** Gives up a node that hangs and starts another from the state on the disk. */
    renew: gone,
    /** Ends the node, which writes its state first. */
    async stop(): Promise<void> {
      isStopped = true
      stopTimer?.()
      const last = worker
      if (!last) return
      const ended = new Promise<void>((resolve) => void last.once('exit', () => resolve()))
      const message: ToPractice = 'stop'
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      last.postMessage(message)
      const late = clock.after(stopWithinMs, () => void last.terminate())
      await ended
      late()
    },
  }
}

function defaultEntry(): URL {
  const bundled = new URL('./practice-worker.js', import.meta.url)
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url)
}
