// npm run build: bundles the page, the desktop shell and its engine, each only when one of its sources has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A bundle: what it is made of, what comes out, and how. */
interface Bundle {
  sources: readonly string[]
  output: string
  make: () => Promise<void>
}

const common = ['domain', 'package-lock.json', 'build/bundle.ts']
const bundles = {
  page: {
    sources: ['renderer', 'build/electron.vite.config.ts', ...common],
    output: 'dist/renderer/index.html',
    make: () => withElectronVite(['renderer']),
  },
  shell: {
    sources: ['electron', 'build/electron.vite.config.ts', ...common],
    output: 'dist/electron/main.cjs',
    make: () => withElectronVite(['main', 'preload']),
  },
  engine: {
    sources: [
      'main',
      'devices',
      'contracts/abi',
      'contracts/code',
      'electron/engine-process.ts',
      'build/engine.vite.config.ts',
      ...common,
    ],
    output: 'dist/electron/engine-process.mjs',
    make: withVite,
  },
} satisfies Record<string, Bundle>

/** Name of a bundle. */
export type BundleName = keyof typeof bundles

/** Makes the named bundles that are missing or out of date; returns which were made. */
export async function bundle(names: readonly BundleName[] = ['page', 'shell', 'engine']): Promise<BundleName[]> {
  const stale = names.filter((name) => stampOf(name) !== fingerprint(bundles[name]))
  for (const name of stale) {
    const start = performance.now()
    const print = fingerprint(bundles[name])
    await bundles[name].make()
    mkdirSync(join(root, 'dist', 'stamps'), { recursive: true })
    writeFileSync(stampFile(name), print)
    console.error(`bundled ${name} in ${((performance.now() - start) / 1_000).toFixed(1)} s`)
  }
  return stale
}

function stampFile(name: BundleName): string {
  return join(root, 'dist', 'stamps', name)
}

function stampOf(name: BundleName): string | undefined {
  const isThere = existsSync(join(root, bundles[name].output)) && existsSync(stampFile(name))
  return isThere ? readFileSync(stampFile(name), 'utf8') : undefined
}

/** Hash over names and contents: times of files say little after a clone or a switch of branches. */
function fingerprint({ sources }: Bundle): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesUnder(source)))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .toSorted()
}

/** The bundlers are loaded only when there is something to do: they take longer to load than all checks here. */
async function withElectronVite(targets: readonly ('main' | 'preload' | 'renderer')[]): Promise<void> {
  const { resolveConfig } = await import('electron-vite')
  const { build } = await import('vite')
  process.env['NODE_ENV_ELECTRON_VITE'] = 'production'
  const configFile = join(root, 'build', 'electron.vite.config.ts')
  const { config } = await resolveConfig({ root, configFile, logLevel: 'warn' }, 'build', 'production')
  for (const target of targets) await build(config?.[target] ?? {})
}

async function withVite(): Promise<void> {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'build', 'engine.vite.config.ts'), logLevel: 'warn' })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await bundle()
  if (made.length === 0) console.error('bundles are up to date')
}
