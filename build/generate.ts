// npm run generate: writes the files that are derived from code and checked in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemas } from './generate-schemas.ts'
import { contractFiles } from './solidity/abis.ts'
import { root } from './solidity/forge.ts'

const folder = fileURLToPath(new URL('schemas', import.meta.url))

/** Generated files whose content on disk is not what the code says now. */
export function staleFiles(): string[] {
  return generated()
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => path)
}

function generated(): { path: string; text: string }[] {
  const published = Object.entries(schemas()).map(([name, schema]) => ({
    path: join(folder, name),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }))
  return [...published, ...contractFiles().map(({ path, text }) => ({ path: join(root, path), text }))]
}

if (import.meta.main) {
  for (const { path, text } of generated()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}
