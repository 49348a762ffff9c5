import { cpSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const { dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { dependencies: object }

/** What stays a package beside the bundle: native parts, and libraries that load their own files at run time. */
export const unbundled = ['better-sqlite3', 'modbus-serial', 'node-opcua-client', 'node-opcua-server', 'pino', 'ws']
const missing = unbundled.filter((name) => !(name in dependencies))
if (missing.length > 0) throw new Error(`not among the dependencies: ${missing.join(', ')}`)

// The engine looks for what it reads beside itself.
const besideIt: Plugin = {
  name: 'beside-the-engine',
  closeBundle() {
    cpSync(at('devices/definitions'), at('dist/electron/definitions'), { recursive: true })
    cpSync(at('devices/sunspec/models'), at('dist/electron/models'), { recursive: true })
    cpSync(at('devices/simulated/demo-site.yaml'), at('dist/electron/demo-site.yaml'))
  },
}

/** The engine for the desktop's utility process, with the simulated site's worker and its data beside it. */
export default defineConfig({
  root: at('.'),
  plugins: [besideIt],
  ssr: { noExternal: true, external: unbundled },
  build: {
    ssr: true,
    outDir: at('dist/electron'),
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: {
        'engine-process': at('electron/engine-process.ts'),
        'simulation-worker': at('devices/simulated/worker.ts'),
      },
      output: {
        format: 'esm',
        entryFileNames: ({ name }) => (name === 'simulation-worker' ? '[name].js' : '[name].mjs'),
        chunkFileNames: 'engine-[name].mjs',
      },
    },
  },
})
