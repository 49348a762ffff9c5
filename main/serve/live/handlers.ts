import { ORPCError } from '@orpc/server'
import type { Log } from '../../../domain/log.ts'
import type { LiveMessage } from '../../../domain/rpc/live.ts'
import { forCaller, type Guarded } from '../base.ts'
import { createLiveView } from './view.ts'
import type { LiveHub } from './hub.ts'

/** A page needs one; a few more are for a page that has just lost its link. */
const mostStreams = 4

/**
 * The live stream. The next message is made when the one before has left for good, so a slow subscriber gets fewer
 * and newer messages instead of a queue of old ones.
 */
export function liveHandlers(base: Guarded, { hub, log }: { hub: LiveHub; log: Log }) {
  async function* messages(signal: AbortSignal, release: () => void): AsyncGenerator<LiveMessage, void, void> {
    try {
      const view = createLiveView()
      const edition = hub.edition()
      yield view(hub.current())
      // Places in the dictionary mean other points in the next edition.
      for (let frame = await hub.next(signal); frame && hub.edition() === edition; frame = await hub.next(signal))
        yield view(frame)
    } catch (error) {
      throw forCaller(error, 'live.stream', log)
    } finally {
      release()
    }
  }
  return {
    stream: base.live.stream.handler(({ context: { connection }, signal = new AbortController().signal }) => {
      if (connection.streams >= mostStreams)
        throw new ORPCError('TooManyCalls', { status: 429, message: `At most ${mostStreams} live streams at a time.` })
      connection.streams++
      return messages(signal, () => connection.streams--)
    }),
  }
}
