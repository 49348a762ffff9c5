import { createConnection, type Socket } from 'node:net'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { TcpAddress } from '../../endpoint.ts'

const connectTimeoutMs = 3_000
/** The system probes an idle connection after so long; the poll itself notices a dead one sooner. */
const keepAliveMs = 10_000

/**
 * Opens a TCP connection without delay of small packets and with keepalive.
 * @throws PowerchainError `Device.Unreachable` with the reason in plain words
 */
export function connectTcp(options: { address: TcpAddress; clock: Clock; signal: AbortSignal }): Promise<Socket> {
  const { address, clock, signal } = options
  return new Promise((resolve, reject) => {
    const socket = createConnection({ ...address, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs })
    const fail = (reason: string) => {
      done()
      socket.on('error', () => {}).destroy()
      reject(new PowerchainError('Device.Unreachable', `${address.host}:${address.port} ${reason}`))
    }
    const onError = (error: NodeJS.ErrnoException) => fail(reasons[error.code ?? ''] ?? error.message)
    const onAbort = () => fail('is no longer wanted')
    const stopTimer = clock.after(connectTimeoutMs, () => fail(`does not answer within ${connectTimeoutMs / 1_000} s`))
    const done = () => {
      stopTimer()
      signal.removeEventListener('abort', onAbort)
      socket.off('error', onError)
    }
    signal.addEventListener('abort', onAbort)
    socket.on('error', onError).once('connect', () => {
      done()
      resolve(socket)
    })
    if (signal.aborted) onAbort()
  })
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'refuses the connection: nothing listens there',
  ENOTFOUND: 'is not a known name',
  EAI_AGAIN: 'cannot be looked up: no name service',
  EHOSTUNREACH: 'cannot be reached: no route',
  ENETUNREACH: 'cannot be reached: no network',
  ECONNRESET: 'dropped the connection',
  ETIMEDOUT: 'does not answer',
}
