import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const { dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { dependencies: object }

/** What stays a package beside the bundle: native parts, and libraries that load their own files at run time. */
export const unbundled = ['better-sqlite3', 'modbus-serial', 'node-opcua-client', 'node-opcua-server', 'pino', 'ws']
const missing = unbundled.filter((name) => !(name in dependencies))
if (missing.length > 0) throw new Error(`not among the dependencies: ${missing.join(', ')}`)

/** The engine for the desktop's utility process, with the simulated site's worker beside it. */
export default defineConfig({
  root: at('.'),
  ssr: { noExternal: true, external: unbundled },
  build: {
    ssr: true,
    outDir: at('dist/electron'),
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: { 'engine-process': at('electron/engine-process.ts') },
      output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
    },
  },
})
