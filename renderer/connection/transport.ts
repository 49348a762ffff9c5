import type { ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import { enginePortMessage, type Shell } from '../../domain/shell.ts'

/** A way to the engine that is open. */
export interface Transport {
  link: ClientLink<Record<never, never>>
  /** Resolves when the other end is gone. */
  closed: Promise<void>
  close(): void
}

/** Opens a way to the engine; rejects when there is none now. */
export type OpenTransport = () => Promise<Transport>

declare global {
  interface Window {
    shell?: Shell
  }
}

/** `Promise.withResolvers` is younger than the oldest Chromium the desktop runs on. */
function ending(): { closed: Promise<void>; markClosed: () => void } {
  let resolveIt: (() => void) | undefined
  const closed = new Promise<void>((resolve) => {
    resolveIt = resolve
  })
  return { closed, markClosed: () => resolveIt?.() }
}

/** Opens a WebSocket to the engine at `url`. */
export function openWebSocket(url: string): Promise<Transport> {
  const { closed, markClosed } = ending()
  const socket = new WebSocket(url)
  socket.addEventListener('close', () => markClosed())
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('the engine does not answer')), { once: true })
    socket.addEventListener('open', () => {
      resolve({ link: new WebSocketLink({ websocket: socket }), closed, close: () => socket.close() })
    })
  })
}

/** Asks the desktop shell for a port to the engine. */
export function openPort(shell: Shell): Promise<Transport> {
  const { closed, markClosed } = ending()
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const isOurs = event.source === window && event.origin === window.location.origin
      const port = event.ports[0]
      if (!isOurs || !port || !isPortMessage(event.data)) return
      window.removeEventListener('message', onMessage)
      const close = () => {
        window.removeEventListener('pagehide', close)
        port.close()
        markClosed()
      }
      // A reload with an open port crashed older shells.
      window.addEventListener('pagehide', close)
      port.addEventListener('close', () => markClosed())
      const link = new PortLink({ port })
      port.start()
      resolve({ link, closed, close })
    }
    window.addEventListener('message', onMessage)
    shell.requestPort()
  })
}

function isPortMessage(data: unknown): boolean {
  if (data === enginePortMessage) return true
  return typeof data === 'object' && data !== null && 'type' in data && data.type === enginePortMessage
}

/** The way this page was meant to go: what the desktop shell says, else a WebSocket to where the page came from. */
export async function openTransport(): Promise<Transport> {
  const { shell, location } = window
  if (!shell) return openWebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`)
  const way = await shell.connection()
  return way.kind === 'port' ? openPort(shell) : openWebSocket(way.url)
}
