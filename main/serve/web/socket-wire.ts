import type { RawData, WebSocket } from 'ws'
import type { Wire } from '../wire.ts'

/** Answers that nobody reads pile up in memory; beyond this the connection ends. */
const mostBufferedBytes = 8 * 1024 * 1024

/** A wire over a WebSocket. `send` resolves when the socket took the frame, which a slow reader delays. */
export function socketWire(ws: WebSocket): Wire {
  // Without a listener an error of one connection would end the process; `close` always follows.
  ws.on('error', () => {})
  return {
    send: (frame) =>
      new Promise((resolve) => {
        if (ws.bufferedAmount > mostBufferedBytes) ws.terminate()
        if (ws.readyState !== ws.OPEN) resolve()
        else ws.send(frame, () => resolve())
      }),
    onMessage: (listener) =>
      void ws.on('message', (data: RawData, isBinary: boolean) => listener(isBinary ? data : String(data))),
    onClose: (listener) => void ws.once('close', listener),
    refuse: (reason) => ws.close(1008, reason),
    close: () => ws.close(1001, 'EngineStopped'),
  }
}
