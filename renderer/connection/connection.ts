import { createORPCClient, DynamicLink, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../domain/rpc/contract.ts'
import type { Ms } from '../../domain/units.ts'
import type { LiveStore } from '../state/store.ts'
import { connectionLost } from './problem.ts'
import type { OpenTransport, Transport } from './transport.ts'

/** Every call of the contract, as functions. */
export type EngineClient = ContractRouterClient<Contract>

/** A connection that keeps itself: reopened with back-off, subscribed anew, the store always fed. */
export interface EngineConnection {
  /** Stays the same over reconnects; a call without a connection throws code {@link connectionLost}. */
  client: EngineClient
  start(): void
  stop(): void
}

const shortestPauseMs = 500
const longestPauseMs = 10_000
/** Messages come several times a second; a stream silent for longer has lost its other end. */
const silenceMs = 5_000

/** Pause before the n-th attempt after a loss, doubling from 0.5 s to 10 s. */
export function pauseBefore(attempt: number): Ms {
  return Math.min(shortestPauseMs * 2 ** (attempt - 1), longestPauseMs)
}

/** The next item, or rejection after `limitMs` of silence. */
async function within<T>(promise: Promise<T>, limitMs: Ms): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the engine is silent')), limitMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Reads the stream into the store until a message is missing. Rejects when the stream ends or falls silent. */
async function followUntilGap(client: EngineClient, store: LiveStore): Promise<void> {
  store.describe(await within(client.site.describe(), silenceMs))
  const stream = await within(client.live.stream(), silenceMs)
  try {
    for (;;) {
      const { value, done } = await within(stream.next(), silenceMs)
      if (done) throw new Error('the engine ended the stream')
      if (!store.apply(value)) return
      store.setConnection('live')
    }
  } finally {
    // The engine may be gone; it then forgets the subscription by itself.
    void stream.return?.(undefined).catch(() => {})
  }
}

async function follow(client: EngineClient, store: LiveStore): Promise<never> {
  for (;;) await followUntilGap(client, store)
}

function createClient(current: () => Transport | undefined): EngineClient {
  return createORPCClient(
    new DynamicLink(() => {
      const transport = current()
      if (!transport) throw new ORPCError(connectionLost)
      return transport.link
    }),
  )
}

function pause(ms: Ms, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Makes a connection that feeds `store` over the transports that `open` gives. */
export function createConnection({ open, store }: { open: OpenTransport; store: LiveStore }): EngineConnection {
  let current: Transport | undefined
  let ending: AbortController | undefined
  const client = createClient(() => current)

  const keepOnce = async (signal: AbortSignal) => {
    const transport = await open()
    if (signal.aborted) return transport.close()
    current = transport
    try {
      await Promise.race([follow(client, store), transport.closed])
    } finally {
      if (current === transport) current = undefined
      transport.close()
    }
  }

  const keep = async (signal: AbortSignal) => {
    for (let attempt = 1; !signal.aborted; attempt++) {
      await keepOnce(signal).catch(() => {})
      if (signal.aborted) return
      if (store.connection().state === 'live') attempt = 1
      store.setConnection('lost')
      await pause(pauseBefore(attempt), signal)
    }
  }

  return {
    client,
    start() {
      if (ending) return
      ending = new AbortController()
      void keep(ending.signal)
    },
    stop() {
      ending?.abort()
      ending = undefined
      current?.close()
    },
  }
}
