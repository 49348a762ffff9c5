import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createConnection, type EngineConnection } from '../../renderer/connection/connection.ts'
import { openWebSocket } from '../../renderer/connection/transport.ts'
import { LiveStore } from '../../renderer/state/store.ts'
import { DemoEngine } from './demo-engine.ts'

/** The demo engine behind a real socket, and a page's connection to it. */
export interface DemoServer {
  engine: DemoEngine
  server: Server
  store: LiveStore
  connection: EngineConnection
  url: string
  stop: () => Promise<void>
}

/** Starts the demo engine on a free port; the connection is made and not yet started. */
export async function startDemoServer(): Promise<DemoServer> {
  const engine = new DemoEngine()
  const server = createServer()
  engine.serve(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/rpc`
  const store = new LiveStore()
  const connection = createConnection({ store, open: () => openWebSocket(url) })
  const stop = async () => {
    connection.stop()
    engine.stop()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }
  return { engine, server, store, connection, url, stop }
}

/** Waits until `isSo` holds, looking often; rejects after `limitMs`. */
export async function until(isSo: () => boolean, limitMs = 5_000): Promise<void> {
  const end = Date.now() + limitMs
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not so after ${limitMs} ms`)
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  }
}
