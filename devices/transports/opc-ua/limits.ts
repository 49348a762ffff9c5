import type { ClientTCP_transport } from 'node-opcua-transport'
import type { OPCUAClientOptions } from 'node-opcua-client'
import { ChunkGuard } from './chunk-guard.ts'

/**
 * The most a server may make us hold: a message of 4 MiB in chunks of 64 KiB. A notification of 5,000 values takes
 * 0.2 MiB, and the library asks servers for answers below 0.8 MB.
 */
export const messageLimits = {
  maxMessageSize: 4 * 1024 * 1024,
  maxChunkCount: 1_000,
  receiveBufferSize: 64 * 1024,
  sendBufferSize: 64 * 1024,
} as const

type Limits = Parameters<ClientTCP_transport['setLimits']>[0]

/**
 * Client options that hold a server to {@link messageLimits}. The library alone takes over whatever limits the server
 * acknowledges, 4 GiB too, and lets some malformed bytes end the process; here every byte passes a guard first.
 * `onRefused` tells in plain words what the server did.
 */
export async function boundedTransport(options: {
  onRefused(reason: string): void
}): Promise<Pick<OPCUAClientOptions, 'transportSettings' | 'transportFactory'>> {
  const [{ ClientTCP_transport }, { StatusCodes }] = await Promise.all([
    import('node-opcua-transport'),
    import('node-opcua-client'),
  ])
  class BoundedTransport extends ClientTCP_transport {
    readonly guard = new ChunkGuard(messageLimits)

    override setLimits(acknowledged: Limits): void {
      super.setLimits(bounded(acknowledged))
    }

    override _write_chunk(chunk: Buffer, callback?: (err?: Error | null) => undefined): void {
      this.guard.sent(chunk)
      super._write_chunk(chunk, callback)
    }

    refuse(error: unknown): void {
      const reason = error instanceof Error ? error : new Error(String(error))
      options.onRefused(reason.message)
      this.prematureTerminate(reason, StatusCodes.BadTcpMessageTooLarge)
    }
  }
  return {
    transportSettings: messageLimits,
    transportFactory: { create: (given) => guarded(new BoundedTransport(given)) },
  }
}

/** The library calls this for what arrives; its types keep it to themselves. */
interface Receiving {
  _on_socket_data(data: Buffer): void
}

function guarded<T extends ClientTCP_transport & { guard: ChunkGuard; refuse(error: unknown): void }>(transport: T): T {
  const receiving = transport as unknown as Receiving
  const receive = receiving._on_socket_data.bind(transport)
  receiving._on_socket_data = (data) => {
    try {
      transport.guard.received(data)
      receive(data)
    } catch (error) {
      transport.refuse(error)
    }
  }
  return transport
}

/** The smaller of both, field by field; 0 is the protocol's word for "no limit". */
export function bounded(acknowledged: Limits): Limits {
  const least = (field: keyof Limits) => Math.min(acknowledged[field] || messageLimits[field], messageLimits[field])
  return {
    maxMessageSize: least('maxMessageSize'),
    maxChunkCount: least('maxChunkCount'),
    receiveBufferSize: least('receiveBufferSize'),
    sendBufferSize: least('sendBufferSize'),
  }
}
