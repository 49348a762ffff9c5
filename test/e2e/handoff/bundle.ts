import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'
import { bundle } from '../../../build/bundle.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Bundles shell, engine and page of this test, with the real preload; returns the folder to start. */
export async function bundleHandoff(): Promise<string> {
  await bundle(['shell'])
  const out = join(root, 'dist', 'test', 'handoff')
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'page'), { recursive: true })
  await build(forNode('shell', out))
  await build(forNode('engine', out))
  await build({
    ...quiet,
    build: {
      outDir: join(out, 'page'),
      target: 'chrome114',
      rolldownOptions: { input: join(here, 'page.ts'), output: { entryFileNames: 'page.js' } },
    },
  })
  cpSync(join(root, 'dist', 'electron', 'preload.cjs'), join(out, 'preload.cjs'))
  writeFileSync(join(out, 'page', 'index.html'), '<!doctype html><script type="module" src="/page.js"></script>')
  writeFileSync(join(out, 'package.json'), '{"name":"handoff","version":"1.0.0","main":"shell.cjs"}')
  return out
}

const quiet: InlineConfig = { configFile: false, root: here, logLevel: 'error', publicDir: false }

function forNode(name: string, outDir: string): InlineConfig {
  return {
    ...quiet,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      rolldownOptions: {
        input: { [name]: join(here, `${name}.ts`) },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  }
}
