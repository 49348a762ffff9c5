import type { Server, Socket } from 'node:net'

/** The biggest chunk a client may send, bytes. */
export const mostChunkBytes = 65_536

// OPC UA part 6, section 7.1.2: type (3), chunk kind (1), size (4, little endian); what clients may send
const headerBytes = 8
const types = new Set(['HEL', 'OPN', 'MSG', 'CLO'])

/** Follows the chunk headers of a client; false as soon as the bytes can't be OPC UA or a chunk is too big. */
export function createChunkCheck(): (data: Uint8Array) => boolean {
  let header = Buffer.alloc(0)
  /** Bytes of the current chunk still to come. */
  let pending = 0
  return (data) => {
    let at = 0
    while (at < data.length) {
      const skipped = Math.min(pending, data.length - at)
      pending -= skipped
      at += skipped
      const part = data.subarray(at, at + headerBytes - header.length)
      at += part.length
      header = Buffer.concat([header, part])
      if (header.length < headerBytes) continue
      const size = header.readUInt32LE(4)
      if (!types.has(header.toString('latin1', 0, 3)) || !'CFA'.includes(header.toString('latin1', 3, 4))) return false
      if (size < headerBytes || size > mostChunkBytes) return false
      pending = size - headerBytes
      header = Buffer.alloc(0)
    }
    return true
  }
}

/**
 * Stands between the sockets of a server and the library, which throws for some malformed bytes where nobody can catch
 * it: that would end the engine. Here such bytes, or an exception about others, end the one connection.
 */
export function guardSockets(server: Server, onRefused: (from: string) => void): void {
  server.prependListener('connection', (socket: Socket) => {
    const isFit = createChunkCheck()
    const emit = socket.emit.bind(socket)
    const refuse = () => {
      onRefused(socket.remoteAddress ?? '')
      socket.destroy()
      return false
    }
    socket.emit = (event: string | symbol, ...args: unknown[]) => {
      if (event !== 'data') return emit(event, ...args)
      try {
        return isFit(args[0] as Buffer) ? emit(event, ...args) : refuse()
      } catch {
        return refuse()
      }
    }
  })
}
