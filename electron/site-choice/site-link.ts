import { parseUrl } from '../protocol.ts'

/** Where an engine elsewhere listens, and the token that opens it. */
export interface SiteLink {
  /** `http://HOST:PORT` or `https://HOST:PORT`; may be shown and stored. */
  address: string
  /** Secret; kept in memory only. */
  token: string
}

/** A link as the headless engine prints it, or why it can't be one. */
export type ParsedLink = { link: SiteLink } | { problem: string }

/** Path of the engine's WebSocket. */
const webSocketPath = '/rpc'

/**
 * Reads a link such as `http://127.0.0.1:8080/?token=...`. Beyond this machine only `https` is taken: commands and the
 * token must not cross a network in the clear.
 */
export function parseSiteLink(text: string): ParsedLink {
  const url = parseUrl(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return { problem: 'A link begins with http:// or https://, as the engine prints it when it starts.' }
  if (url.protocol === 'http:' && !isThisMachine(url.hostname))
    return { problem: 'An engine on another machine needs https://, or a tunnel that ends on this one.' }
  const token = url.searchParams.get('token') ?? ''
  if (!/^[\w-]{16,256}$/.test(token))
    return { problem: 'The link holds no token: paste all of it, with "?token=" and what follows.' }
  return { link: { address: url.origin, token } }
}

/** Address of the engine's WebSocket, token included. */
export function webSocketUrl(link: SiteLink): string {
  const url = new URL(webSocketPath, webSocketOrigin(link.address))
  url.searchParams.set('token', link.token)
  return url.href
}

/** The engine's address as a WebSocket origin, for the content policy and the network filter. */
export function webSocketOrigin(address: string): string {
  return address.replace(/^http/, 'ws')
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
