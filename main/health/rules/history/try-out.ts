import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type PointName, pointNames } from '../../../../domain/points.ts'
import type { RuleTryStep } from '../../../../domain/rpc/health/rules.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { threadEntry } from '../../../documents/thread.ts'
import type { Vocabulary } from '../language/names.ts'
import type { PeersOf, RulesNeeds } from '../rules-needs.ts'
import type { FromTry, ToTry, TryTask } from './messages.ts'
import type { Played } from './play-over.ts'
import { readStored } from './read-stored.ts'

/** What a rule is tried with. */
export interface TryNeeds extends Pick<RulesNeeds, 'samplesOf' | 'meansOf' | 'expectedThen' | 'holdMs'> {
  vocabulary: Vocabulary
  peersOf: PeersOf
}

const dayMs = 86_400_000

/** Plays a rule over the last days in a thread of its own, telling how far it is; it ends with `signal`. Errors: `Store.*`. */
export async function* tryOver(
  needs: TryNeeds,
  { text, days, now }: { text: string; days: number; now: EpochMs },
  signal: AbortSignal,
): AsyncGenerator<RuleTryStep, void, void> {
  const to = Math.floor(now / 60_000) * 60_000
  const task = taskOf(needs, { text, from: to - days * dayMs, to })
  const thread = new Worker(threadEntry(new URL('worker.ts', import.meta.url), 'rules-worker.js'), { workerData: task })
  try {
    // what the thread throws ends the loop, and so does its end
    const messages = on(thread, 'message', { signal, close: ['exit'] }) as AsyncIterable<[FromTry]>
    yield { step: 'progress', done: 0, total: days, words: `Reading ${days} days.` }
    for await (const [message] of messages) {
      if (message.type === 'want') await answer(thread, needs, message.wanted)
      else if (message.type === 'progress') yield progressOf(message.doneMs / dayMs, days)
      else {
        yield resultOf(message.played, { task, days, hasModels: needs.expectedThen !== undefined })
        return
      }
    }
    throw new Error('the thread that tried a rule ended early')
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await thread.terminate()
  }
}

function taskOf({ vocabulary, peersOf, holdMs }: TryNeeds, given: Pick<TryTask, 'text' | 'from' | 'to'>): TryTask {
  const peers = vocabulary.assets.map(({ id }) => [id, { site: peersOf(id, 'site'), row: peersOf(id, 'row') }])
  return {
    ...given,
    vocabulary: { ...vocabulary, points: [...vocabulary.points] },
    holdMs: Object.fromEntries(pointNames.map((point: PointName) => [point, holdMs(point)])),
    peers: Object.fromEntries(peers) as TryTask['peers'],
  }
}

async function answer(
  thread: Worker,
  needs: TryNeeds,
  wanted: Extract<FromTry, { type: 'want' }>['wanted'],
): Promise<void> {
  const reply: ToTry = { columns: await readStored(needs, wanted) }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  thread.postMessage(reply)
}

function progressOf(done: number, total: number): RuleTryStep {
  return { step: 'progress', done, total, words: `${Math.floor(done)} of ${total} days` }
}

function resultOf(
  { events, daysWithData, by, needsModel }: Played,
  { task, days, hasModels }: { task: TryTask; days: number; hasModels: boolean },
): RuleTryStep {
  const names = new Map(task.vocabulary.assets.map(({ id, name }) => [id, name]))
  const perAsset = new Map<string, number>()
  for (const { assetId } of events) perAsset.set(assetId, (perAsset.get(assetId) ?? 0) + 1)
  const where = [...perAsset]
    .toSorted(([, a], [, b]) => b - a)
    .map(([id, count]) => `${times(count)} on ${names.get(id) ?? id}`)
  const span = daysWithData < days ? `${daysWithData} days with data of the last ${days}` : `${days} days`
  const head =
    events.length === 0 ? `Would not have fired in ${span}` : `Would have fired ${times(events.length)} in ${span}: `
  const how = by === 'minutes' ? 'Seen by the minute.' : 'Seen by every stored reading.'
  const model =
    needsModel && !hasModels ? ' What a model expected then is not stored: conditions on it stayed unknown.' : ''
  const words = `${head}${where.join(', ')}. ${how}${model}`
  const shown = events.slice(-mostShown)
  return { step: 'result', from: task.from, to: task.to, daysWithData, events: shown, words }
}

/** Events that travel to the screen; all are counted. */
const mostShown = 1_000

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
