import type { ClientTCP_transport } from 'node-opcua-transport'
import type { OPCUAClientOptions } from 'node-opcua-client'

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
 * Client options that hold a server to {@link messageLimits}. The library takes over whatever limits the server
 * acknowledges, 4 GiB too; here they can only get smaller.
 */
export async function boundedTransport(): Promise<Pick<OPCUAClientOptions, 'transportSettings' | 'transportFactory'>> {
  const { ClientTCP_transport } = await import('node-opcua-transport')
  class BoundedTransport extends ClientTCP_transport {
    override setLimits(acknowledged: Limits): void {
      super.setLimits(bounded(acknowledged))
    }
  }
  return { transportSettings: messageLimits, transportFactory: { create: (given) => new BoundedTransport(given) } }
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
