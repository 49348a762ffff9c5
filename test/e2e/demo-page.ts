import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as plain } from '@playwright/test'
import { bundle } from '../../build/bundle.ts'
import { DemoEngine } from '../renderer/demo-engine.ts'

const pages = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

async function serve(): Promise<{ server: Server; engine: DemoEngine }> {
  await bundle(['page'])
  const engine = new DemoEngine({ role: 'engineer' })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const name = extname(pathname) !== '' && !pathname.includes('..') ? pathname : '/index.html'
    void readFile(join(pages, name)).then(
      (body) => response.writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  engine.serve(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { server, engine }
}

/** Tests of screens whose figures take a quarter of an hour and more to come about: they run on the demonstration engine. */
export const test = plain.extend<object, { demoUrl: string }>({
  demoUrl: [
    // Playwright reads the parameter to learn what a fixture needs: nothing.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { server, engine } = await serve()
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      engine.stop()
      server.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ demoUrl }, use) => use(demoUrl),
})
