import type { Socket } from 'node:net'
import type { Ms } from '../../../domain/units.ts'
import { type Frame, frameBytes, takeFrame } from './frames.ts'

/** One reader's connection. */
export interface Connection {
  /** When it last asked something. */
  readonly heardAt: Ms
  /** Lets it ask on; called once a second. */
  refill(): void
  close(): void
}

/** Requests a second from one connection; who asks more waits. A reader needs some ten. */
const requestsPerSecond = 500

/**
 * Answers the frames of a socket in their order until it ends. A malformed byte closes it: after that nobody knows where
 * a frame begins. Who does not take the answers is not read any further.
 */
export function openConnection(options: {
  socket: Socket
  monotonicMs: () => Ms
  answer(frame: Frame): Buffer | undefined
  onMalformed(): void
}): Connection {
  const { socket, monotonicMs } = options
  let received: Buffer = Buffer.alloc(0)
  let allowance = requestsPerSecond
  let heardAt = monotonicMs()

  const giveUp = () => {
    options.onMalformed()
    socket.destroy()
  }
  const work = () => {
    const answers: Buffer[] = []
    let taken = takeFrame(received)
    for (; taken && taken !== 'malformed' && allowance > 0; taken = takeFrame(received)) {
      allowance -= 1
      received = taken.rest
      const pdu = options.answer(taken.frame)
      if (!pdu) return giveUp()
      answers.push(frameBytes({ ...taken.frame, pdu }))
    }
    if (taken === 'malformed') return giveUp()
    const isTaken = answers.length === 0 || socket.write(Buffer.concat(answers))
    if (allowance === 0 || !isTaken) socket.pause()
  }

  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', (data) => {
    heardAt = monotonicMs()
    received = received.length > 0 ? Buffer.concat([received, data]) : data
    work()
  })
  socket.on('drain', () => {
    if (allowance > 0) socket.resume()
  })

  return {
    get heardAt() {
      return heardAt
    },
    refill() {
      const hasWaited = allowance === 0
      allowance = requestsPerSecond
      if (!hasWaited || socket.destroyed) return
      work()
      if (allowance > 0 && !socket.writableNeedDrain) socket.resume()
    },
    close: () => socket.destroy(),
  }
}
