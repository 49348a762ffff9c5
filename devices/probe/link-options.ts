import { resolve } from 'node:path'
import { PowerchainError } from '../../domain/errors.ts'
import { deviceConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { TlsFiles } from '../transports/modbus/connect.ts'
import { objectsFolder } from '../transports/opc-ua/explore.ts'
import type { OpcUaUser } from '../transports/opc-ua/user.ts'

/** What to look at in an OPC UA server beside the points of a definition. */
export type Exploring =
  | { kind: 'browse'; node: string }
  /** `what` is a node, or a point of the definition. */
  | { kind: 'history'; what: string; from: EpochMs; to: EpochMs }
  | { kind: 'call'; object: string; method: string; inputs: readonly string[] }

/** The words of the command line about the link and what to explore over it. */
export type LinkWords = Partial<
  Record<
    | 'certificate'
    | 'key'
    | 'authority'
    | 'user'
    | 'password-from'
    | 'browse'
    | 'history'
    | 'from'
    | 'to'
    | 'call'
    | 'of',
    string
  >
> & { argument?: string[] }

const hourMs: Ms = 3_600_000

/** `--browse` may stand alone: then it means the server's objects. */
export function withBrowsedNode(args: readonly string[]): string[] {
  const at = args.indexOf('--browse')
  if (at < 0 || /^(ns|nsu)=/.test(args[at + 1] ?? '')) return [...args]
  return [...args.slice(0, at + 1), objectsFolder, ...args.slice(at + 1)]
}

/**
 * Certificate files of a Modbus/TCP Security link.
 * @throws PowerchainError `Config.Invalid` unless all three are named, and only for such a link
 */
export function tlsOf(words: LinkWords, endpoint: string): TlsFiles | undefined {
  const { certificate, key, authority } = words
  const isTls = endpoint.startsWith('modbus-tls:')
  const named = [certificate, key, authority].filter((file) => file !== undefined)
  if (named.length > 0 && !isTls) throw wrong('--certificate, --key and --authority are for modbus-tls')
  if (certificate === undefined || key === undefined || authority === undefined) {
    if (named.length > 0 || isTls) throw wrong('modbus-tls needs --certificate, --key and --authority')
    return undefined
  }
  return { certificate: resolve(certificate), key: resolve(key), authority: resolve(authority) }
}

/** The user an OPC UA server asks for. @throws PowerchainError `Config.Invalid`; no message holds a password */
export function userOf(words: LinkWords, endpoint: string): OpcUaUser | undefined {
  const { user: name, 'password-from': secret } = words
  if (name === undefined && secret === undefined) return undefined
  if (!endpoint.startsWith('opc.tcp:')) throw wrong('--user is for OPC UA')
  const checked = deviceConfig.shape.user.safeParse({ name, secret })
  if (checked.success) return checked.data
  throw wrong('--user NAME goes with --password-from env:NAME or file:NAME, never with the password itself')
}

/** What to explore. @throws PowerchainError `Config.Invalid` for words that do not fit together */
export function exploringOf(words: LinkWords, endpoint: string, now: EpochMs): Exploring | undefined {
  const { browse, history, call, of, argument = [] } = words
  const asked = [browse, history, call].filter((word) => word !== undefined)
  if (asked.length > 1) throw wrong('--browse, --history or --call, one at a time')
  if (asked.length > 0 && !endpoint.startsWith('opc.tcp:')) throw wrong('--browse, --history and --call are for OPC UA')
  if (browse !== undefined) return { kind: 'browse', node: browse }
  if (history !== undefined) return { kind: 'history', what: history, ...spanOf(words, now) }
  if (call === undefined) return undefined
  if (of === undefined) throw wrong('--call METHOD needs --of OBJECT')
  return { kind: 'call', object: of, method: call, inputs: argument }
}

function spanOf(words: LinkWords, now: EpochMs): { from: EpochMs; to: EpochMs } {
  const to = words.to === undefined ? now : Date.parse(words.to)
  const from = words.from === undefined ? to - hourMs : Date.parse(words.from)
  if (!(from < to)) throw wrong('--from TIME is before --to TIME, written as 2026-01-31T12:00Z')
  return { from, to }
}

function wrong(message: string): PowerchainError {
  return new PowerchainError('Config.Invalid', message)
}
