// Runs the bundled engine under plain Node as Electron's utility process would: with a parent port, and ports handed over.
// Asks it one call over such a port, prints the answer, and stops it.
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { EngineSays } from '../../electron/engine-host.ts'
import type { EngineClient } from '../../renderer/connection/connection.ts'

const parentPort = Object.assign(new EventEmitter(), { postMessage: (message: EngineSays) => void hear(message) })
Object.defineProperty(process, 'parentPort', { value: parentPort })
await import(new URL('../../dist/electron/engine-process.mjs', import.meta.url).href)

async function hear(message: EngineSays): Promise<void> {
  if (message.type === 'refused') return console.log(JSON.stringify(message))
  const { port1, port2 } = new MessageChannel()
  parentPort.emit('message', { data: { type: 'connect' }, ports: [port1] })
  const client: EngineClient = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  const { name, points, person } = await client.site.describe()
  console.log(JSON.stringify({ name, points: points.length, role: person.role }))
  parentPort.emit('message', { data: { type: 'stop' }, ports: [] })
}
