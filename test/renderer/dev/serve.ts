// Builds the screens and serves them with the demo engine behind:
//   node test/renderer/dev/serve.ts [--port 5180] [--containers 6] [--role engineer]
import react from '@vitejs/plugin-react'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { roles } from '../../../domain/access.ts'
import { DemoEngine } from '../demo-engine.ts'
import { demoOrders } from './dispatch/demo-orders.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5180' },
    containers: { type: 'string', default: '6' },
    role: { type: 'string', default: 'engineer' },
  },
})
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const dist = await mkdtemp(join(tmpdir(), 'powerchain-screens-'))
await build({
  root: resolve(import.meta.dirname, '../../../renderer'),
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  build: { outDir: dist, emptyOutDir: true, minify: false, target: 'es2024', chunkSizeWarningLimit: 5_000 },
})

/** A file of the build, or the page itself for the address of a screen. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const isFile = extname(pathname) !== '' && !pathname.includes('..')
  const name = isFile ? pathname : '/index.html'
  const body = await readFile(join(dist, name)).catch(() => undefined)
  response.writeHead(body ? 200 : 404, { 'content-type': types[extname(name)] ?? 'application/octet-stream' })
  response.end(body)
}

const role = roles.find((r) => r === values.role) ?? 'engineer'
const engine = new DemoEngine({ containers: Number(values.containers), role })
engine.dispatch.instructions = demoOrders(Date.now())
engine.swapped.set('agm-controller', 'AB-0917')
const server = createServer((request, response) => void answer(request, response))
engine.serve(server)
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://127.0.0.1:${port}/`)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    engine.stop()
    void rm(dist, { recursive: true }).then(() => process.exit(0))
  })
