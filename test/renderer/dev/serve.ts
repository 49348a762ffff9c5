// Serves the screens with the demo engine behind them:
//   node test/renderer/dev/serve.ts [--port 5180] [--containers 6]
import react from '@vitejs/plugin-react'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer as createVite } from 'vite'
import { DemoEngine } from '../demo-engine.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '5180' }, containers: { type: 'string', default: '6' } },
})
const port = Number(values.port)
const engine = new DemoEngine({ containers: Number(values.containers) })
const vite = await createVite({
  root: resolve(import.meta.dirname, '../../../renderer'),
  configFile: false,
  plugins: [react()],
  cacheDir: resolve(import.meta.dirname, '../../../dist/vite-dev'),
  server: { middlewareMode: true, hmr: false, watch: null },
  appType: 'spa',
})
const server = createServer(vite.middlewares)
engine.serve(server)
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    engine.stop()
    void vite.close().then(() => process.exit(0))
  })
