import { cpSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
/** What stays a package beside the bundle: native parts, and libraries that load their own files at run time. */
const unbundled = [
  'better-sqlite3',
  'highs',
  'modbus-serial',
  /^node-opcua/,
  /^pdfmake/,
  'pino',
  'tiny-secp256k1',
  'ws',
]

// The engine looks for what it reads beside itself.
const besideIt: Plugin = {
  name: 'beside-the-engine',
  closeBundle() {
    cpSync(at('devices/definitions'), at('dist/electron/definitions'), { recursive: true })
    cpSync(at('devices/sunspec/models'), at('dist/electron/models'), { recursive: true })
    for (const name of ['daily', 'weekly', 'monthly', 'power-quality-week'])
      cpSync(at(`main/reports/templates/${name}.yaml`), at(`dist/electron/report-templates/${name}.yaml`))
    for (const name of readdirSync(at('main/health/rules/library')).filter((file) => file.endsWith('.rules')))
      cpSync(at(`main/health/rules/library/${name}`), at(`dist/electron/rules-library/${name}`))
    cpSync(at('contracts/code'), at('dist/electron/contract-code'), { recursive: true })
    cpSync(at('devices/simulated/demo-site.yaml'), at('dist/electron/demo-site.yaml'))
  },
}

/** The engine for the desktop's utility process, with its workers and its data beside it. */
export default defineConfig({
  root: at('.'),
  plugins: [besideIt],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: at('dist/electron'),
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      external: unbundled,
      input: {
        'engine-process': at('electron/engine-process.ts'),
        'simulation-worker': at('devices/simulated/worker.ts'),
        'historian-worker': at('main/historian/readings/thread/worker.ts'),
        'documents-worker': at('main/documents/worker.ts'),
        'plan-worker': at('main/plan/thread/worker.ts'),
        'forecast-worker': at('main/forecast/thread/worker.ts'),
        'remaining-worker': at('main/health/remaining/training/worker.ts'),
        'list-worker': at('main/list-worker.ts'),
        'rerun-worker': at('main/rerun/worker.ts'),
        'practice-worker': at('main/settlement/practice/worker.ts'),
        'rules-worker': at('main/health/rules/history/worker.ts'),
        'verify-worker': at('main/verify/worker.ts'),
        'bundle-worker': at('main/settlement/bundles/bundle-worker.ts'),
        'supplier-worker': at('main/reports/supplier/supplier-worker.ts'),
      },
      output: {
        format: 'esm',
        entryFileNames: ({ name }) => (name.endsWith('-worker') ? '[name].js' : '[name].mjs'),
        chunkFileNames: 'engine-[name].mjs',
      },
    },
  },
})
