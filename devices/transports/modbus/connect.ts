import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { ModbusAddress } from './address.ts'
import { openSerial } from './serial.ts'
import { openTcp } from './tcp-stream.ts'

/** Files of a Modbus/TCP Security link, PEM, relative to the folder of the site. */
export interface TlsFiles {
  /** Our own certificate, which also carries our role. */
  certificate: string
  key: string
  /** Whom we trust to have signed the device's certificate. */
  authority: string
}

/** What it takes to open the stream of a line. */
export interface ConnectOptions {
  address: ModbusAddress
  tls?: TlsFiles | undefined
  /** Folder the certificate files are relative to. */
  folder: string
  clock: Clock
  signal: AbortSignal
}

const connectTimeoutMs = 3_000
/** The system probes an idle connection after so long; the poll itself notices a dead one sooner. */
const keepAliveMs = 10_000

/**
 * Opens the stream to a Modbus device: TCP, TLS or a serial port.
 * @throws PowerchainError `Device.Unreachable` with the reason in plain words
 */
export function connectStream(options: ConnectOptions): Promise<Duplex> {
  const { address, clock, signal } = options
  const name = address.scheme === 'modbus-rtu' ? address.path : `${address.host}:${address.port}`
  return new Promise((resolve, reject) => {
    let stream: Duplex | undefined
    const fail = (reason: string) => {
      done()
      stream?.on('error', () => {}).destroy()
      reject(new PowerchainError('Device.Unreachable', `${name} ${reason}`))
    }
    const onError = (error: NodeJS.ErrnoException) => fail(reasonOf(error))
    const onAbort = () => fail('is no longer wanted')
    const stopTimer = clock.after(connectTimeoutMs, () => fail(`does not answer within ${connectTimeoutMs / 1_000} s`))
    const done = () => {
      stopTimer()
      signal.removeEventListener('abort', onAbort)
      stream?.off('error', onError)
    }
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()
    try {
      const opening = open(options)
      stream = opening.stream
      stream.on('error', onError).once(opening.event, () => {
        done()
        resolve(opening.stream)
      })
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error))
    }
  })
}

function open({ address, tls, folder }: ConnectOptions): { stream: Duplex; event: string } {
  if (address.scheme === 'modbus-rtu') return { stream: openSerial(address), event: 'open' }
  const { host, port } = address
  const tcp = { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs }
  if (address.scheme !== 'modbus-tls') return { stream: openTcp(tcp), event: 'connect' }
  if (!tls) throw new Error('needs the certificate files of the link (tls)')
  const [cert, key, ca] = [tls.certificate, tls.key, tls.authority].map((file) => readPem(resolve(folder, file)))
  // MODBUS/TCP Security 21: TLS 1.2 or newer, and each side shows a certificate
  const secured = { cert, key, ca, minVersion: 'TLSv1.2' as const, ...(isIP(host) ? {} : { servername: host }) }
  return { stream: connectTls({ ...tcp, ...secured }), event: 'secureConnect' }
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new Error(`cannot be reached: no readable certificate file ${file}`)
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const code = error.code ?? ''
  if (code in reasons) return reasons[code] ?? error.message
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `shows a certificate of another address (${error.message})`
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) return `shows a certificate that is not trusted (${error.message})`
  if (/SSL|EPROTO/.test(code)) return `refuses the encrypted link (${error.message})`
  if (/permission|access/i.test(error.message)) return `may not be opened by this user (${error.message})`
  if (/no such file|cannot open/i.test(error.message)) return `is not there (${error.message})`
  return error.message
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'refuses the connection: nothing listens there',
  ENOTFOUND: 'is not a known name',
  EAI_AGAIN: 'cannot be looked up: no name service',
  EHOSTUNREACH: 'cannot be reached: no route',
  ENETUNREACH: 'cannot be reached: no network',
  ECONNRESET: 'dropped the connection',
  ETIMEDOUT: 'does not answer',
  EACCES: 'may not be opened by this user',
}
