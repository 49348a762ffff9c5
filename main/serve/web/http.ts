import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Door } from '../../access/door.ts'
import type { Page } from './page.ts'

/** What every request needs to be judged. */
export interface HttpParts {
  page: Page
  door: Door
  /** The port listened on. */
  port: number
}

/** Whether the request names this machine: a foreign name that points here (DNS rebinding) does not. */
export function isOwnHost(request: IncomingMessage, port: number): boolean {
  const { host } = request.headers
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** The session in the request's cookie. Cookies do not know ports, so the name does. */
export function sessionOf(request: IncomingMessage, port: number): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/)
  return cookies.find((cookie) => cookie.startsWith(`${cookieName(port)}=`))?.slice(cookieName(port).length + 1)
}

/** The token in the request's address. */
export function tokenOf(request: IncomingMessage): string | undefined {
  return urlOf(request)?.searchParams.get('token') ?? undefined
}

/** The request's path and query; `undefined` when it is not a plain path on this server. */
export function urlOf(request: IncomingMessage): URL | undefined {
  const { url = '' } = request
  return /^\/(?!\/)/.test(url) ? (URL.parse(`http://site.invalid${url}`) ?? undefined) : undefined
}

/** Answers a request for the page: a token or a session opens it, nothing else does. */
export function answerPage(request: IncomingMessage, response: ServerResponse, { page, door, port }: HttpParts): void {
  secure(request, response)
  if (!isOwnHost(request, port)) return refuse(response, 421, 'This address is not served here.')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET is answered.')
  if (!admit(request, response, { door, port })) return refuse(response, 401, linkUsed)
  const file = page.find(urlOf(request)?.pathname ?? '')
  if (!file) return refuse(response, 404, urlOf(request)?.pathname === '/' ? notBuilt : 'Not found.')
  response.setHeader('Content-Type', file.type)
  response.setHeader('Cache-Control', file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-store')
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

const linkUsed =
  'This link was used already or is too old. Use the link that the engine printed at its start; each opens one browser. ' +
  'A running engine prints a new one on the signal SIGUSR2.'
const notBuilt = 'The page is not built yet. Run "npm run build" and start the engine again.'

/** A session lets in; a good token is exchanged for one. */
function admit(request: IncomingMessage, response: ServerResponse, { door, port }: Omit<HttpParts, 'page'>): boolean {
  if (door.personOfSession(sessionOf(request, port) ?? '')) return true
  const session = door.openSession(tokenOf(request) ?? '')
  if (session === undefined) return false
  response.setHeader('Set-Cookie', `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`)
  return true
}

function cookieName(port: number): string {
  return `powerchain-${port}`
}

function secure(request: IncomingMessage, response: ServerResponse): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The table and chart libraries set styles from script.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ws://${request.headers.host?.replace(/[^\w.:-]/g, '') ?? ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  response.setHeader('Content-Security-Policy', policy.join('; '))
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Cache-Control', 'no-store')
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(`${words}\n`)
}
