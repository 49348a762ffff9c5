import type { Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** Scheme of our pages; must be registered as standard and secure before the app is ready. */
export const scheme = 'app'
/** Origin of our pages. */
export const origin = `${scheme}://powerchain`
/** Page of the dialog "connect to a site"; made by the shell, not part of the built page. */
export const connectPath = '/shell/connect'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Whether a url is one of our pages. */
export function isOurPage(url: string): boolean {
  return url.startsWith(`${origin}/`)
}

/**
 * File under `folder` that a url of ours names; an address without a file type is a screen of the page, hence the
 * index. `undefined` for anything else: a foreign host, an unknown type, or a path that leaves the folder.
 */
export function fileOf(folder: string, address: string): string | undefined {
  const url = parseUrl(address)
  if (!url || url.protocol !== `${scheme}:` || url.host !== 'powerchain') return undefined
  const path = decode(url.pathname)
  if (path === undefined || /[\\\0]/.test(path) || path.split('/').includes('..')) return undefined
  if (extname(path) === '') return join(folder, 'index.html')
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) && contentTypes[extname(file)] ? file : undefined
}

/** The address taken apart, or nothing; `URL.parse` is younger than the oldest runtime we start on. */
export function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/**
 * Content policy of the page: own files only, and the one WebSocket origin it may talk to, if any. AG Grid and ECharts
 * set styles on elements, hence `unsafe-inline` for styles alone.
 */
export function pagePolicy(webSocketOrigin: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${webSocketOrigin ? ` ${webSocketOrigin}` : ''}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const connectPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"

/** Serves the built page from `folder` and the connect dialog's page under our scheme. */
export function servePages(parts: {
  session: Session
  folder: string
  /** WebSocket origin the page may talk to now. */
  webSocketOrigin: () => string | undefined
  /** Markup of the dialog for a request to {@link connectPath}. */
  connectPage: (url: URL) => string
}): void {
  parts.session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return refused(405)
    if (isOurPage(request.url) && url.pathname === connectPath)
      return new Response(parts.connectPage(url), { headers: headers('.html', connectPolicy) })
    const file = fileOf(parts.folder, request.url)
    const body = file && (await readFile(file).catch(() => undefined))
    if (!file || !body) return refused(404)
    return new Response(body, { headers: headers(extname(file), pagePolicy(parts.webSocketOrigin())) })
  })
}

function headers(type: string, policy: string): Record<string, string> {
  return {
    'content-type': contentTypes[type] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  }
}

function refused(status: number): Response {
  return new Response(null, { status, headers: { 'content-security-policy': "default-src 'none'" } })
}
