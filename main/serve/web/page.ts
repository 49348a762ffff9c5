import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/** A file of the built page, ready to be sent. */
export interface PageFile {
  body: Buffer
  type: string
  /** True for files whose name changes with their content. */
  isImmutable: boolean
}

/** The built page: what is listed can be had, and nothing else has an address. */
export interface Page {
  /** The file for a path of the address bar; a screen's path gives the page itself. */
  find(path: string): PageFile | undefined
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Lists the files below `dir` once; a rebuilt page needs a new start. Without `dir` there is no page. */
export function openPage(dir: string): Page {
  const files = new Map(listed(dir).map((name) => [`/${name.split(sep).join('/')}`, join(dir, name)]))
  const read = (path: string): PageFile | undefined => {
    const file = files.get(path)
    const type = types[extname(path)]
    if (file === undefined || type === undefined) return undefined
    return { body: readFileSync(file), type, isImmutable: /-[\w-]{8}\.\w+$/.test(path) }
  }
  return { find: (path) => read(path) ?? (isScreen(path) ? read('/index.html') : undefined) }
}

function isScreen(path: string): boolean {
  return /^\/[a-z0-9/-]*$/.test(path)
}

function listed(dir: string): string[] {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
}
