import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { Contract } from '../../domain/rpc/contract.ts'

/** Calls of a running engine. */
export type Engine = ContractRouterClient<Contract>

/**
 * Opens a link that an engine printed and no browser has opened.
 * @throws Error in plain words when nobody answers there, or the link was used or is too old
 */
export async function openEngine(link: string): Promise<{ engine: Engine; close(): void }> {
  const { host, search, protocol } = new URL(link)
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc${search}`)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_, { statusCode }) =>
      reject(
        new Error(
          `The engine at ${host} refuses the link (${statusCode}): it was opened in a browser, or is too old. Ask for another.`,
        ),
      ),
    )
    socket.once('error', ({ message }) => reject(new Error(`No engine answers at ${host}: ${message}`)))
  })
  // the types of the browser's socket and of this one differ in what is not used
  const engine: Engine = createORPCClient(new RPCLink({ websocket: socket as never }))
  return { engine, close: () => socket.close() }
}
