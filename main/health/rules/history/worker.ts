import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { checkText } from '../language/check/check.ts'
import type { FromTry, ToTry, TryTask } from './messages.ts'
import { playOver, type PointColumns, type WantedColumns } from './play-over.ts'

/*
 * Entry of a thread that plays a rule over what is stored: ninety days by every reading take a minute, in which the
 * control loop would miss its turns. What is stored it asks of whoever started it.
 */

function say(message: FromTry): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}

async function read(wanted: WantedColumns): Promise<PointColumns[]> {
  if (!parentPort) return []
  const answered = once(parentPort, 'message') as Promise<[ToTry]>
  say({ type: 'want', wanted })
  const [{ columns }] = await answered
  return columns
}

const { text, vocabulary, holdMs, peers, from, to } = workerData as TryTask
const { tree } = checkText(text, vocabulary)
if (!tree) throw new Error('the rule was not checked')
const played = await playOver({
  tree,
  vocabulary,
  holdMs: (point) => holdMs[point] ?? 0,
  peersOf: (assetId, within) => peers[assetId]?.[within] ?? [],
  from,
  to,
  read,
  progress: (doneMs) => say({ type: 'progress', doneMs }),
})
say({ type: 'played', played })
parentPort?.close()
