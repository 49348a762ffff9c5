import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { type Notice, type Queued, Refusal, type Send } from './notice.ts'
import type { Queue, Waiting } from './outbox.ts'

/** One receiver: sends what waits for it, in order, each until it is taken or given up. */
export interface Channel {
  name: string
  /** Goes on with what waits, unless it is at it. */
  pump(): void
  conditions(): AlarmCondition[]
  stop(): Promise<void>
}

const firstRetryMs: Ms = 5_000
const longestRetryMs: Ms = 1_800_000
/** Fewer failures in a row are the network's business. */
const failingAfter = 3
/** What was given up is said for so long. */
const toldMs: Ms = 3_600_000

/** What a channel is made of. */
export interface ChannelNeeds<M extends Queued = Notice> {
  name: string
  /** For people, e.g. `e-mail`. */
  label: string
  /** Section of the site file that names the receiver. */
  section?: string
  send: Send<M>
  outbox: Queue<M>
  giveUpAfterMs: Ms
  clock: Clock
  log: Log
}

/** A channel over the queue. */
export function createChannel<M extends Queued>(needs: ChannelNeeds<M>): Channel {
  const { name, label, section = 'notify', outbox, clock, log } = needs
  const ending = new AbortController()
  const state: State = { failures: 0, reason: '', gaveUpAt: undefined, gaveUpReason: '' }
  let work: Promise<void> | undefined
  return {
    name,
    pump() {
      if (ending.signal.aborted) return
      work ??= drain(needs, state, ending.signal)
        .catch((error) => log.error('messages could not be sent', { channel: name, reason: String(error) }))
        .finally(() => (work = undefined))
    },
    conditions: () => conditionsOf({ label, section, state, now: clock.now(), waiting: () => outbox.waiting(name) }),
    async stop() {
      ending.abort()
      await work
    },
  }
}

interface State {
  /** In a row. */
  failures: number
  reason: string
  gaveUpAt: EpochMs | undefined
  gaveUpReason: string
}

async function drain<M extends Queued>(needs: ChannelNeeds<M>, state: State, signal: AbortSignal): Promise<void> {
  const { name, outbox, clock } = needs
  for (let next = outbox.head(name); next && !signal.aborted; next = outbox.head(name)) {
    if (next.nextAt > clock.now()) return
    if (!(await attempt(needs, state, next, signal))) return
  }
}

/** Whether the queue may go on with the next one. */
async function attempt<M extends Queued>(
  needs: ChannelNeeds<M>,
  state: State,
  next: Waiting<M>,
  signal: AbortSignal,
): Promise<boolean> {
  const { name, send, outbox, giveUpAfterMs, clock, log } = needs
  const { n } = next.notice
  try {
    await send(next.notice, signal)
    outbox.close(n, 'sent')
    state.failures = 0
    return true
  } catch (error) {
    if (signal.aborted) return false
    const reason = error instanceof Error ? error.message : String(error)
    const isFinal = error instanceof Refusal || clock.now() - next.madeAt >= giveUpAfterMs
    log.warn('a message was not sent', { channel: name, notice: n, attempts: next.attempts + 1, reason })
    Object.assign(state, { failures: state.failures + 1, reason })
    if (!isFinal) {
      outbox.postpone(
        n,
        clock.now() + Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(next.attempts, 12)),
        reason,
      )
      return false
    }
    outbox.close(n, 'failed', reason)
    Object.assign(state, { failures: 0, gaveUpAt: clock.now(), gaveUpReason: reason })
    return true
  }
}

function conditionsOf(given: {
  label: string
  section: string
  state: State
  now: EpochMs
  waiting(): number
}): AlarmCondition[] {
  const { label, section, state, now } = given
  const list: AlarmCondition[] = []
  if (state.failures >= failingAfter) {
    const text = `Messages by ${label} are not being sent: ${state.reason}`
    const response = `They wait and are tried again. Check the section ${section} of the site file, and the receiver.`
    list.push({ code: 'notify.failing', priority: 3, text, response })
  }
  if (state.gaveUpAt !== undefined && now - state.gaveUpAt < toldMs) {
    const text = `A message by ${label} was given up: ${state.gaveUpReason}`
    list.push({ code: 'notify.gaveUp', priority: 2, text, response: 'Tell people another way.' })
  }
  return list
}
