import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A man in the middle of an OPC UA link. */
export interface Meddler {
  endpoint: string
  /** What becomes of bytes on their way from the server; by default they pass as they are. */
  alter(fromServer: Buffer): Buffer
  /** All that clients sent. */
  sent: Buffer[]
  /**
   * Sends bytes to the client again and again as if the server had, as fast as it takes them, until it hangs up or has
   * been sent `most` bytes. Gives the bytes sent.
   */
  flood(next: () => Buffer, most: number): Promise<number>
  /** Clients connected now. */
  clients: Set<Socket>
  stop(): Promise<void>
}

/** Starts a relay in front of a server at `opc.tcp://127.0.0.1:PORT/PATH`. */
export async function startMeddler(endpoint: string): Promise<Meddler> {
  const { port, pathname } = new URL(endpoint.replace('opc.tcp', 'http'))
  const clients = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1')
    clients.add(client.setMaxListeners(0))
    client.on('data', (data: Buffer) => {
      meddler.sent.push(data)
      upstream.write(data)
    })
    upstream.on('data', (data) => client.writable && client.write(meddler.alter(data)))
    const end = () => {
      clients.delete(client)
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const meddler: Meddler = {
    endpoint: `opc.tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${pathname}`,
    alter: (data) => data,
    sent: [],
    async flood(next, most) {
      const client = [...clients][0]
      if (!client) return 0
      meddler.alter = () => Buffer.alloc(0)
      let sent = 0
      while (sent < most) {
        if (!client.writable) break
        const bytes = next()
        sent += bytes.length
        if (!client.write(bytes)) await Promise.race([once(client, 'drain'), once(client, 'close')]).catch(() => {})
      }
      meddler.alter = (data) => data
      return sent
    },
    clients,
    async stop() {
      for (const client of clients) client.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return meddler
}

/** The same bytes with every occurrence of a text replaced by another of the same length. */
export function overwritten(bytes: Buffer, text: string, by: string): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(text); at >= 0; at = copy.indexOf(text, at + 1)) copy.write(by, at, 'latin1')
  return copy
}
