import { Worker } from 'node:worker_threads'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { PointName } from '../../domain/points.ts'
import type { RerunRequest, RerunSettings, RerunStep } from '../../domain/rpc/past/rerun.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { threadEntry } from '../documents/thread.ts'
import type { ReadDb } from '../historian/db.ts'
import { commandsThen } from '../replay/commands-then.ts'
import { openModeThen } from '../replay/mode-then.ts'
import type { SamplesOf } from '../replay/recording.ts'
import type { RerunTask } from './compare-runs.ts'
import type { FromRerun, ToRerun } from './messages.ts'
import { rerunPoints } from './plant.ts'
import { settingsOf } from './settings.ts'

/** The controllers run over a past period with other settings. Nothing of it reaches a device. */
export interface Reruns {
  /** The settings of now, to begin from. */
  settings(): RerunSettings
  /**
   * Compares what was recorded with what the controllers would have done; ends early when `signal` says so.
   * @throws PowerchainError `Config.Invalid`, `Replay.Busy`, `Store.*`
   */
  compare(asked: RerunRequest, signal: AbortSignal): AsyncGenerator<RerunStep, void, void>
}

/** What reruns are made from. */
export interface RerunsNeeds {
  site: SiteConfig
  points: () => readonly PointRef[]
  samplesOf: SamplesOf
  holdMs: (point: PointName) => Ms
  /** Whether the controllers steer an asset now. */
  isSteered: (assetId: string) => boolean
  db: ReadDb
  /** €/MWh at an instant; `null` when none is known. */
  priceEurPerMWh: (at: EpochMs) => number | null
  clock: Clock
}

const minuteMs: Ms = 60_000
const quarterMs: Ms = 900_000

/** Reruns over the stores of a site, one at a time, each in a thread of its own. */
export function createReruns(needs: RerunsNeeds): Reruns {
  let isRunning = false
  return {
    settings: () => settingsOf(needs.site),
    async *compare(asked, signal) {
      const to = Math.min(asked.to, Math.floor(needs.clock.now()))
      if (to - asked.from < minuteMs)
        throw new PowerchainError('Config.Invalid', 'The period must have lasted a minute by now.')
      if (isRunning) throw new PowerchainError('Replay.Busy', 'Another period is being calculated; wait or end it.')
      isRunning = true
      try {
        yield { type: 'progress', progress: 0 }
        yield* steps(needs, await taskOf(needs, { ...asked, to }), signal)
      } finally {
        isRunning = false
      }
    },
  }
}

async function taskOf(needs: RerunsNeeds, asked: RerunRequest): Promise<RerunTask> {
  const { site, holdMs, isSteered, db, priceEurPerMWh, clock } = needs
  const { from, to } = asked
  const points = needs.points().filter(({ point }) => rerunPoints.has(point))
  const turn = () => new Promise<void>((resolve) => void clock.after(1, resolve))
  const modeAt = await openModeThen(db, from, turn)
  const minutes = Array.from({ length: Math.ceil((to - from) / minuteMs) }, (_, i) => from + i * minuteMs)
  return {
    ...asked,
    site,
    points,
    holdMs: points.map(({ point }) => holdMs(point)),
    steered: site.assets.filter(({ id }) => isSteered(id)).map(({ id }) => id),
    instructions: await commandsThen(db, asked, turn),
    modes: minutes
      .map((at) => ({ at, mode: modeAt(at) }))
      .filter(({ mode }, i, all) => i === 0 || mode !== all[i - 1]?.mode),
    prices: Array.from({ length: Math.ceil((to - from) / quarterMs) }, (_, i) => priceEurPerMWh(from + i * quarterMs)),
  }
}

/** What the thread says, until it is done; it ends with the caller. */
async function* steps(
  { samplesOf }: RerunsNeeds,
  task: RerunTask,
  signal: AbortSignal,
): AsyncGenerator<RerunStep, void, void> {
  const thread = new Worker(threadEntry(new URL('worker.ts', import.meta.url), 'rerun-worker.js'), { workerData: task })
  const arrived: (RerunStep | Error)[] = []
  let wake: (() => void) | undefined
  const onAbort = () => wake?.()
  const put = (what: RerunStep | Error) => {
    arrived.push(what)
    wake?.()
  }
  thread.on('message', (message: FromRerun) => {
    if (message.type === 'samples') void answer(thread, message, samplesOf)
    else put(message.type === 'refused' ? new PowerchainError(message.code, message.message) : message)
  })
  thread.once('error', put)
  thread.once('exit', (code) => put(new Error(`the thread of the rerun ended with ${code}`)))
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      const next = arrived.shift()
      if (next instanceof Error) throw next
      if (next) yield next
      if (next?.type === 'compared') return
      if (arrived.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    await thread.terminate()
  }
}

async function answer(
  thread: Worker,
  { n, wanted }: Extract<FromRerun, { type: 'samples' }>,
  samplesOf: SamplesOf,
): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const say = (message: ToRerun) => thread.postMessage(message)
  try {
    say({ n, samples: await samplesOf(wanted) })
  } catch (error) {
    const { code, message } =
      error instanceof PowerchainError ? error : new PowerchainError('Store.Failed', String(error))
    say({ n, code, message })
  }
}
