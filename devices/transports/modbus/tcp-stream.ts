import { createConnection, type Socket, type TcpNetConnectOpts } from 'node:net'

/** Room for sixteen of the longest answers; what comes beyond is read in the next turn. */
const bufferBytes = 8_192

/**
 * Opens a TCP connection that reads into one buffer, again and again: what its `data` events hand on is only good until
 * the listener returns. A buffer for every answer, and the queues of a stream around it, would cost more than everything
 * else that is done with the answer.
 */
export function openTcp(options: TcpNetConnectOpts): Socket {
  const buffer = Buffer.allocUnsafeSlow(bufferBytes)
  // the answers to a poll are all of one length: the view of the last one mostly fits
  let view = buffer
  const socket = createConnection({
    ...options,
    onread: {
      buffer,
      callback(size) {
        if (view.length !== size) view = buffer.subarray(0, size)
        socket.emit('data', view)
        return true
      },
    },
  })
  return socket
}
