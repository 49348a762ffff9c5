import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { CallContext } from './context.ts'
import { checkFrame } from './frame-check.ts'
import { createRate } from './rate.ts'
import type { EngineRouter } from './router.ts'
import type { Wire } from './wire.ts'

/** Serves the procedures to one person over one wire, until the wire closes. */
export type Connect = (wire: Wire, person: Person) => void

type Listen = Parameters<RPCHandler<CallContext>['upgrade']>[0]

/** Ties the procedures to wires of any kind. The rpc library stays behind this door and sees checked frames only. */
export function createChannel(given: { router: EngineRouter; clock: Clock; log: Log }): {
  connect: Connect
  /** Closes every wire. */
  stop(): void
} {
  const { router, clock, log } = given
  const handler = new RPCHandler<CallContext>(router, {
    rootInterceptors: [
      async ({ request, next }) => {
        const result = await next()
        return result.matched ? result : { matched: true, response: unknownMethod(request.url.pathname) }
      },
    ],
  })
  const wires = new Set<Wire>()
  return {
    connect(wire, person) {
      wires.add(wire)
      wire.onClose(() => wires.delete(wire))
      const context: CallContext = { person, connection: { streams: 0 } }
      void handler.upgrade(guard({ wire, clock, log: log.with({ person: person.name }) }), { context })
    },
    stop() {
      for (const wire of wires) wire.close()
      wires.clear()
    },
  }
}

/** The wire as the rpc library wants it, with a check before every frame. */
function guard({ wire, clock, log }: { wire: Wire; clock: Clock; log: Log }): Listen {
  const rate = createRate(clock)
  const onMessage = (deliver: (event: { data: unknown }) => void): void =>
    wire.onMessage((frame) => {
      const checked = checkFrame(frame)
      if (!checked) {
        log.warn('connection ended: malformed frame')
        return wire.refuse('MalformedFrame')
      }
      const verdict = checked.isCall ? rate() : 'pass'
      if (verdict === 'pass') return deliver({ data: frame })
      if (verdict === 'refuse') return void wire.send(answer(checked.id, tooManyCalls()))
      log.warn('connection ended: too many calls')
      wire.refuse('TooManyFrames')
    })
  const listen = (type: string, listener: (event: { data: unknown }) => void): void => {
    if (type === 'message') onMessage(listener)
    if (type === 'close') wire.onClose(() => listener({ data: undefined }))
  }
  return { addEventListener: listen, send: (frame: string) => wire.send(frame) } as unknown as Listen
}

function unknownMethod(path: string) {
  const name = path.slice(1, 101).replaceAll('/', '.')
  const error = new ORPCError('UnknownMethod', { status: 404, message: `This engine has no method ${name}.` })
  return { status: error.status, headers: {}, body: { json: error.toJSON() } }
}

function tooManyCalls(): ORPCError<string, unknown> {
  return new ORPCError('TooManyCalls', { status: 429, message: 'Too many calls at once; try again in a second.' })
}

function answer(id: string, error: ORPCError<string, unknown>): string {
  return JSON.stringify({ i: id, p: { s: error.status, b: { json: error.toJSON() } } })
}
