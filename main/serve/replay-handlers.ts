import type { Log } from '../../domain/log.ts'
import type { LiveMessage } from '../../domain/rpc/live.ts'
import type { MomentThen } from '../replay/replays.ts'
import type { Guarded } from './base.ts'
import { createLiveView } from './live/view.ts'
import type { ServedSite } from './served-site.ts'
import { stepsFor } from './steps.ts'

const never = new AbortController().signal

/** Handlers of replays: the past in the words of the live stream. */
export function replayHandlers(base: Guarded, { replays, reruns }: ServedSite, log: Log) {
  return {
    stream: base.replay.stream.handler(({ input, signal = never }) =>
      stepsFor(messages(replays.moments(input, signal)), 'replay.stream', log),
    ),
    settings: base.replay.settings.handler(() => reruns.settings()),
    compare: base.replay.compare.handler(({ input, signal = never }) =>
      stepsFor(reruns.compare(input, signal), 'replay.compare', log),
    ),
  }
}

async function* messages(moments: AsyncGenerator<MomentThen, void, void>): AsyncGenerator<LiveMessage, void, void> {
  const view = createLiveView()
  for await (const moment of moments) yield view(moment)
}
